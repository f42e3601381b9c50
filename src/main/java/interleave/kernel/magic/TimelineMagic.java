package interleave.kernel.magic;

import interleave.kernel.session.Outcome;
import interleave.kernel.source.Source;
import java.util.List;

/** {@code %%timeline} over a cell: runs it, and shows what each of its threads did when. */
final class TimelineMagic implements Magic {

    @Override
    public List<String> names() {
        return List.of("timeline");
    }

    @Override
    public String help() {
        return """
            %%timeline

            Over a cell: runs it, and shows what each of its threads did when.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        if (!call.wholeCell() || call.body().isBlank()) {
            return Outcome.Failed.of(
                    "Usage", "%%timeline stands in the first line of a cell, above the code whose threads it shows.");
        }
        Outcome started = call.runner().run(part(call, "interleave.lab.Timeline.start();"));
        if (!(started instanceof Outcome.Done)) {
            return started;
        }
        Outcome outcome = call.runner().runRest(call.offset());
        Outcome shown = call.runner()
                .run(part(call, "interleave.guest.Display.show(interleave.lab.Timeline.stop().figure());"));
        return outcome instanceof Outcome.Done && !(shown instanceof Outcome.Done) ? shown : outcome;
    }

    private static Source part(Call call, String java) {
        return new Source("%%timeline in " + call.cell().label(), java);
    }
}
