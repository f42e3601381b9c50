package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import interleave.schedule.learner.Answer;
import interleave.schedule.learner.Limits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Time limits of the JDK are virtual time, to the millisecond:")
class LimitsTest {
    private static void assertSees(String name, String... expected) {
        for (int i = 0; i < 20; i++) {
            var remote = SimulatedRemote.of("profiles", Integer.class, id -> "user " + id)
                    .latency(Duration.ofMillis(200));
            Answer answer = Learner.load(Limits.class.getName() + "$" + name);
            assertEquals(
                    List.of(expected), VirtualTime.run(() -> answer.run(remote)).get());
        }
    }

    @Test
    @DisplayName("futures; what comes at the very moment of the limit is in time")
    void futures() {
        assertSees(
                "Futures",
                "timeout at 150",
                "user 1 at 350",
                "late at 450",
                "TimeoutException at 500",
                "delayed at 570",
                "first user 1 at 770");
    }

    @Test
    @DisplayName("semaphores, latches, locks, conditions, barriers, parking")
    void synchronizers() {
        assertSees(
                "Synchronizers",
                "false at 10",
                "false at 20",
                "false at 50",
                "true at 220",
                "false at 250",
                "0 at 251",
                "true at 251",
                "timeout at 256",
                "parked at 259");
    }

    @Test
    @DisplayName("queues")
    void queues() {
        assertSees("Queues", "null at 10", "user 1 at 210", "false at 230");
    }

    @Test
    @DisplayName("monitors, synchronized methods, wait and notifyAll")
    void monitors() {
        assertSees("Monitors", "false at 25", "true at 225");
    }

    @Test
    @DisplayName("joins, interrupts, names and clocks of threads")
    void threads() {
        assertSees(
                "Threads",
                "true at 50",
                "user 1 on slow, virtual: false",
                "true at 200",
                "interrupted at 205",
                "2000-01-01T00:00:00.205Z 946684800205 at 205");
    }

    @Test
    @DisplayName("scheduled executors")
    void schedules() {
        assertSees(
                "Schedules",
                "rate at 10",
                "once at 30",
                "rate at 50",
                "rate at 90",
                "delay user 1 at 200",
                "delay user 1 at 405",
                "delay user 1 at 610",
                "closed at 610");
    }

    @Test
    @DisplayName("structured scopes")
    void scope() {
        assertSees("Scope", "user 0 at 200", "user 1 at 200", "user 2 at 200");
    }

    @Test
    @DisplayName("the end of an executor, with threads of the learner's own factory")
    void terminations() {
        assertSees("Terminations", "timeout at 20", "false at 50", "true at 200", "user 1 on mine-1 at 200");
    }
}
