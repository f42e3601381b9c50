package interleave.kernel;

import interleave.link.Kind;
import interleave.link.Struct;
import java.util.ArrayList;
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
    public Outcome run(Call call) {
        Struct dump;
        try {
            dump = call.life().session().engine().ask(Kind.DUMP, null);
        } catch (EngineTerminationException e) {
            return new Outcome.Lost();
        }
        String text = dump == null ? "The JVM that runs your cells does not tell its threads." : describe(dump);
        call.front().show(text, "<pre>" + Reports.escape(text) + "</pre>");
        return Outcome.Done.NOTHING;
    }

    private String describe(Struct dump) {
        List<?> threads = dump.get("threads") instanceof List<?> list ? list : List.of();
        Map<Long, String> byId = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (Object element : threads) {
            if (element instanceof Struct thread && !isOurs(thread)) {
                Cell cell = cells.apply((int) thread.integer("cell"));
                String line = (cell == null ? "a cell" : cell.label()) + ", for " + since(thread.integer("millis"))
                        + ":  " + words.thread(thread);
                byId.put(thread.integer("id"), line);
                lines.add(line);
            }
        }
        StringBuilder text =
                new StringBuilder(lines.isEmpty() ? "No thread of any cell runs." : String.join("\n", lines));
        if (dump.get("deadlocks") instanceof List<?> deadlocks) {
            for (Object ring : deadlocks) {
                text.append(
                        "\n\nA deadlock: each of these threads waits for a lock that the next one holds, for ever.");
                if (ring instanceof List<?> ids) {
                    ids.forEach(id -> text.append("\n    ").append(byId.getOrDefault(id, "thread " + id)));
                }
            }
        }
        return text.toString();
    }

    /** The thread that runs cells, between two of them. */
    private static boolean isOurs(Struct thread) {
        return Boolean.TRUE.equals(thread.get("idle"))
                && String.valueOf(thread.get("name")).startsWith("cell-");
    }

    private static String since(long millis) {
        return millis < 1000 ? millis + " ms" : millis < 120_000 ? millis / 1000 + " s" : millis / 60_000 + " min";
    }
}
