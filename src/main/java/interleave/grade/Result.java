package interleave.grade;

import interleave.grade.exercise.Exercise;
import interleave.grade.sandbox.Isolation;
import java.util.List;
import java.util.Map;

/**
 * The verdict on one answer: what every report and every other format is made from.
 *
 * <p>Everything but {@link #times} is the same, byte for byte, whenever the same answer is judged by the same tool on the same JDK.
 *
 * @param exercise name of the exercise
 * @param exerciseHash what decided about the verdict, see {@link Exercise#hash}
 * @param submission name of what was handed in
 * @param answerHash SHA-256 of the answer's source; empty when there was none
 * @param tool name and version of this program
 * @param jdk version of the JDK that compiled and ran it
 * @param isolation how the guest was confined, in force and not merely asked for
 * @param seed seed of whatever a test draws at random
 * @param status whether there is a verdict at all
 * @param points sum over the tests
 * @param maxPoints sum over the tests
 * @param tests in the order they ran; for a bad bundle one that says what is wrong with it
 * @param notes what the owner should know beside the verdict; not part of the JSON
 * @param times milliseconds of wall-clock time by what took them; for showing only
 */
public record Result(
        String exercise,
        String exerciseHash,
        String submission,
        String answerHash,
        String tool,
        String jdk,
        Isolation isolation,
        long seed,
        Status status,
        int points,
        int maxPoints,
        List<TestResult> tests,
        List<String> notes,
        Map<String, Long> times) {

    /** Whether there is a verdict. */
    public enum Status {
        /** Every test has an outcome. */
        JUDGED("judged"),
        /** The machine did not let it come to a verdict: try again. Never zero points. */
        NOT_JUDGED("not-judged"),
        /** What was handed in holds no answer. */
        BAD_BUNDLE("bad-bundle");

        private final String id;

        Status(String id) {
            this.id = id;
        }

        /** The name in results. */
        public String id() {
            return id;
        }
    }

    /** Copies the lists. */
    public Result {
        tests = List.copyOf(tests);
        notes = List.copyOf(notes);
    }

    /** Whether it was judged and every point earned. */
    public boolean perfect() {
        return status == Status.JUDGED && points == maxPoints;
    }

    /** The same verdict with these notes: records do not hold them. */
    public Result withNotes(List<String> other) {
        return new Result(
                exercise,
                exerciseHash,
                submission,
                answerHash,
                tool,
                jdk,
                isolation,
                seed,
                status,
                points,
                maxPoints,
                tests,
                other,
                times);
    }

    /** Whether both would be the same verdict: of one answer to one exercise, by one tool, seed and isolation. */
    public boolean isOnTheSameAs(Result other) {
        return exercise.equals(other.exercise)
                && exerciseHash.equals(other.exerciseHash)
                && submission.equals(other.submission)
                && answerHash.equals(other.answerHash)
                && tool.equals(other.tool)
                && jdk.equals(other.jdk)
                && seed == other.seed
                && isolation == other.isolation;
    }
}
