package interleave.kernel.magic;

import interleave.kernel.session.Outcome;
import interleave.kernel.source.Source;
import interleave.schedule.HtmlText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code %%time} over a cell, or {@code %time expression}: runs it and tells how long it took, as somebody beside it would see it. */
final class TimeMagic implements Magic {

    @Override
    public List<String> names() {
        return List.of("time");
    }

    @Override
    public String help() {
        return """
            %time EXPRESSION
            %%time

            Runs the expression, or the cell below it, and tells how long it took.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        String java = call.wholeCell() ? call.body() : call.arguments();
        if (java.isBlank()) {
            return Outcome.Failed.of("Usage", "What is to be timed? %time f(7), or %%time over a cell.");
        }
        long start = System.nanoTime();
        Outcome outcome = call.wholeCell()
                ? call.runner().runRest(call.offset())
                : call.runner().run(new Source("%time in " + call.cell().label(), java));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (outcome instanceof Outcome.Done) {
            String told = "Wall time: " + words(took) + " (compiling it included).";
            call.front().show(told, "<p>" + HtmlText.escape(told) + "</p>");
        }
        return outcome;
    }

    private static String words(Duration took) {
        long millis = took.toMillis();
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.2f s", millis / 1000.0);
    }
}
