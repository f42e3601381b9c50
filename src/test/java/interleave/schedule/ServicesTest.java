package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.schedule.learner.Services;
import interleave.schedule.learner.Use;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Simulated services")
class ServicesTest {
    private static <S> VirtualTime.Run<Object> run(String name, S service) {
        Use<S> use = Learner.load(Services.class.getName() + "$" + name);
        return VirtualTime.run(() -> use.with(service));
    }

    @ParameterizedTest(name = "sixteen pieces of 100 ms on {0} cores take ceil(16 / {0}) * 100 ms")
    @ValueSource(ints = {1, 2, 3, 4, 5, 16, 20})
    void cores(int cores) {
        var cpu = SimulatedCpu.of("cpu", cores);

        var run = run("SixteenPieces", cpu);

        assertEquals(cores, run.get());
        assertEquals(Duration.ofMillis((16 + cores - 1) / cores * 100L), run.took());
        assertEquals(Math.min(16, cores), cpu.maxBusy());
        assertEquals(16, cpu.pieces().size());
    }

    @ParameterizedTest(name = "on the loop or not ({0}): {1} ms, and the health check at 50 ms waits {2} ms")
    @CsvSource({"false, 1600, 1550, 100", "true, 800, 0, 0"})
    void loop(boolean onWorker, long milliseconds, long healthCheckWaits, long longestHold) {
        var loop = SimulatedLoop.of("loop", 2);
        var cpu = SimulatedCpu.of("cpu", 4);

        var run = run("ResizeOnTheLoop", List.<Object>of(loop, cpu, onWorker));

        assertEquals("main", run.get());
        assertEquals(Duration.ofMillis(milliseconds), run.took());
        SimulatedLoop.Task healthCheck = loop.tasks().stream()
                .filter(task -> task.queued().equals(Duration.ofMillis(50)))
                .findFirst()
                .orElseThrow();
        assertEquals(Duration.ofMillis(healthCheckWaits), healthCheck.delay());
        assertEquals(Duration.ofMillis(healthCheckWaits), loop.maxDelay());
        assertEquals(Duration.ofMillis(longestHold), loop.maxHeld());
    }

    @Test
    @DisplayName("a store loses the update of two that read and then write, and keeps both when each replaces")
    void store() {
        var broken =
                SimulatedStore.of("store", Integer.class).with("balance", 0).latency(Duration.ofMillis(20));
        var fixed = SimulatedStore.of("store", Integer.class).with("balance", 0).latency(Duration.ofMillis(20));

        assertEquals(10, run("LostUpdate", broken).get());
        assertEquals(15, run("Replaced", fixed).get());

        assertEquals(10, broken.contents().get("balance"));
        assertEquals(
                List.of("read 0 at 10", "read 0 at 10", "write 5 at 30", "write 10 at 30", "read 10 at 50"),
                broken.operations().stream()
                        .map(each -> each.what() + " " + each.value() + " at "
                                + each.at().toMillis())
                        .toList());
        assertTrue(
                fixed.operations().stream().anyMatch(each -> each.what().equals("replace") && each.value() == null),
                "one of the two had to try again");
    }

    @Test
    @DisplayName("a pool lends in the order asked, and fails who waits longer than its time-out")
    void pool() {
        var pool = SimulatedPool.of("db", 2).timeout(Duration.ofMillis(150));

        var run = run("Borrowers", pool);

        assertEquals(
                List.of(
                        "connection 1",
                        "connection 2",
                        "db: no connection came free within 150 ms, 2 of 2 are lent",
                        "connection 1",
                        "connection 2"),
                run.get());
        assertEquals(Duration.ofMillis(200), run.took());
        assertEquals(2, pool.maxInUse());
        assertEquals(3, pool.maxWaiting());
        assertEquals(1, pool.timeouts());
        assertEquals(0, pool.inUse());
    }

    @Test
    @DisplayName("a pool that has run dry for ever is told with both who wait for it")
    void dry() {
        Ending ending = run("TwoEach", SimulatedPool.of("db", 2)).ending();

        assertEquals(Ending.Kind.STUCK, ending.kind());
        assertTrue(ending.message().contains("one waits in db.acquire at line"), ending.message());
        assertTrue(ending.message().contains("two waits in db.acquire at line"), ending.message());
    }

    @Test
    @DisplayName("a pool knows which line never gave back; closing twice gives back once")
    void leak() {
        var pool = SimulatedPool.of("db", 3);

        assertEquals(2, run("NeverGivenBack", pool).get());

        assertEquals(1, pool.inUse());
        assertEquals("with", pool.lentAt().getFirst().method());
    }

    @Test
    @DisplayName("a connection that comes after its caller was interrupted goes back to the pool")
    void interrupted() {
        var pool = SimulatedPool.of("db", 1);

        assertEquals(
                List.of("interrupted while waiting for db.acquire, interrupted: true", "connection 1"),
                run("InterruptedBorrower", pool).get());
        assertEquals(0, pool.inUse());
    }

    @Test
    @DisplayName("a clock shows the run's time")
    void clock() {
        var clock = SimulatedClock.create();
        var cpu = SimulatedCpu.of("cpu", 1);

        var run = VirtualTime.run(() -> {
            Duration before = clock.now();
            cpu.work(Duration.ofMillis(7));
            return List.of(before, clock.now(), clock.instant());
        });

        assertEquals(
                List.of(Duration.ZERO, Duration.ofMillis(7), java.time.Instant.parse("2000-01-01T00:00:00.007Z")),
                run.get());
    }

    @Test
    @DisplayName("refuse values out of range, and calls by nobody's run")
    void ranges() {
        assertThrows(IllegalArgumentException.class, () -> SimulatedCpu.of("cpu", 0));
        assertThrows(IllegalArgumentException.class, () -> SimulatedPool.of("db", 0));
        assertThrows(IllegalArgumentException.class, () -> SimulatedLoop.of("loop", 0));
        var remote = SimulatedRemote.of("remote", Integer.class, id -> id);
        assertThrows(IllegalArgumentException.class, () -> remote.latency(Duration.ofMillis(-1)));
        assertEquals(
                "remote is simulated: it is called by code that runs in virtual time, and by nobody else",
                assertThrows(IllegalStateException.class, () -> remote.call(1)).getMessage());
    }

    @Test
    @DisplayName("a remote fails the requests it is told to, with its message, and remembers who led to what")
    void remote() {
        var remote = SimulatedRemote.of("profiles", Integer.class, id -> "user " + id)
                .latency(id -> Duration.ofMillis(id))
                .failing(id -> id == 13, "profile 13 is gone");

        var run = VirtualTime.run(() -> {
            String first = remote.call(5);
            try {
                return first + remote.call(13);
            } catch (ServiceException e) {
                return first + ", " + e.getMessage();
            }
        });

        assertEquals("user 5, profile 13 is gone", run.get());
        assertEquals(Duration.ofMillis(18), run.took());
        assertEquals(
                List.of(0, 1),
                remote.calls().stream().map(SimulatedRemote.Seen::cause).toList());
        assertEquals(Duration.ofMillis(5), remote.calls().get(1).started());
        assertEquals(Duration.ofMillis(18), remote.calls().get(1).ended());
    }
}
