package interleave.schedule.inside;

import interleave.schedule.weave.Instead;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What woven learner code calls instead of the JDK, each method named after the one that it stands for. Random numbers: the same in every run.
 *
 * <p>Public because woven code, wherever it is loaded, must reach it; nobody writes these calls by hand.
 */
public final class InsteadOfRandom {
    private InsteadOfRandom() {}

    private static Random random() {
        return LearnerThread.current().random();
    }

    @Instead(of = Math.class, name = "random", isStatic = true)
    public static double randomDouble() {
        return random().nextDouble();
    }

    @Instead(of = UUID.class, isStatic = true)
    public static UUID randomUUID() {
        var bytes = new byte[16];
        random().nextBytes(bytes);
        return UUID.nameUUIDFromBytes(bytes);
    }

    @Instead(of = Collections.class, isStatic = true)
    public static void shuffle(List<?> list) {
        Collections.shuffle(list, random());
    }

    @Instead(of = ThreadLocalRandom.class)
    public static int nextInt(ThreadLocalRandom ours) {
        return random().nextInt();
    }

    @Instead(of = ThreadLocalRandom.class)
    public static int nextInt(ThreadLocalRandom ours, int bound) {
        return random().nextInt(bound);
    }

    @Instead(of = ThreadLocalRandom.class)
    public static int nextInt(ThreadLocalRandom ours, int origin, int bound) {
        return random().nextInt(origin, bound);
    }

    @Instead(of = ThreadLocalRandom.class)
    public static long nextLong(ThreadLocalRandom ours) {
        return random().nextLong();
    }

    @Instead(of = ThreadLocalRandom.class)
    public static long nextLong(ThreadLocalRandom ours, long bound) {
        return random().nextLong(bound);
    }

    @Instead(of = ThreadLocalRandom.class)
    public static long nextLong(ThreadLocalRandom ours, long origin, long bound) {
        return random().nextLong(origin, bound);
    }

    @Instead(of = ThreadLocalRandom.class)
    public static double nextDouble(ThreadLocalRandom ours) {
        return random().nextDouble();
    }

    @Instead(of = ThreadLocalRandom.class)
    public static boolean nextBoolean(ThreadLocalRandom ours) {
        return random().nextBoolean();
    }
}
