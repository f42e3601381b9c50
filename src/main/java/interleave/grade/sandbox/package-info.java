/**
 * The machine that an answer gets: a guest JVM of its own, and as many walls around it as this machine has.
 *
 * <p>{@link interleave.grade.sandbox.Sandbox} knows the walls ({@code bubblewrap}, else Landlock, else none but those of a child process) and the level in
 * force, {@link interleave.grade.sandbox.Guests} starts guests ahead of need, {@link interleave.grade.sandbox.AnswerGuest} tells every way a guest may end.
 * What it says to a guest and what that means for a mark is not known here. If the machine itself fails, that is a
 * {@link interleave.grade.sandbox.NotJudgedException}, never the learner's fault.
 */
package interleave.grade.sandbox;
