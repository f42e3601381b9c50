package interleave.lab;

import java.util.Locale;
import java.util.concurrent.ForkJoinPool;

/**
 * The machine a lesson runs on, in one line, and what that line changes in a lesson.
 *
 * <p>Unlike a benchmark's fingerprint, this names only what a model of the course is fed with: a formula such as {@code ceil(n/p) · d} needs the common
 * pool's size, {@code n·d/min(n, c)} needs the cores. Both are read once, when {@link #here()} is called; neither changes while a JVM lives, unless a
 * container's limit does.
 *
 * <pre>{@code
 * Machine.here().line() // 2 cores, common pool of 1, heap up to 512 MB, JDK 25.0.3
 * Machine.here()        // the same, and on four more lines what that changes in a lesson
 * }</pre>
 *
 * @param cores processors this JVM may use, {@code >= 1}; a container's or {@code taskset}'s limit counts, not the number in the shop
 * @param commonPool workers of {@code ForkJoinPool.commonPool()}, on which {@code supplyAsync(f)} without an executor runs
 * @param heapMegabytes the heap's upper limit in megabytes (2<sup>20</sup> bytes)
 * @param jdk the Java version, such as {@code 25.0.3}
 */
public record Machine(int cores, int commonPool, long heapMegabytes, String jdk) {

    /** A waiting virtual thread with what a shallow call holds on its stack; a platform thread reserves 1 MB. */
    private static final int VIRTUAL_THREAD_KB = 4;

    /** Reads the machine this code runs on. */
    public static Machine here() {
        Runtime runtime = Runtime.getRuntime();
        return new Machine(
                runtime.availableProcessors(),
                ForkJoinPool.getCommonPoolParallelism(),
                runtime.maxMemory() >> 20,
                System.getProperty("java.version"));
    }

    /** The machine alone, for the head of a table. */
    public String line() {
        return (cores == 1 ? "1 core" : cores + " cores") + ", common pool of " + commonPool + ", heap up to "
                + Numbers.whole(heapMegabytes) + " MB, JDK " + jdk;
    }

    /** What that changes in a lesson, a line each: which claims can be seen here, and where the default pool will surprise. */
    public String meaning() {
        String computing = cores == 1
                ? "computing does not overlap at all (one core works on one thing at a time)"
                : "computing overlaps at most " + cores + " times";
        String defaultPool = commonPool <= 1
                ? "supplyAsync(f) without an executor runs one task at a time"
                : "supplyAsync(f) without an executor runs " + commonPool + " tasks at a time";
        String memory = String.format(
                Locale.ROOT,
                "the heap has room for about %,d waiting virtual threads, at %d KB each",
                Math.max(1, heapMegabytes * 1024 / VIRTUAL_THREAD_KB / 10_000) * 10_000,
                VIRTUAL_THREAD_KB);
        return "Waiting overlaps here as on any machine;\n" + computing + ";\n" + defaultPool + ";\n" + memory + ".";
    }

    /** {@link #line()}, and below it {@link #meaning()}. */
    @Override
    public String toString() {
        return line() + "\n" + meaning();
    }
}
