package interleave.grade.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.grade.Grader;
import interleave.grade.Judges;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.exercise.Exercises;
import interleave.link.GuestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A new exercise, and a variant of one, judge rightly before anybody has changed them")
class NewExerciseIT {
    private static final GuestOptions GUEST =
            GuestOptions.plain(Path.of("target/interleave-guest.jar").toAbsolutePath());

    @TempDir
    private Path folder;

    private static List<String> problems(Exercise exercise) throws BadExerciseException {
        try (var judges = Judges.forThisMachine(() -> new Grader(GUEST))) {
            return new ExerciseCheck(judges, exercise, 2)
                    .run().stream()
                            .filter(f -> !f.holds())
                            .map(f -> f.claim() + ": " + f.problem())
                            .toList();
        }
    }

    @Test
    @DisplayName("the template passes its check, in a folder outside the repository")
    void template() throws Exception {
        var exercises = new Exercises(folder.resolve("exercises"));
        List<Path> files = ExerciseTemplate.write(exercises, "31-rate-limit");

        assertTrue(files.stream().allMatch(f -> f.toAbsolutePath().startsWith(folder)), files.toString());
        Exercise made = exercises.load("31-rate-limit");
        assertEquals("Rate limit", made.title());
        assertEquals(List.of(), problems(made));
    }

    @Test
    @DisplayName("no exercise and no solution is written over, and a name that is none is refused")
    void taken() throws Exception {
        var exercises = new Exercises(folder.resolve("exercises"));
        ExerciseTemplate.write(exercises, "31-rate-limit");
        Files.move(
                exercises.folder().resolve("31-rate-limit"), exercises.folder().resolve("32-other"));

        var thrown = assertThrows(BadExerciseException.class, () -> ExerciseTemplate.write(exercises, "31-rate-limit"));
        assertTrue(String.valueOf(thrown.getMessage()).contains("is there already; choose another name."));
        assertFalse(Files.exists(exercises.folder().resolve("31-rate-limit")));
        assertThrows(BadExerciseException.class, () -> ExerciseTemplate.write(exercises, "../up"));
    }

    @Test
    @DisplayName("a variant passes its check, the public solution does not pass it, and its seed decides what it is")
    void variant() throws Exception {
        var here = new Exercises(folder.resolve("exercises"));
        ExerciseTemplate.write(here, "31-rate-limit");
        Exercise original = here.load("31-rate-limit");
        var there = new Exercises(folder.resolve("homework/exercises"));
        try (var grader = new Grader(GUEST)) {
            var making = new ExerciseVariant(grader, original, "h-1", 3, Map.of("item", "ware"));
            Exercise made = making.write(there);

            assertEquals(List.of(), problems(made));
            assertFalse(making.judgePublicSolution(made).perfect());
            assertFalse(made.task().contains("100 ms"), made.task());
            assertTrue(made.task().contains("wares"), made.task());
            assertFalse(made.contract().getFirst().name().contains("Price"));

            var again = new Exercises(folder.resolve("again/exercises"));
            new ExerciseVariant(grader, original, "h-1", 3, Map.of("item", "ware")).write(again);
            assertEquals(files(folder.resolve("homework")), files(folder.resolve("again")));
            var other = new Exercises(folder.resolve("other/exercises"));
            new ExerciseVariant(grader, original, "h-1", 4, Map.of()).write(other);
            assertFalse(files(folder.resolve("homework")).equals(files(folder.resolve("other"))));
        }
    }

    @Test
    @DisplayName("a variant whose wrong answer would be told something else is not passed over")
    void toldSomethingElse() throws Exception {
        var here = new Exercises(folder.resolve("exercises"));
        ExerciseTemplate.write(here, "31-rate-limit");
        Path wrong = here.solutions("31-rate-limit").resolve("wrong/07-lazy-stream.java");
        Files.writeString(wrong, Files.readString(wrong).replace("were in flight", "flew"));
        try (var grader = new Grader(GUEST)) {
            var making = new ExerciseVariant(grader, here.load("31-rate-limit"), "h-1", 1, Map.of());
            var thrown = assertThrows(
                    BadExerciseException.class,
                    () -> making.write(new Exercises(folder.resolve("homework/exercises"))));
            assertTrue(String.valueOf(thrown.getMessage()).contains("flew at once"), thrown.getMessage());
        }
    }

    private static Map<String, String> files(Path root) throws Exception {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
