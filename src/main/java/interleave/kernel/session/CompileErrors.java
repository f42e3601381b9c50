package interleave.kernel.session;

import interleave.kernel.source.Source;
import interleave.kernel.source.Wrappers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;

/** Turns the compiler's findings into what a learner reads: cell and line, the line itself, a caret, the plain message; all of them at once. */
final class CompileErrors {
    /** More than these help nobody: the first ones cause the rest. */
    private static final int MOST = 10;

    private CompileErrors() {}

    /**
     * The errors among the diagnostics of a snippet.
     *
     * @param cell the whole text of the cell
     * @param offset where the snippet begins in it
     */
    static Outcome.Failed describe(Source cell, int offset, List<Diag> diagnostics) {
        List<String> trace = new ArrayList<>();
        String first = "";
        for (Diag diagnostic : diagnostics) {
            if (!diagnostic.isError() || trace.size() >= MOST) {
                continue;
            }
            String message = plain(diagnostic.getMessage(Locale.ROOT)) + remedy(diagnostic.getCode());
            int start = (int) Math.max(0, diagnostic.getPosition());
            int end = (int) Math.max(start, diagnostic.getEndPosition());
            String pointed = cell.point(message, offset + start, offset + end);
            if (trace.isEmpty()) {
                first = message.lines().findFirst().orElse("") + " (" + cell.label() + ", line "
                        + cell.line(offset + start) + ")";
            }
            if (!trace.contains(pointed)) {
                trace.add(pointed);
            }
        }
        return new Outcome.Failed("CompileError", first, List.copyOf(trace));
    }

    /** What to write instead, where the message alone does not help. */
    private static String remedy(String code) {
        return code.equals("jdk.eval.error.illegal.modifiers")
                ? "\n"
                        + "A method of the notebook itself has no object to lock. Put it into a class, or lock one in"
                        + " its body: synchronized (lock) { … }"
                : "";
    }

    /** The compiler's message without the names of the classes that JShell wraps around a snippet, and with {@code symbol:} on the first line. */
    static String plain(String message) {
        StringBuilder plain = new StringBuilder(message.length());
        for (String line : Wrappers.withoutThem(message).split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.isEmpty()
                    || stripped.equals("location: class")
                    || stripped.startsWith("location: class $JShell$")) {
                continue;
            }
            if (stripped.startsWith("symbol:") && !plain.isEmpty()) {
                plain.append(": ").append(stripped.substring("symbol:".length()).strip());
            } else if (stripped.startsWith("location:") && !plain.isEmpty()) {
                plain.append(", in ")
                        .append(stripped.substring("location:".length()).strip());
            } else {
                // a method of the notebook itself is in no class that the learner wrote
                plain.append(plain.isEmpty() ? "" : "\n")
                        .append(line.stripTrailing().replace(" in class  ", " "));
            }
        }
        return plain.toString();
    }
}
