package interleave.grade;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import interleave.grade.author.ExerciseCheck;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercises;
import interleave.link.GuestOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Every exercise judges as its author means it to")
class ExercisesIT {
    private static final Path JAR = Path.of("target/interleave-guest.jar").toAbsolutePath();
    private static final int REPEATS = 3;

    private static Judges judges;

    @BeforeAll
    static void start() throws Exception {
        GuestOptions plain = GuestOptions.plain(JAR);
        if (AnswerTraining.quick(plain).startupCache() == null) {
            // some hundred guests are started here: with their cache, each with half the work
            AnswerTraining.run(plain);
        }
        GuestOptions quick = AnswerTraining.quick(plain);
        judges = Judges.forThisMachine(() -> new Grader(quick));
    }

    @AfterAll
    static void end() {
        judges.close();
    }

    @TestFactory
    @DisplayName("in exercises/")
    Stream<DynamicContainer> everyExercise() {
        var exercises = new Exercises(Path.of("exercises"));
        List<String> ids = exercises.ids();
        assertFalse(ids.isEmpty(), "found no exercise: the test runs in the wrong folder");
        return ids.stream().map(id -> DynamicContainer.dynamicContainer(id, claims(exercises, id)));
    }

    private static Stream<DynamicTest> claims(Exercises exercises, String id) {
        try {
            return new ExerciseCheck(judges, exercises.load(id), REPEATS)
                    .run().stream()
                            .map(finding ->
                                    DynamicTest.dynamicTest(finding.claim(), () -> assertNull(finding.problem())));
        } catch (BadExerciseException e) {
            return Stream.of(DynamicTest.dynamicTest("can be used", () -> {
                throw e;
            }));
        }
    }
}
