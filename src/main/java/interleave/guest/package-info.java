/**
 * What runs beside learner code: class loader and weaving hook, cell threads, output router, result rendering. A judged answer's guest is in
 * {@code interleave.guest.answer}.
 *
 * <p>Lives in the learner's JVM, next to code that may be hostile: JDK only, and nothing in it is secret. May import {@code schedule} and {@code link}.
 */
package interleave.guest;
