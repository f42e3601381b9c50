package interleave.guest;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the threads of one cell again and again, and keeps what each was seen doing; also marks when a task of that cell begins and ends on a thread.
 *
 * <p>The JVM's flight recorder tells to the microsecond when a thread sleeps or reads a socket, but not when a virtual thread waits for a lock, a queue or a
 * future, nor whether a thread that could run has a core. That is what is seen here, as often as the {@linkplain #PERIOD_NANOS period} allows.
 */
public final class ThreadWatch {
    /** Time between two looks, where the machine has a core to spare for them. */
    public static final long PERIOD_NANOS = 1_000_000;
    /** Looking at more would take the core from what is looked at. */
    private static final int MOST_THREADS = 64;

    private static final int MOST_SIGHTINGS = 1_000_000;
    private static final int FRAMES = 40;
    private static final List<Thread.State> WAITING =
            List.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.BLOCKED);

    private static volatile @Nullable ThreadWatch current;

    /**
     * What a thread was seen doing at one instant.
     *
     * @param thread its id
     * @param nanos {@link System#nanoTime()} of the instant
     * @param cpuNanos the processor time it had used until then; -1 of a virtual thread
     * @param mounted whether a virtual thread had a carrier; of a platform thread, true
     * @param stack {@code class.method}, innermost first, where it has begun to wait; empty where it has not, or waits still
     */
    public record Sighting(
            long thread,
            String name,
            boolean virtual,
            long nanos,
            Thread.State state,
            long cpuNanos,
            boolean mounted,
            List<String> stack) {}

    /** A task of the cell on some thread, from and to {@link System#nanoTime()}. */
    public record Task(long thread, String name, boolean virtual, long from, long to) {}

    private final int cell;
    private final Thread main = Thread.currentThread();
    /** When the snippet began that the main thread runs; 0 while it runs none. Of the main thread alone. */
    private long snippet = System.nanoTime();

    private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final Map<Long, Thread.State> last = new HashMap<>();
    private final @Nullable Thread looking;
    private volatile boolean over;

    private ThreadWatch(int cell) {
        this.cell = cell;
        looking = cell == Owner.NOBODY
                ? null
                : Thread.ofPlatform()
                        .name("interleave-timeline")
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .unstarted(this::look);
    }

    /** Begins to look at the threads of the cell that the calling thread works for; where no cell is known, at none. What the calling thread runs is a task. */
    public static ThreadWatch start() {
        ThreadWatch watch = new ThreadWatch(Owner.current());
        current = watch;
        if (watch.looking != null) {
            watch.looking.start();
        }
        return watch;
    }

    /** {@link System#nanoTime()}, where a task of this cell begins that is to be marked; otherwise 0. */
    static long taskBegins(int cell) {
        ThreadWatch watch = current;
        return watch == null || watch.cell != cell ? 0 : System.nanoTime();
    }

    /** The task that began then on the calling thread ends. */
    static void taskEnds(long began) {
        ThreadWatch watch = current;
        if (began != 0 && watch != null) {
            watch.ends(began);
        }
    }

    /** The calling thread begins to run a snippet: where it is watched, a task of its. Between snippets the compiler is at work, and it waits for that. */
    static void snippetBegins() {
        ThreadWatch watch = current;
        if (watch != null && watch.main.equals(Thread.currentThread())) {
            watch.snippet = System.nanoTime();
        }
    }

    /** The snippet that the calling thread ran has ended. */
    static void snippetEnds() {
        ThreadWatch watch = current;
        if (watch != null && watch.main.equals(Thread.currentThread())) {
            watch.endSnippet();
        }
    }

    private void endSnippet() {
        if (snippet != 0) {
            ends(snippet);
            snippet = 0;
        }
    }

    private void ends(long began) {
        Thread me = Thread.currentThread();
        synchronized (tasks) {
            tasks.add(new Task(me.threadId(), me.getName(), me.isVirtual(), began, System.nanoTime()));
        }
    }

    /** What has been seen, thread by thread in the order of time. */
    public List<Sighting> sightings() {
        synchronized (sightings) {
            return List.copyOf(sightings);
        }
    }

    /** The tasks that have ended. */
    public List<Task> tasks() {
        synchronized (tasks) {
            return List.copyOf(tasks);
        }
    }

    /** Looks no longer; what has been seen stays. */
    public void close() throws InterruptedException {
        if (main.equals(Thread.currentThread())) {
            endSnippet();
        }
        current = null;
        over = true;
        if (looking != null) {
            LockSupport.unpark(looking);
            looking.join();
        }
    }

    private void look() {
        while (!over) {
            lookOnce();
            LockSupport.parkNanos(PERIOD_NANOS);
        }
        lookOnce();
    }

    private void lookOnce() {
        int seen = 0;
        for (Thread thread : Internals.live()) {
            Owner owner = Internals.owner(thread);
            if (owner != null && owner.cell() == cell && seen++ < MOST_THREADS) {
                keep(thread);
            }
        }
    }

    private void keep(Thread thread) {
        Thread.State state = thread.getState();
        boolean virtual = thread.isVirtual();
        Thread.State before = last.put(thread.threadId(), state);
        boolean begins = WAITING.contains(state) && state != before;
        Sighting sighting = new Sighting(
                thread.threadId(),
                thread.getName(),
                virtual,
                System.nanoTime(),
                state,
                virtual ? -1 : cpu.getThreadCpuTime(thread.threadId()),
                !virtual || Internals.isMounted(thread),
                begins ? stack(thread) : List.of());
        synchronized (sightings) {
            if (sightings.size() < MOST_SIGHTINGS) {
                sightings.add(sighting);
            }
        }
    }

    private static List<String> stack(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .limit(FRAMES)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .toList();
    }
}
