package interleave.guest;

import org.jspecify.annotations.Nullable;

/**
 * Which cell a thread works for, and since when the thread exists.
 *
 * <p>A thread belongs to the cell that started it, and what it starts belongs to the same cell. A task that is handed to a pool belongs to the cell that
 * submitted it, whoever made the pool: {@link Submissions} carries the owner across.
 *
 * @param cell the id of the cell, {@link #NOBODY} where none is known
 * @param since {@link System#nanoTime()} when the thread was made
 */
record Owner(int cell, long since) {
    /** The owner of threads that no cell is known to have started. */
    static final int NOBODY = 0;

    /** What {@link Threads} reads of threads other than its own. */
    static final InheritableThreadLocal<@Nullable Owner> OF_THREAD = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable Owner childValue(@Nullable Owner parent) {
            return parent == null ? null : new Owner(parent.cell, System.nanoTime());
        }
    };

    /** The cell that the calling thread works for, {@link #NOBODY} where none is known. */
    static int current() {
        Owner owner = OF_THREAD.get();
        return owner == null ? NOBODY : owner.cell;
    }

    /** From now on the calling thread works for this cell. */
    static void become(int cell) {
        Owner before = OF_THREAD.get();
        OF_THREAD.set(new Owner(cell, before == null ? System.nanoTime() : before.since));
    }
}
