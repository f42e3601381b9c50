package interleave.kernel.session;

import interleave.link.Kind;
import interleave.link.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the guest that are the learner's affair, at one instant: not the thread that runs cells, between two of them.
 *
 * @param threads oldest first, each as the guest describes it
 * @param deadlocks rings of thread ids
 */
public record CellThreads(List<Struct> threads, List<?> deadlocks) {

    /** Asks the guest. */
    public static CellThreads of(Engine engine) throws EngineTerminationException {
        Struct dump = engine.ask(Kind.DUMP, null);
        List<Struct> threads = new ArrayList<>();
        if (dump != null && dump.get("threads") instanceof List<?> all) {
            for (Object element : all) {
                if (element instanceof Struct thread && !isOurs(thread)) {
                    threads.add(thread);
                }
            }
        }
        return new CellThreads(
                threads, dump != null && dump.get("deadlocks") instanceof List<?> rings ? rings : List.of());
    }

    private static boolean isOurs(Struct thread) {
        return isIdle(thread) && String.valueOf(thread.get("name")).startsWith("cell-");
    }

    /** Whether a thread waits for work, as the workers of a pool do: it ends with its pool. */
    static boolean isIdle(Struct thread) {
        return Boolean.TRUE.equals(thread.get("idle"));
    }

    /**
     * The threads that do something and are meant by {@code #31}, a thread's number, or {@code 7}, a cell's; never those of the cell that asks.
     *
     * @param cells the cells by id
     */
    public List<Struct> meantBy(String wanted, int asking, Function<Integer, @Nullable Cell> cells) {
        List<Struct> meant = new ArrayList<>();
        for (Struct thread : threads) {
            int id = (int) thread.integer("cell");
            Cell owner = cells.apply(id);
            boolean named = wanted.startsWith("#")
                    ? wanted.equals("#" + thread.integer("id"))
                    : owner != null && wanted.equals(String.valueOf(owner.number()));
            if (named && id != asking && !isIdle(thread)) {
                meant.add(thread);
            }
        }
        return meant;
    }
}
