/**
 * What lies around the exercises: the lessons in their order, how far a learner has come, what a room predicted, and homework from hand-out to export.
 *
 * <p>Lives in the trusted JVM, and reads files alone: notebooks, progress files, what was handed in. May import {@code grade}, with its
 * rooms, and {@code schedule}.
 */
package interleave.course;
