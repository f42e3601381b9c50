package interleave.kernel.session;

import interleave.kernel.source.Source;
import interleave.kernel.source.Wrappers;
import interleave.link.Struct;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words for what the guest reports of a cell: an exception that ended a thread, a failure that nobody looked at, threads that run on. */
public final class GuestReports {
    private final RunErrors errors;
    private final CellSources sources;

    /** Reports whose frames are looked up in {@code sources}, by the label of the cell. */
    public GuestReports(CellSources sources) {
        this.sources = sources;
        this.errors = new RunErrors(sources);
    }

    /** What a {@code report} event says. */
    public String describe(Struct report, Cell cell) {
        return switch (String.valueOf(report.get("about"))) {
            case "uncaught" ->
                "The thread " + named(report.get("thread")) + " ended with an exception that nobody caught:\n"
                        + exceptions(
                                report.get("exception") instanceof Struct exception ? List.of(exception) : List.of());
            case "unseen" -> {
                List<?> failures = list(report, "exceptions");
                yield (failures.size() == 1 ? "A future failed" : failures.size() + " futures failed")
                        + ", and nobody looked at the failure (no join, get, handle or whenComplete saw it):\n"
                        + exceptions(failures);
            }
            case "left" -> {
                List<?> threads = list(report, "threads");
                StringBuilder text = new StringBuilder(cell.label())
                        .append(" has ended and left ")
                        .append(threads.size() == 1 ? "a thread" : threads.size() + " threads")
                        .append(" running:");
                for (Object thread : threads) {
                    if (thread instanceof Struct struct) {
                        text.append("\n    ").append(thread(struct));
                    }
                }
                yield text.append("\n    %threads lists what runs, %stop ")
                        .append(cell.number())
                        .append(" ends it.")
                        .toString();
            }
            default -> String.valueOf(report.get("text"));
        };
    }

    /** One line for a thread: its name, what it does and where in the learner's code. */
    public String thread(Struct thread) {
        StringBuilder text = new StringBuilder(name(thread)).append(": ").append(state(thread));
        for (Object element : list(thread, "frames")) {
            if (element instanceof Struct frame) {
                Source source = sources.byLabel(String.valueOf(frame.get("file")));
                if (source != null) {
                    int line = (int) frame.integer("line");
                    return text.append(" at ")
                            .append(source.label())
                            .append(", line ")
                            .append(line)
                            .append(":  ")
                            .append(source.lineText(line).strip())
                            .toString();
                }
            }
        }
        return text.toString();
    }

    /** What a thread is called: its name and the number that {@code %stop} takes. */
    public static String name(Struct thread) {
        return named(thread.get("name")) + " #" + thread.get("id")
                + (Boolean.TRUE.equals(thread.get("virtual")) ? " (virtual)" : "");
    }

    private static String state(Struct thread) {
        String state = String.valueOf(thread.get("state"));
        String what = switch (state) {
            case "RUNNABLE" -> "running";
            case "BLOCKED" -> "waiting for a lock";
            case "TIMED_WAITING" -> "waiting, for a limited time";
            case "WAITING" -> Boolean.TRUE.equals(thread.get("idle")) ? "idle, waiting for work" : "waiting";
            default -> state.toLowerCase(java.util.Locale.ROOT);
        };
        if (thread.get("lock") instanceof String lock) {
            what += " (" + Wrappers.withoutThem(lock)
                    + (thread.get("holder") instanceof String holder ? ", held by " + holder : "") + ")";
        }
        return what;
    }

    private String exceptions(List<?> exceptions) {
        List<String> described = new ArrayList<>();
        for (Object exception : exceptions) {
            if (exception instanceof Struct struct) {
                described.add(String.join("\n", errors.describe(struct).trace())
                        .indent(4)
                        .stripTrailing());
            }
        }
        return String.join("\n", described);
    }

    private static String named(@Nullable Object name) {
        String text = name == null ? "" : name.toString();
        return text.isEmpty() ? "without a name" : text;
    }

    private static List<?> list(Struct struct, String field) {
        return struct.get(field) instanceof List<?> list ? list : List.of();
    }
}
