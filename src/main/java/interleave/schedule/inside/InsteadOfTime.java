package interleave.schedule.inside;

import static interleave.schedule.inside.InsteadOfJdk.inside;

import interleave.schedule.message.Wait;
import interleave.schedule.weave.Instead;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;

/**
 * What woven learner code calls instead of the JDK, each method named after the one that it stands for. Sleeping, and what time it is: the time of the run.
 *
 * <p>Public because woven code, wherever it is loaded, must reach it; nobody writes these calls by hand.
 */
public final class InsteadOfTime {
    private InsteadOfTime() {}

    @Instead(of = Thread.class, isStatic = true)
    public static void sleep(long millis) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        sleepNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Instead(of = Thread.class, isStatic = true)
    public static void sleep(long millis, int nanos) throws InterruptedException {
        if (millis < 0 || nanos < 0 || nanos > 999_999) {
            throw new IllegalArgumentException("timeout value is negative or out of range");
        }
        sleepNanos(TimeUnit.MILLISECONDS.toNanos(millis) + nanos);
    }

    @Instead(of = Thread.class, isStatic = true)
    public static void sleep(Duration duration) throws InterruptedException {
        sleepNanos(nanos(duration));
    }

    @Instead(of = TimeUnit.class)
    public static void sleep(TimeUnit unit, long timeout) throws InterruptedException {
        if (timeout > 0) {
            sleepNanos(unit.toNanos(timeout));
        }
    }

    private static void sleepNanos(long nanos) throws InterruptedException {
        LearnerThread me = LearnerThread.current();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (Exploring.explored() != null) {
            // however long it is, nobody has promised that others are done by then
            Exploring.at(Intent.toNothing("Thread.sleep", me.inside.placeHere()));
            return;
        }
        var over = new boolean[1];
        Timer timer = me.inside.after(nanos, () -> {
            over[0] = true;
            me.wake();
        });
        try {
            me.await(Wait.What.TIME, "Thread.sleep", () -> over[0]);
        } finally {
            timer.cancel();
        }
    }

    static long nanos(Duration duration) {
        try {
            return Math.max(0, duration.toNanos());
        } catch (ArithmeticException e) {
            return duration.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    @Instead(of = System.class, isStatic = true)
    public static long nanoTime() {
        return inside().nanos();
    }

    @Instead(of = System.class, isStatic = true)
    public static long currentTimeMillis() {
        return instant().toEpochMilli();
    }

    @Instead(of = Instant.class, name = "now", isStatic = true)
    public static Instant instant() {
        return inside().instant();
    }

    @Instead(of = LocalDate.class, name = "now", isStatic = true)
    public static LocalDate localDate() {
        return localDateTime().toLocalDate();
    }

    @Instead(of = LocalTime.class, name = "now", isStatic = true)
    public static LocalTime localTime() {
        return localDateTime().toLocalTime();
    }

    @Instead(of = LocalDateTime.class, name = "now", isStatic = true)
    public static LocalDateTime localDateTime() {
        return LocalDateTime.ofInstant(instant(), ZoneOffset.UTC);
    }

    @Instead(of = ZonedDateTime.class, name = "now", isStatic = true)
    public static ZonedDateTime zonedDateTime() {
        return instant().atZone(ZoneOffset.UTC);
    }

    @Instead(of = OffsetDateTime.class, name = "now", isStatic = true)
    public static OffsetDateTime offsetDateTime() {
        return instant().atOffset(ZoneOffset.UTC);
    }

    @Instead(of = java.time.Clock.class, isStatic = true)
    public static java.time.Clock systemUTC() {
        return new RunClock(inside(), ZoneOffset.UTC);
    }

    @Instead(of = java.time.Clock.class, isStatic = true)
    public static java.time.Clock systemDefaultZone() {
        return systemUTC();
    }

    @Instead(of = java.time.Clock.class, isStatic = true)
    public static java.time.Clock system(ZoneId zone) {
        return new RunClock(inside(), zone);
    }

    private static final class RunClock extends java.time.Clock {
        private final Inside inside;
        private final ZoneId zone;

        RunClock(Inside inside, ZoneId zone) {
            this.inside = inside;
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public java.time.Clock withZone(ZoneId other) {
            return new RunClock(inside, other);
        }

        @Override
        public Instant instant() {
            return inside.instant();
        }
    }

    @Instead(of = Runtime.class)
    public static int availableProcessors(Runtime runtime) {
        return inside().settings().processors();
    }
}
