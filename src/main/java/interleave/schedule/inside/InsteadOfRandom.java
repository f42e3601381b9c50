package interleave.schedule.inside;

import interleave.schedule.weave.Instead;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What woven learner code calls instead of the JDK, each method named after the one that it stands for. Random numbers, and hash codes that the JVM would make at
 * random: the same in every run.
 *
 * <p>Public because woven code, wherever it is loaded, must reach it; nobody writes these calls by hand.
 */
public final class InsteadOfRandom {
    private InsteadOfRandom() {}

    private static Random random() {
        return LearnerThread.current().random();
    }

    /** Whether objects of a class have a hash code of the JVM's, or one that depends on it. */
    private static final ClassValue<Boolean> HASHED_BY_IDENTITY = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                Class<?> declaring = type.getMethod("hashCode").getDeclaringClass();
                return declaring.equals(Object.class)
                        || declaring.equals(Enum.class)
                        || Thread.class.isAssignableFrom(declaring);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(type + " has a hash code, as every class has", e);
            }
        }
    };

    /** The hash code of a learner's object whose class has none of its own; the object keeps it. */
    public static int newHashCode(Object object) {
        return IdentityHashes.next(object);
    }

    @Instead(of = Object.class)
    public static int hashCode(Object object) {
        return HASHED_BY_IDENTITY.get(object.getClass()) ? IdentityHashes.of(object) : object.hashCode();
    }

    @Instead(of = Objects.class, name = "hashCode", isStatic = true)
    public static int hashCodeOrZero(@Nullable Object object) {
        return object == null ? 0 : hashCode(object);
    }

    @Instead(of = System.class, isStatic = true)
    public static int identityHashCode(@Nullable Object object) {
        return IdentityHashes.of(object);
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
