/**
 * What runs beside learner code: class loader and weaving hook, cell threads, output router, result rendering.
 *
 * <p>Lives in the learner's JVM, also in the grader's sandbox, next to hostile code: JDK only, small enough to read in one sitting, and nothing in it
 * is secret. May import {@code schedule} and {@code link}.
 */
package interleave.guest;
