package interleave.lab;

import java.util.List;

/** What a thread does during a span of a {@link Timeline}. */
enum Doing {
    WORKS('W', "works", "#D55E00", "#FFFFFF"),
    READY('r', "could work, has no core", "#F3C9A5", "#222222"),
    SLEEPS('s', "sleeps", "#A6D3F2", "#222222"),
    NETWORK('n', "waits for the network", "#0072B2", "#FFFFFF"),
    DISK('d', "waits for a file", "#7A5195", "#FFFFFF"),
    LOCK('L', "waits for a lock or a permit", "#CC79A7", "#222222"),
    RESULT('j', "waits for another task", "#F0E442", "#222222"),
    QUEUE('q', "waits for something in a queue", "#7FCDB2", "#222222"),
    SIGNAL('p', "waits for a signal", "#C4C4C4", "#222222"),
    IDLE('.', "has nothing to do", "none", "#222222");

    /** A row of a stack that tells what a parked thread waits for; the first that is found anywhere in the stack counts. */
    private record Sign(String frame, Doing doing) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign("java.util.concurrent.ThreadPoolExecutor.getTask", IDLE),
            new Sign("java.util.concurrent.ForkJoinPool.awaitWork", IDLE),
            new Sign("java.util.concurrent.ForkJoinPool.deactivate", IDLE),
            new Sign("java.util.concurrent.DelayScheduler.", IDLE),
            new Sign("jdk.internal.net.http.HttpClientImpl.send", NETWORK),
            new Sign("sun.nio.ch.", NETWORK),
            new Sign("java.lang.Thread.sleep", SLEEPS),
            new Sign("java.util.concurrent.CompletableFuture.waitingGet", RESULT),
            new Sign("java.util.concurrent.CompletableFuture.timedGet", RESULT),
            new Sign("java.util.concurrent.FutureTask.get", RESULT),
            new Sign("java.util.concurrent.FutureTask.awaitDone", RESULT),
            new Sign("java.util.concurrent.ForkJoinTask.awaitDone", RESULT),
            new Sign("java.util.concurrent.StructuredTaskScopeImpl.join", RESULT),
            new Sign("java.util.concurrent.ThreadPerTaskExecutor.", RESULT),
            new Sign("java.util.concurrent.ExecutorService.close", RESULT),
            new Sign("awaitTermination", RESULT),
            new Sign("java.lang.Thread.join", RESULT),
            new Sign("java.lang.VirtualThread.join", RESULT),
            new Sign("Queue.take", QUEUE),
            new Sign("Queue.poll", QUEUE),
            new Sign("Queue.put", QUEUE),
            new Sign("Queue.offer", QUEUE),
            new Sign("Deque.take", QUEUE),
            new Sign("java.util.concurrent.Semaphore.", LOCK),
            new Sign("java.util.concurrent.locks.ReentrantLock", LOCK),
            new Sign("java.util.concurrent.locks.ReentrantReadWriteLock", LOCK),
            new Sign("java.util.concurrent.locks.StampedLock", LOCK));

    private final char letter;
    private final String words;
    private final String color;
    private final String ink;

    Doing(char letter, String words, String color, String ink) {
        this.letter = letter;
        this.words = words;
        this.color = color;
        this.ink = ink;
    }

    char letter() {
        return letter;
    }

    String words() {
        return words;
    }

    String color() {
        return color;
    }

    /** What can be read on {@link #color()}. */
    String ink() {
        return ink;
    }

    boolean waits() {
        return this != WORKS && this != READY && this != IDLE;
    }

    /**
     * What a thread waits for that has been seen parked.
     *
     * @param stack {@code class.method}, innermost first
     */
    static Doing parkedIn(List<String> stack) {
        boolean betweenStatements = stack.stream().anyMatch(frame -> frame.startsWith("interleave.guest.CellThread."))
                && stack.stream().noneMatch(frame -> frame.startsWith("REPL."));
        if (betweenStatements) {
            return IDLE;
        }
        for (Sign sign : SIGNS) {
            for (String frame : stack) {
                if (frame.contains(sign.frame())) {
                    return sign.doing();
                }
            }
        }
        return SIGNAL;
    }
}
