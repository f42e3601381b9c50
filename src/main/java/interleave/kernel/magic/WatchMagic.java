package interleave.kernel.magic;

import interleave.kernel.session.Outcome;
import interleave.link.Kind;
import interleave.link.Struct;
import java.util.List;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;

/** {@code %watch off}: no reports of failures that nobody looked at and of threads left running; {@code %watch on} brings them back. */
final class WatchMagic implements Magic {

    @Override
    public List<String> names() {
        return List.of("watch");
    }

    @Override
    public String help() {
        return """
            %watch on | off

            Whether failures that nobody looks at, and threads left running, are told.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        String wish = call.arguments().strip();
        if (!wish.equals("on") && !wish.equals("off")) {
            return Outcome.Failed.of(
                    "Usage",
                    "%watch on, or %watch off: whether failures that nobody looks at, and threads that run on, are"
                            + " told.");
        }
        try {
            Struct _ = call.life().session().engine().ask(Kind.INVOKE, Struct.of("watch", "on", wish.equals("on")));
            return Outcome.Done.NOTHING;
        } catch (EngineTerminationException e) {
            return new Outcome.Lost();
        }
    }
}
