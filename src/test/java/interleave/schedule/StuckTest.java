package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.schedule.inside.Inside;
import interleave.schedule.learner.Answer;
import interleave.schedule.learner.Stuck;
import interleave.schedule.message.Wait;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What does not end is told apart, with the learner's line")
class StuckTest {
    private static Ending ending(String name) {
        return run(name).ending();
    }

    private static VirtualTime.Run<Object> run(String name) {
        var remote = SimulatedRemote.of("profiles", Integer.class, id -> "user " + id)
                .latency(Duration.ofMillis(200));
        Answer answer = Learner.load(Stuck.class.getName() + "$" + name);
        return VirtualTime.run(
                Inside.Settings.DEFAULT.withFuel(1_000_000), Outside.Limits.DEFAULT, () -> answer.run(remote));
    }

    private static void assertAt(String method, Ending ending) {
        assertNotNull(ending.place(), ending.message());
        assertEquals(method, ending.place().method());
        assertTrue(ending.message().contains("line " + ending.place().line()), ending.message());
    }

    @Test
    @DisplayName("a future that nobody completes")
    void futureNobodyCompletes() {
        Ending ending = ending("FutureNobodyCompletes");

        assertEquals(Ending.Kind.NEVER_COMPLETED, ending.kind());
        assertEquals(
                "main waits in CompletableFuture.join at " + ending.place() + " for a future that nobody completes",
                ending.message());
        assertAt("run", ending);
        assertEquals(Duration.ofMillis(200), ending.took());
    }

    @Test
    @DisplayName("a latch whose counter died, and what it died of")
    void latchNobodyCounts() {
        Ending ending = ending("LatchNobodyCounts");

        assertEquals(Ending.Kind.STUCK, ending.kind());
        assertAt("run", ending);
        assertTrue(ending.message().contains("CountDownLatch.await"), ending.message());
        assertTrue(ending.message().contains("unlucky died of java.lang.NumberFormatException"), ending.message());
    }

    @Test
    @DisplayName("locks taken in opposite order: both sides, with who holds what since where")
    void locks() {
        Ending ending = ending("LocksInOppositeOrder");

        assertEquals(Ending.Kind.DEADLOCK, ending.kind());
        assertBothSides(ending);
    }

    @Test
    @DisplayName("monitors taken in opposite order, the same")
    void monitors() {
        Ending ending = ending("MonitorsInOppositeOrder");

        assertEquals(Ending.Kind.DEADLOCK, ending.kind());
        assertBothSides(ending);
    }

    private static void assertBothSides(Ending ending) {
        assertTrue(
                ending.message()
                        .matches(".*one waits in .* at line \\d+ \\(both\\), held by two since line \\d+ \\(both\\).*"),
                ending.message());
        assertTrue(
                ending.message()
                        .matches(".*two waits in .* at line \\d+ \\(both\\), held by one since line \\d+ \\(both\\).*"),
                ending.message());
    }

    @Test
    @DisplayName("monitors taken in one order are no deadlock, and exclude each other in virtual time")
    void monitorsInOneOrder() {
        var run = run("MonitorsInOneOrder");

        assertEquals(10, run.get());
        assertEquals(Duration.ofSeconds(2), run.took());
    }

    @Test
    @DisplayName("a busy wait")
    void busyWait() {
        Ending ending = ending("BusyWait");

        assertEquals(Ending.Kind.ENDLESS, ending.kind());
        assertAt("run", ending);
    }

    @Test
    @DisplayName("a loop that sleeps for ever")
    void pollsForEver() {
        Ending ending = ending("PollsForEver");

        assertEquals(Ending.Kind.OVER_LIMIT, ending.kind());
        assertNotNull(ending.place());
        assertEquals("run", ending.place().method());
    }

    @Test
    @DisplayName("a thread that virtual time does not control, even where the learner catches it")
    void realTimer() {
        Ending ending = ending("RealTimer");

        assertEquals(Ending.Kind.ESCAPED, ending.kind());
        assertTrue(ending.message().contains("java.util.Timer starts a real thread"), ending.message());
        assertTrue(ending.message().contains("(run)"), ending.message());
    }

    @Test
    @DisplayName("threads left behind by a run that returned: an idle pool, a consumer that waits")
    void leftBehind() {
        Ending pool = ending("PoolLeftOpen");
        Ending consumer = ending("ConsumerLeftWaiting");

        assertEquals(Ending.Kind.RETURNED, pool.kind());
        assertEquals(1, pool.waits().size());
        assertEquals("pool-1-thread-1", pool.waits().getFirst().thread());
        assertEquals(Wait.What.WORK, pool.waits().getFirst().what());
        assertEquals(Ending.Kind.RETURNED, consumer.kind());
        assertEquals("consumer", consumer.waits().getFirst().thread());
        assertEquals(Wait.What.QUEUE, consumer.waits().getFirst().what());
    }
}
