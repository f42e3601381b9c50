package interleave.guest;

import interleave.link.Struct;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows every failure that went into a future, and whether anybody has looked at it since.
 *
 * <p>A future keeps its exception to itself until somebody asks. {@link FutureProbes} makes the JDK's futures tell this class when they fail, and when they
 * are asked. What failed and was not looked at by the time its cell is over is reported, once, under that cell. A chain of stages that passes one
 * exception on is one failure, that of its root.
 */
public final class FailureWatch {
    /** Failures kept at most; a loop that makes more is told as that many. */
    private static final int MOST = 1000;
    /** The loader of learner classes, as a stack trace names it: only failures that passed through learner code are the learner's. */
    private static final String LEARNER = "learner";

    private static final IdentityHashMap<Throwable, Integer> UNSEEN = new IdentityHashMap<>();
    /** The last exception that left a carried task on each thread, and the cell that the task ran for. */
    private static final ThreadLocal<@Nullable Thrown> THROWN = new ThreadLocal<>();

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static volatile boolean on = true;
    private static volatile @Nullable IntConsumer news;

    private FailureWatch() {}

    private record Thrown(Throwable root, int cell) {}

    /** An exception leaves a task that ran for a cell: should a future take it in, it is that cell's. */
    static void thrownFor(int cell, Throwable thrown) {
        THROWN.set(new Thrown(root(thrown), cell));
    }

    @SuppressWarnings("ReferenceEquality") // a learner's exception is not asked for its opinion
    private static int ownerOf(Throwable root) {
        Thrown last = THROWN.get();
        return last != null && last.root == root ? last.cell : Owner.current();
    }

    /** Says whether failures are watched at all, and forgets those that wait. */
    static void watch(boolean whether) {
        on = whether;
        synchronized (UNSEEN) {
            UNSEEN.clear();
        }
    }

    /** Whom to tell that there is a new failure, and of which cell; called on the thread that failed. */
    static void whenNew(IntConsumer listener) {
        news = listener;
    }

    /**
     * Called by the JDK's futures, woven by {@link FutureProbes}, when one takes in an exception.
     *
     * @param outcome what it took in; anything but an exception is passed over
     */
    public static void failed(@Nullable Object outcome) {
        if (on && outcome instanceof Throwable thrown && !(thrown instanceof CancellationException)) {
            Throwable root = root(thrown);
            if (root instanceof InterruptedException) {
                return; // the task was asked to stop, and did
            }
            int cell = ownerOf(root);
            if (cell != Owner.NOBODY && passedThroughLearnerCode(root) && (leftATask(root) || learnerCompletes())) {
                synchronized (UNSEEN) {
                    if (UNSEEN.size() >= MOST || UNSEEN.putIfAbsent(root, cell) != null) {
                        return;
                    }
                }
                IntConsumer listener = news;
                if (listener != null) {
                    listener.accept(cell);
                }
            }
        }
    }

    /**
     * Called by the JDK's futures, woven by {@link FutureProbes}, when somebody asks one for its outcome.
     *
     * @param outcome what the future holds; anything but an exception is passed over
     */
    public static void lookedAt(@Nullable Object outcome) {
        if (outcome instanceof Throwable thrown) {
            synchronized (UNSEEN) {
                UNSEEN.remove(root(thrown));
            }
        }
    }

    /** The failures of a cell that nobody looked at, as exceptions; they will not be given again. */
    static List<Struct> takeUnseen(int cell) {
        var taken = new ArrayList<Throwable>();
        synchronized (UNSEEN) {
            UNSEEN.entrySet().removeIf(entry -> entry.getValue() == cell && taken.add(entry.getKey()));
        }
        taken.forEach(Background::failed);
        return taken.stream().map(Failure::of).toList();
    }

    /** Hands the failures that nobody has looked at yet to {@link Background}: whoever asks there looks at them. */
    static void keepUnseen() {
        synchronized (UNSEEN) {
            UNSEEN.keySet().forEach(Background::failed);
            UNSEEN.clear();
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        Throwable cause = root.getCause();
        while ((root instanceof CompletionException || root instanceof ExecutionException) && cause != null) {
            root = cause;
            cause = root.getCause();
        }
        return root;
    }

    /** Whether the exception has just left a task of the learner's, on this thread. */
    @SuppressWarnings("ReferenceEquality") // as above
    private static boolean leftATask(Throwable root) {
        Thrown last = THROWN.get();
        return last != null && last.root == root;
    }

    /**
     * Whether it is learner code that completes the future, now. A library that the learner called, such as an HTTP client that is interrupted, fails
     * futures of its own, which are nobody's business but its own.
     */
    private static boolean learnerCompletes() {
        return CALLERS.walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                .filter(type ->
                        type != FailureWatch.class && !type.getPackageName().equals("java.util.concurrent"))
                .findFirst()
                .map(type -> type.getClassLoader() != null
                        && LEARNER.equals(type.getClassLoader().getName()))
                .orElse(false));
    }

    private static boolean passedThroughLearnerCode(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (LEARNER.equals(frame.getClassLoaderName())) {
                return true;
            }
        }
        return false;
    }
}
