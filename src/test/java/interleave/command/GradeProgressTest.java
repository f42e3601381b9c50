package interleave.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import interleave.grade.Result;
import interleave.grade.sandbox.Isolation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whoever waits for many verdicts is told how long it will take")
class GradeProgressTest {
    private final AtomicLong nanos = new AtomicLong();
    private final StringWriter shown = new StringWriter();

    private GradeProgress progress(boolean terminal) {
        return new GradeProgress(new PrintWriter(shown), terminal, nanos::get);
    }

    private static Result result(Result.Status status) {
        return new Result(
                "90-sum",
                "e",
                "ada",
                "a",
                "tool",
                "25",
                Isolation.PLAIN,
                0,
                status,
                1,
                1,
                List.of(),
                List.of(),
                Map.of());
    }

    @Test
    @DisplayName("on a terminal: a bar, the rate of what was judged now, the time left; at the end it is gone")
    void terminal() {
        GradeProgress progress = progress(true);
        progress.record(result(Result.Status.JUDGED), 1, 4, true);
        nanos.set(1_000_000_000);
        progress.record(result(Result.Status.JUDGED), 2, 4, false);
        progress.end();

        assertEquals(
                "\r[######------------------] 1/4\r[############------------] 2/4, 60 a minute, 2 s left\r"
                        + " ".repeat("[############------------] 2/4, 60 a minute, 2 s left".length()) + "\r",
                shown.toString());
    }

    @Test
    @DisplayName("elsewhere: a line for what could not be judged, and nothing else")
    void log() {
        GradeProgress progress = progress(false);
        progress.record(result(Result.Status.JUDGED), 1, 3, false);
        progress.record(result(Result.Status.NOT_JUDGED), 2, 3, false);
        progress.end();
        assertEquals("ada: not-judged, " + System.lineSeparator(), shown.toString());
    }
}
