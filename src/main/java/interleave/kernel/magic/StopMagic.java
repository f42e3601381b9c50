package interleave.kernel.magic;

import interleave.kernel.session.Cell;
import interleave.kernel.session.CellThreads;
import interleave.kernel.session.Engine;
import interleave.kernel.session.GuestReports;
import interleave.kernel.session.Outcome;
import interleave.link.Debugger;
import interleave.link.Kind;
import interleave.link.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import org.jspecify.annotations.Nullable;

/** {@code %stop 7} ends what cell [7] left running, {@code %stop #31} the one thread that {@code %threads} lists under that number. */
final class StopMagic implements Magic {
    /** Milliseconds that a thread gets to end by an interrupt, and once more when an error was thrown into it. */
    private static final long PATIENCE = 150;

    private static final int ATTEMPTS = 4;

    private final GuestReports words;
    private final Function<Integer, @Nullable Cell> cells;

    StopMagic(GuestReports words, Function<Integer, @Nullable Cell> cells) {
        this.words = words;
        this.cells = cells;
    }

    @Override
    public List<String> names() {
        return List.of("stop");
    }

    @Override
    public String help() {
        return """
            %stop CELL
            %stop #THREAD

            Ends what a cell left running, or one thread of those that %threads lists.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        String wanted = call.arguments().strip();
        try {
            Engine engine = call.life().session().engine();
            List<String> told = new ArrayList<>();
            for (Struct thread : CellThreads.of(engine).meantBy(wanted, engine.cell(), cells)) {
                Struct left = end(engine, thread.integer("id"));
                told.add(
                        left == null
                                ? "Ended " + GuestReports.name(thread) + "."
                                : "The JVM cannot end " + words.thread(left) + ". %jvm default starts a new one.");
            }
            if (told.isEmpty()) {
                return Outcome.Failed.of("NothingToStop", nothing(wanted));
            }
            String text = String.join("\n", told);
            call.front().text(text);
            return Outcome.Done.NOTHING;
        } catch (EngineTerminationException e) {
            return new Outcome.Lost();
        }
    }

    /**
     * Interrupts a thread; throws into it if that was not heard, and once more, past its {@code finally} blocks, if that was not either. Null when it has ended or
     * gone idle, else what it still does.
     */
    private static @Nullable Struct end(Engine engine, long id) throws EngineTerminationException {
        Struct request = Struct.of("end-thread", "id", id, "millis", PATIENCE);
        Struct left = engine.ask(Kind.INVOKE, request);
        Debugger debugger = engine.guest().jvm().debugger().orElse(null);
        for (int i = 0; i < ATTEMPTS && left != null && debugger != null; i++) {
            if (debugger.stop() != Debugger.Attempt.OUT_OF_REACH) {
                left = engine.ask(Kind.INVOKE, request);
            }
        }
        return left;
    }

    private static String nothing(String wanted) {
        return wanted.isEmpty()
                ? "Say what to stop: %stop 7 for what cell [7] left running, %stop #31 for thread #31. %threads lists"
                        + " them."
                : "Nothing runs that %stop " + wanted + " could end. %threads lists what does.";
    }
}
