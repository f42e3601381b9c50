/**
 * For who writes exercises: a new one to start from, the check that it judges as meant, a variant with other names and numbers, its form as an nbgrader
 * assignment.
 *
 * <p>Above the judge; only the command line comes in here. How an exercise is written: the package {@link interleave.grade}.
 */
package interleave.grade.author;
