package interleave.kernel.session;

import interleave.kernel.source.Source;
import interleave.kernel.source.Wrappers;
import interleave.link.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a failure that the guest reports into what a learner reads: the real name, the message, the learner's own frames, every cause.
 *
 * <p>Frames of the JDK, of JShell and of ours are left out, for the learner can change none of them. Where a frame is in a cell its text stands beside it.
 */
final class RunErrors {
    private static final int MOST_FRAMES = 12;
    private static final int MOST_CAUSES = 20;

    /** What the JVM adds to every failed cast: modules and loaders, of which a learner has chosen none. */
    private static final Pattern CAST = Pattern.compile("class (\\S+) cannot be cast to class (\\S+) \\(.* in .*\\)");

    private final CellSources sources;

    /** Errors whose frames are looked up in {@code sources}, by the label of the cell. */
    RunErrors(CellSources sources) {
        this.sources = sources;
    }

    /** Describes an {@code exception} struct. */
    Outcome.Failed describe(Struct exception) {
        List<String> trace = new ArrayList<>();
        add(trace, exception, "", 0);
        return new Outcome.Failed(name(exception), message(exception), List.copyOf(trace));
    }

    private void add(List<String> trace, Struct exception, String before, int depth) {
        String message = message(exception);
        trace.add(before + name(exception) + (message.isEmpty() ? "" : ": " + message));
        int frames = 0;
        String previous = "";
        int repeated = 0;
        for (Object element : list(exception, "frames")) {
            String described = element instanceof Struct frame ? frame(frame) : "";
            if (described.isEmpty()) {
                continue;
            }
            if (described.equals(previous)) {
                repeated++;
                continue;
            }
            if (repeated > 1) {
                trace.add("        … " + repeated + " more times");
            }
            repeated = 0;
            previous = described;
            if (++frames > MOST_FRAMES) {
                trace.add("    …");
                break;
            }
            trace.add(described);
        }
        if (repeated > 1) {
            trace.add("        … " + repeated + " more times");
        }
        for (Object suppressed : list(exception, "suppressed")) {
            if (suppressed instanceof Struct struct && depth < MOST_CAUSES) {
                add(trace, struct, "also failed while closing: ", depth + 1);
            }
        }
        if (exception.get("cause") instanceof Struct cause && depth < MOST_CAUSES) {
            add(trace, cause, "caused by ", depth + 1);
        }
    }

    /** One line for a frame of the learner's; empty for any other. */
    private String frame(Struct frame) {
        String file = String.valueOf(frame.get("file"));
        Source source = sources.byLabel(file);
        if (source == null) {
            return "";
        }
        String method = String.valueOf(frame.get("method"));
        int line = (int) frame.integer("line");
        StringBuilder text = new StringBuilder("    at ");
        if (!method.equals(Wrappers.TOP_LEVEL_METHOD) && !method.startsWith("lambda$" + Wrappers.TOP_LEVEL_METHOD)) {
            text.append(where(String.valueOf(frame.get("class")), method)).append(" in ");
        }
        return text.append(file)
                .append(", line ")
                .append(line)
                .append(":  ")
                .append(source.lineText(line).strip())
                .toString();
    }

    /** {@code Account.withdraw}, {@code new Account}, {@code transfer} or, for a lambda, the method that it stands in. */
    private static String where(String className, String method) {
        String type = Wrappers.withoutThem(className).replace('$', '.');
        type = type.equals("REPL") || type.startsWith("REPL.") ? "" : type;
        String name = method;
        if (method.startsWith("lambda$")) {
            int end = method.lastIndexOf('$');
            name = "a lambda of " + (end > 7 ? method.substring(7, end) : method);
        } else if (method.equals("<init>")) {
            return "new " + type;
        } else if (method.equals("<clinit>")) {
            return "the static part of " + type;
        }
        return type.isEmpty() ? name : type + "." + name;
    }

    private static String name(Struct exception) {
        return Wrappers.withoutThem(String.valueOf(exception.get("class")));
    }

    private String message(Struct exception) {
        if (!(exception.get("message") instanceof String message)) {
            return "";
        }
        Matcher cast = CAST.matcher(message);
        return cast.matches() ? failedCast(cast.group(1), cast.group(2)) : Wrappers.withoutThem(message);
    }

    /** A failed cast in words; where both classes have the learner's one name, which of them is the old one. */
    private String failedCast(String from, String to) {
        String name = Wrappers.withoutThem(from).replace('$', '.');
        String wanted = Wrappers.withoutThem(to).replace('$', '.');
        if (!name.equals(wanted)) {
            return name + " cannot be cast to " + wanted;
        }
        String label = sources.replacedBy(from);
        return label != null
                ? "this " + name + " was made before " + label + " changed the class " + name
                        + ": it is still one of the old class. Make it anew, with the class as it is now"
                : "this " + name + " is one of the class as it is now, and the code that runs here is older: run the"
                        + " cell of that code again";
    }

    private static List<?> list(Struct struct, String field) {
        return struct.get(field) instanceof List<?> list ? list : List.of();
    }
}
