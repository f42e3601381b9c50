package interleave.guest;

import interleave.link.Struct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads that cells have started and that still run: whose they are, where they stand, and what they wait for. */
final class Threads {
    private static final int FRAMES = 256;
    /** A worker that has nothing to do stands in one of these. */
    private static final List<String> IDLE = List.of(
            "java.util.concurrent.ThreadPoolExecutor.getTask",
            "java.util.concurrent.ForkJoinPool.awaitWork",
            "java.util.concurrent.ForkJoinPool.deactivate",
            "java.util.concurrent.ForkJoinPool.runWorker",
            "java.util.TimerThread.mainLoop",
            "interleave.guest.CellThread.serve");

    private Threads() {}

    /** All threads that a cell started, as {@code threads{threads: […], deadlocks: [[thread id]]}}, oldest first. */
    static Struct dump() {
        var described = new ArrayList<Struct>();
        List<Thread> threads = owned();
        for (Thread thread : threads) {
            described.add(describe(thread));
        }
        return Struct.of("threads", "threads", described, "deadlocks", deadlocks());
    }

    /** The threads of one cell that do something: all but that which runs the cell itself, and workers that wait for work. */
    static List<Struct> leftBy(int cell, @Nullable Thread except) {
        var left = new ArrayList<Struct>();
        for (Thread thread : owned()) {
            Owner owner = Internals.owner(thread);
            if (owner != null && owner.cell() == cell && !thread.equals(except) && !isIdle(thread.getStackTrace())) {
                left.add(describe(thread));
            }
        }
        return left;
    }

    /** The threads of cells that are in code of one of these classes. */
    static List<Struct> running(Set<String> classes) {
        var running = new ArrayList<Struct>();
        for (Thread thread : owned()) {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (classes.contains(frame.getClassName())) {
                    running.add(describe(thread));
                    break;
                }
            }
        }
        return running;
    }

    /** One thread: {@code thread{id, name, virtual, state, cell, millis, idle, frames, lock, holder}}. */
    static Struct describe(Thread thread) {
        Owner owner = Internals.owner(thread);
        Internals.Locks locks = Internals.locks(thread);
        StackTraceElement[] stack = thread.getStackTrace();
        Object blockedOn = locks.blockedOn();
        Thread holder = locks.holder();
        if (holder == null && blockedOn != null) {
            holder = holders().get(blockedOn);
        }
        return Struct.of(
                "thread",
                "id",
                thread.threadId(),
                "name",
                thread.getName(),
                "virtual",
                thread.isVirtual(),
                "state",
                thread.getState(),
                "cell",
                owner == null ? Owner.NOBODY : owner.cell(),
                "millis",
                owner == null ? -1 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - owner.since()),
                "idle",
                isIdle(stack),
                "frames",
                Failure.frames(stack, FRAMES),
                "lock",
                blockedOn == null ? null : blockedOn.getClass().getName(),
                "holder",
                holder == null ? null : holder.getName());
    }

    /**
     * Interrupts a thread that a cell started, and marks it as the one that the debugger connection is to stop.
     *
     * @param millis how long to wait for its end
     * @return null when it has ended, or waits for other work; else what it does now
     */
    static @Nullable Struct end(long id, Duration millis) throws InterruptedException {
        for (Thread thread : owned()) {
            if (thread.threadId() == id) {
                Stopped.aim(thread);
                thread.interrupt();
                if (!thread.join(millis) && !isIdle(thread.getStackTrace())) {
                    return describe(thread);
                }
            }
        }
        return null;
    }

    private static List<Thread> owned() {
        var owned = new ArrayList<Thread>();
        for (Thread thread : Internals.threads()) {
            Owner owner = Internals.owner(thread);
            if (owner != null && owner.cell() != Owner.NOBODY && thread.isAlive()) {
                owned.add(thread);
            }
        }
        owned.sort(Comparator.comparingLong(Thread::threadId));
        return owned;
    }

    private static boolean isIdle(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String place = frame.getClassName() + "." + frame.getMethodName();
            if (IDLE.contains(place)) {
                return true;
            }
            if (!place.startsWith("java.") && !place.startsWith("jdk.")) {
                return false;
            }
        }
        return false;
    }

    /** Who holds which monitor: the JVM tells of each thread which it holds, not of a monitor who holds it. */
    private static IdentityHashMap<Object, Thread> holders() {
        var holders = new IdentityHashMap<Object, Thread>();
        for (Thread thread : Internals.threads()) {
            for (Object monitor : Internals.locks(thread).monitors()) {
                holders.put(monitor, thread);
            }
        }
        return holders;
    }

    /** Who holds a monitor; null when nobody does. */
    static @Nullable Thread holderOf(Object monitor) {
        return holders().get(monitor);
    }

    /** Rings of threads of which each waits for a lock that the next holds, as lists of thread ids. */
    private static List<List<Long>> deadlocks() {
        var holders = holders();
        var waitsFor = new HashMap<Thread, Thread>();
        for (Thread thread : Internals.threads()) {
            Internals.Locks locks = Internals.locks(thread);
            Thread holder = locks.holder() != null ? locks.holder() : holders.get(locks.blockedOn());
            if (holder != null && !holder.equals(thread)) {
                waitsFor.put(thread, holder);
            }
        }
        var rings = new ArrayList<List<Long>>();
        var done = new ArrayList<Thread>();
        for (Thread start : waitsFor.keySet()) {
            var path = new ArrayList<Thread>();
            Thread at = start;
            while (at != null && !done.contains(at) && !path.contains(at)) {
                path.add(at);
                at = waitsFor.get(at);
            }
            if (at != null && path.contains(at)) {
                rings.add(path.subList(path.indexOf(at), path.size()).stream()
                        .map(Thread::threadId)
                        .toList());
            }
            done.addAll(path);
        }
        return rings;
    }
}
