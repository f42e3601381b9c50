package interleave.grade;

import java.util.List;

/** What became of a source: classes, or the problems that stand in the way. */
public sealed interface Compilation {

    /**
     * It compiles.
     *
     * @param main binary name of the one class that implements the contract
     * @param classes every class of the source
     */
    record Compiled(String main, List<ClassBytes> classes) implements Compilation {}

    /**
     * It cannot be judged as it is.
     *
     * @param outcome {@link Outcome#COMPILE} if javac refuses it, {@link Outcome#MISSING} if no class, or more than one, implements the contract,
     *     {@link Outcome#FORBIDDEN} if it uses what the exercise does not allow
     * @param problems at least one, in order of place
     */
    record Refused(Outcome outcome, List<Problem> problems) implements Compilation {}
}
