package interleave.guest;

/**
 * Which cell a thread works for.
 *
 * <p>A thread belongs to the cell that started it, and what it starts belongs to the same cell.
 */
final class Owner {
    /** The owner of threads that no cell is known to have started. */
    static final int NOBODY = 0;

    private static final InheritableThreadLocal<Integer> CELL = new InheritableThreadLocal<>() {
        @Override
        protected Integer initialValue() {
            return NOBODY;
        }
    };

    private Owner() {}

    /** The cell that the calling thread works for, {@link #NOBODY} where none is known. */
    static int current() {
        return CELL.get();
    }

    /** From now on the calling thread works for this cell. */
    static void become(int cell) {
        CELL.set(cell);
    }
}
