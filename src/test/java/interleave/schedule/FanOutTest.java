package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import interleave.schedule.inside.Inside;
import interleave.schedule.learner.Answer;
import interleave.schedule.learner.FanOut;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Fifty calls of 200 ms take in virtual time")
class FanOutTest {
    private static final int REPEATS = 1000;
    private static final List<String> NAMES =
            IntStream.range(0, 50).mapToObj(id -> "user " + id).toList();

    /** All that a run shows to its outside. */
    private record Seen(Duration took, int maxInFlight, Object value, List<SimulatedRemote.Seen<Integer>> calls) {}

    private static Seen run(String way, int processors) {
        var profiles = SimulatedRemote.of("profiles", Integer.class, id -> "user " + id)
                .latency(Duration.ofMillis(200));
        Answer answer = Learner.load(FanOut.class.getName() + "$" + way);
        var run = VirtualTime.run(
                Inside.Settings.DEFAULT.withProcessors(processors), Outside.Limits.DEFAULT, () -> answer.run(profiles));
        return new Seen(run.took(), profiles.maxInFlight(), run.get(), profiles.calls());
    }

    @ParameterizedTest(name = "{0}: {1} ms, {2} in flight at once, a thousand times")
    @CsvSource({
        "OneAfterAnother, 10000, 1",
        "JoinInTheLoop, 10000, 1",
        "ChainOfCompose, 10000, 1",
        "AllOf, 200, 50",
        "VirtualThreads, 200, 50",
        "CachedPool, 200, 50",
        "StartedThreads, 200, 50",
        "SupplyAsyncOnVirtualThreads, 200, 50",
        "SemaphoreOf20, 600, 20",
        "FixedPoolOf20, 600, 20",
        "OwnPoolOf20, 600, 20",
        "Sleepers, 200, 0",
        "ParallelRange, 2800, 4",
        "ParallelStream, 2800, 4",
        "ParallelEnds, 200, 4",
    })
    void exactly(String way, long milliseconds, int inFlight) {
        var outcomes = new LinkedHashSet<Seen>();
        for (int i = 0; i < REPEATS; i++) {
            outcomes.add(run(way, 4));
        }

        assertEquals(1, outcomes.size(), () -> "different runs: " + outcomes);
        Seen seen = outcomes.getFirst();
        assertEquals(Duration.ofMillis(milliseconds), seen.took());
        assertEquals(inFlight, seen.maxInFlight());
        assertEquals(NAMES, seen.value());
    }

    @ParameterizedTest(name = "as many rounds as a common pool of {0} workers needs, a thousand times")
    @ValueSource(ints = {1, 3, 7, 49, 50})
    void onTheCommonPool(int workers) {
        int rounds = (50 + workers - 1) / workers;
        var outcomes = new LinkedHashSet<Seen>();
        for (int i = 0; i < REPEATS; i++) {
            outcomes.add(run("SupplyAsync", workers + 1));
        }

        assertEquals(1, outcomes.size(), () -> "different runs: " + outcomes);
        assertEquals(
                Duration.ofMillis(200).multipliedBy(rounds), outcomes.getFirst().took());
        assertEquals(workers, outcomes.getFirst().maxInFlight());
        assertEquals(NAMES, outcomes.getFirst().value());
    }
}
