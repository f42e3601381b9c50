/**
 * Where the jar starts: {@link interleave.Main}. Everything else lives in the rooms below it.
 *
 * <pre>
 *   trusted JVM      command   kernel   course   grade
 *   both             schedule  link
 *   learner's JVM    guest     lab
 * </pre>
 */
package interleave;
