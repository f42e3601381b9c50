package interleave.kernel.session;

import interleave.kernel.source.Source;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the cells that ran last, so that a stack frame can be shown with its line, and which cell made a class anew. Safe for use by several threads.
 */
public final class CellSources {
    private static final int KEPT = 2000;

    private final Map<String, Source> byLabel = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Source> eldest) {
            return size() > KEPT;
        }
    };

    private final Map<String, String> replacedBy = new HashMap<>();

    /** Remembers the text of a cell, to be pointed at in what fails later. */
    public synchronized void add(Source source) {
        byLabel.put(source.label(), source);
    }

    /** The text of a cell by its label, {@code cell [7]}; null when it is none of the last two thousand, or no cell at all. */
    synchronized @Nullable Source byLabel(String label) {
        return byLabel.get(label);
    }

    /** A cell changed a class so much that another takes its place. */
    synchronized void replaced(String className, String label) {
        replacedBy.put(className, label);
    }

    /** The cell that put another class in the place of this one; null when none did. */
    synchronized @Nullable String replacedBy(String className) {
        return replacedBy.get(className);
    }
}
