package interleave.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import interleave.grade.exercise.Exercise;
import interleave.grade.sandbox.Isolation;
import interleave.grade.sandbox.Sandbox;
import interleave.grade.submission.Answer;
import interleave.link.GuestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Guests start from an archive of the classes that judging needs")
class AnswerTrainingIT {
    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "it is made by judging, is used while the jar is the same, and judges the same at every level of isolation")
    void trained() throws Exception {
        Path jar = Files.copy(
                Path.of("target/interleave-guest.jar").toAbsolutePath(), folder.resolve("interleave-guest.jar"));
        GuestOptions plain = GuestOptions.plain(jar);
        assertNull(AnswerTraining.quick(plain).startupCache(), "before it is made");

        AnswerTraining.run(plain);

        GuestOptions quick = AnswerTraining.quick(plain);
        assertNotNull(quick.startupCache());
        judgesAtEveryLevel(quick);
        Files.setLastModifiedTime(jar, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
        assertNull(AnswerTraining.quick(plain).startupCache(), "a jar of another build");
    }

    @Test
    @DisplayName("taken away while a class is judged, it is missed by nobody")
    void takenAway() throws Exception {
        Path jar = Files.copy(
                Path.of("target/interleave-guest.jar").toAbsolutePath(), folder.resolve("interleave-guest.jar"));
        Path cache = Files.writeString(folder.resolve("answer.aot"), "an archive");
        GuestOptions quick = GuestOptions.plain(jar).withStartupCache(cache);
        Files.delete(cache);

        judgesAtEveryLevel(quick);
    }

    private void judgesAtEveryLevel(GuestOptions options) throws Exception {
        Exercise exercise = SampleExercise.in(folder).load();
        String source =
                "class A implements Sum { public int of(List<Integer> n) { return n.stream().mapToInt(x -> x).sum(); }"
                        + " }";
        for (Isolation level : Isolation.values()) {
            var sandbox = Sandbox.of(level, options);
            assumeTrue(sandbox.isPresent(), () -> "this machine has no " + level.id());
            try (var grader = new Grader(options, sandbox.get())) {
                Result result = grader.judge(exercise, Answer.of("right", source));
                assertTrue(result.perfect(), result::toString);
                assertEquals(level, result.isolation());
            }
        }
    }
}
