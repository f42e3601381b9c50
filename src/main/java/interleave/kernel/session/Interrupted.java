package interleave.kernel.session;

import interleave.kernel.source.Wrappers;
import interleave.link.Struct;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of a cell that the learner interrupted. */
public final class Interrupted {
    static final String NAME = "Interrupted";

    private Interrupted() {}

    /** The error of a cell that was interrupted while the compiler, which hears of nothing, was at work on it. */
    static Outcome.Failed compiling() {
        return Outcome.Failed.of(
                NAME,
                "The cell was interrupted while it was being compiled: what was not compiled yet is not run, and every"
                        + " variable keeps its value. The next cell runs as soon as the compiler has finished.");
    }

    /**
     * The error of an interrupted cell.
     *
     * @param stopped what the guest says of it, a {@code stopped} struct whose {@code left} tells where a thread that could not be ended still stands; null
     *     when the cell ended between two of its statements
     */
    public static Outcome.Failed outcome(@Nullable Struct stopped) {
        if (stopped == null || !(stopped.get("left") instanceof Struct left)) {
            return Outcome.Failed.of(NAME, "The cell was interrupted. Every variable keeps its value.");
        }
        List<String> trace = new ArrayList<>();
        StringBuilder sentence = new StringBuilder("The cell was interrupted, but the JVM cannot end its thread ");
        sentence.append(left.get("name")).append(": it ");
        if (left.get("lock") instanceof String lock) {
            sentence.append("waits for a lock (")
                    .append(Wrappers.withoutThem(lock))
                    .append(")");
            if (left.get("holder") instanceof String holder) {
                sentence.append(" that the thread ").append(holder).append(" holds");
            }
        } else {
            sentence.append("is in a call that cannot be interrupted");
        }
        sentence.append(". It was left behind; the next cell runs.");
        trace.add(sentence.toString());
        if (left.get("frames") instanceof List<?> frames) {
            for (Object element : frames) {
                if (element instanceof Struct frame
                        && String.valueOf(frame.get("file")).startsWith("cell [")) {
                    trace.add("    it stands in " + frame.get("file") + ", line " + frame.get("line"));
                    break;
                }
            }
        }
        return new Outcome.Failed(NAME, sentence.toString(), trace);
    }
}
