package interleave.kernel.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The cells whose output may still come, by id. Safe for use by several threads. */
public final class Cells {
    private static final int KEPT = 2000;

    private final Map<Integer, Cell> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Cell> eldest) {
            return size() > KEPT;
        }
    };
    private @Nullable Cell last;
    private @Nullable CompletableFuture<@Nullable String> question;

    /** A cell begins: what the one before it asked for is no longer waited for. */
    public synchronized void add(Cell cell) {
        byId.put(cell.id(), cell);
        last = cell;
        if (question != null) {
            question.complete(null);
            question = null;
        }
    }

    /** The cell with this id; null when there is none, or it is none of the last two thousand. */
    public synchronized @Nullable Cell byId(int id) {
        return byId.get(id);
    }

    /** The cell that began last; null before the first. */
    public synchronized @Nullable Cell last() {
        return last;
    }

    /** A question of a cell is open. */
    public synchronized void asked(Cell cell, CompletableFuture<@Nullable String> answer) {
        question = cell.equals(last) ? answer : question;
    }
}
