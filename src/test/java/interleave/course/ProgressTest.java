package interleave.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.course.Course.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A learner's progress")
class ProgressTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Progress answered(String text, Instant at, int points) {
        return Progress.NONE.with("03", attempt -> attempt.ran(text, at).judged(text, points, 10));
    }

    @Test
    @DisplayName("of two machines is the later answer and the better points, whichever is put to the other")
    void merged() {
        Progress early = answered("right", NOON, 10);
        Progress late = answered("spoilt", NOON.plusSeconds(60), 4);

        for (Progress both :
                List.of(early.and(late), late.and(early), early.and(late).and(late))) {
            Attempt attempt = both.attempt("03");
            assertEquals("spoilt", attempt.answer());
            assertEquals("right", attempt.best());
            assertTrue(attempt.passed());
        }
    }

    @Test
    @DisplayName("keeps the first prediction on a question: the later ones know the answer")
    void firstPrediction() {
        Progress first = Progress.NONE.with(new Prediction("03", "e", "v", "ms", 30, 30.0, 600, NOON));
        Progress second = Progress.NONE.with(new Prediction("03", "e", "v", "ms", 600, 30.0, 600, NOON.plusSeconds(1)));

        assertEquals(1, first.and(second).predicted("03"));
        assertEquals(0, first.and(second).predicted("05"));
        assertEquals(
                30, second.and(first).predictions().values().iterator().next().predicted());
    }

    @Test
    @DisplayName("comes back from its file as it was")
    void file(@TempDir Path folder) throws Exception {
        Progress progress = answered("class A { \"ü\" }", NOON, 4)
                .ran("03", "cell")
                .with(new Prediction("03", "e", "v", "", -1.5, null, 2, NOON));
        var file = new ProgressFile(folder.resolve("my-progress.json"));

        assertEquals(progress, file.put(progress));
        assertEquals(progress, file.read());
    }

    @Test
    @DisplayName("leads through each lesson to its exercise, and then to the next lesson")
    void next() {
        var first = new Lesson(
                "01", "One", Path.of("01.ipynb"), 1, 1, List.of("a", "b"), 0, Set.of(), List.of("01"), Set.of());
        var second =
                new Lesson("03", "Three", Path.of("03.ipynb"), 1, 1, List.of("a"), 0, Set.of(), List.of(), Set.of());
        var course = new Course(Path.of(""), List.of(first, second));

        Step begin = course.next(Progress.NONE).orElseThrow();
        Step goOn = course.next(Progress.NONE.ran("01", "a")).orElseThrow();
        Progress read = Progress.NONE.ran("01", "a").ran("01", "b");
        Step solve = course.next(read).orElseThrow();
        Progress solved = read.with("01", attempt -> attempt.judged("", 3, 3));

        assertEquals(new Step.Read(first, "a", false), begin);
        assertEquals(new Step.Read(first, "b", true), goOn);
        assertInstanceOf(Step.Solve.class, solve);
        assertEquals(new Step.Read(second, "a", false), course.next(solved).orElseThrow());
        assertTrue(course.next(solved.ran("03", "a")).isEmpty());
    }
}
