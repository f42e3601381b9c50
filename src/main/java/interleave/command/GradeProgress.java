package interleave.command;

import interleave.grade.Result;
import interleave.grade.batch.Batch;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A bar with rate and time left on a terminal; elsewhere, where it would fill a log, only a line for each submission that could not be judged. */
final class GradeProgress implements Batch.Progress {
    private static final int WIDTH = 24;

    private final PrintWriter to;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long started;
    private int judged;
    private int shown;

    GradeProgress(PrintWriter to, boolean terminal, LongSupplier nanos) {
        this.to = to;
        this.terminal = terminal;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
    }

    /** Progress on this process's standard error. */
    @SuppressWarnings(
            "SystemConsoleNull") // said of JDK 22 to 24: in JDK 25 it is null again where there is no terminal
    static GradeProgress on(PrintWriter err) {
        Console console = System.console();
        return new GradeProgress(err, console != null && console.isTerminal(), System::nanoTime);
    }

    @Override
    public void record(Result result, int done, int all, boolean kept) {
        judged += kept ? 0 : 1;
        if (result.status() != Result.Status.JUDGED && !kept) {
            erase();
            to.println(result.submission() + ": " + result.status().id() + ", "
                    + result.tests().stream()
                            .map(t -> String.valueOf(t.actual()))
                            .findFirst()
                            .orElse(""));
        }
        if (terminal) {
            String bar = bar(done, all);
            to.print("\r" + bar + " ".repeat(Math.max(0, shown - bar.length())));
            shown = bar.length();
        }
        to.flush();
    }

    /** Takes the bar away. */
    void end() {
        erase();
        to.flush();
    }

    private void erase() {
        if (terminal && shown > 0) {
            to.print("\r" + " ".repeat(shown) + "\r");
            shown = 0;
        }
    }

    /** {@code [######------------------] 12/50, 84 a minute, 27 s left}. */
    private String bar(int done, int all) {
        int full = all == 0 ? WIDTH : (int) ((long) WIDTH * done / all);
        String bar = "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + done + "/" + all;
        double perMinute = judged * 60e9 / Math.max(1, nanos.getAsLong() - started);
        return judged == 0
                ? bar
                : bar
                        + String.format(
                                Locale.ROOT,
                                ", %.0f a minute, %s left",
                                perMinute,
                                left((all - done) * 60 / perMinute));
    }

    private static String left(double seconds) {
        long whole = Math.round(seconds);
        return whole < 100 ? whole + " s" : Math.round(seconds / 60) + " min";
    }
}
