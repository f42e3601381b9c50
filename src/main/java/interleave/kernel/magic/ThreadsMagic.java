package interleave.kernel.magic;

import interleave.kernel.session.Cell;
import interleave.kernel.session.CellThreads;
import interleave.kernel.session.GuestReports;
import interleave.kernel.session.Outcome;
import interleave.link.Struct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import org.jspecify.annotations.Nullable;

/** {@code %threads}: what each cell left running, where it stands and since when; a deadlock is named with both locks and lines. */
final class ThreadsMagic implements Magic {
    private final GuestReports words;
    private final Function<Integer, @Nullable Cell> cells;

    ThreadsMagic(GuestReports words, Function<Integer, @Nullable Cell> cells) {
        this.words = words;
        this.cells = cells;
    }

    @Override
    public List<String> names() {
        return List.of("threads");
    }

    @Override
    public String help() {
        return """
            %threads

            What each cell left running: where each thread stands and since when; a deadlock is named with its locks and lines.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        String text;
        try {
            text = describe(CellThreads.of(call.life().session().engine()));
        } catch (EngineTerminationException e) {
            return new Outcome.Lost();
        }
        call.front().text(text);
        return Outcome.Done.NOTHING;
    }

    private String describe(CellThreads running) {
        Map<Long, String> byId = new LinkedHashMap<>();
        for (Struct thread : running.threads()) {
            Cell cell = cells.apply((int) thread.integer("cell"));
            String line = (cell == null ? "a cell" : cell.label()) + ", for " + since(thread.integer("millis")) + ":  "
                    + words.thread(thread);
            byId.put(thread.integer("id"), line);
        }
        StringBuilder text =
                new StringBuilder(byId.isEmpty() ? "No thread of any cell runs." : String.join("\n", byId.values()));
        for (Object ring : running.deadlocks()) {
            text.append("\n\nA deadlock: each of these threads waits for a lock that the next one holds, for ever.");
            if (ring instanceof List<?> ids) {
                ids.forEach(id -> text.append("\n    ").append(byId.getOrDefault(id, "thread " + id)));
            }
        }
        return text.toString();
    }

    private static String since(long millis) {
        return millis < 1000 ? millis + " ms" : millis < 120_000 ? millis / 1000 + " s" : millis / 60_000 + " min";
    }
}
