/**
 * An exercise as data: its folder read into one value, with its limits, and the folders where exercises are found.
 *
 * <p>Nothing is compiled or run here. What is wrong with a folder is a {@link interleave.grade.exercise.BadExerciseException} with one sentence for who
 * writes exercises. How to write one: the package {@link interleave.grade}.
 */
package interleave.grade.exercise;
