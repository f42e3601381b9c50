package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.schedule.learner.Answer;
import interleave.schedule.learner.Uncovered;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What virtual time does not cover")
class NotCoveredTest {
    private static VirtualTime.Run<Object> run(String name) {
        var remote = SimulatedRemote.of("profiles", Integer.class, id -> "user " + id)
                .latency(Duration.ofMillis(200));
        Answer answer = Learner.load(Uncovered.class.getName() + "$" + name);
        return VirtualTime.run(() -> answer.run(remote));
    }

    @ParameterizedTest(name = "is named with the learner''s line when {0} meets it: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "TimedExchange|a wait whose time limit is real time: Exchanger.exchange",
                "TimedPhase|a wait whose time limit is real time: Phaser.awaitAdvanceInterruptibly",
                "MonitorOfTheJdk|several threads wait for locks inside the JDK, which go to whom the JVM chooses",
                "InitializerWaitsForAFuture|a static initializer waits in CompletableFuture.join",
                "InitializerWaitsForALatch|a static initializer waits in CountDownLatch.await",
                "InitializerSleeps|a static initializer waits in Thread.sleep",
                "Publishes|a SubmissionPublisher runs on real threads",
                "ParallelPrefix|Arrays.parallelPrefix runs on real threads",
                "ParallelMap|ConcurrentHashMap.reduceValues with a parallelism threshold runs on real threads",
                "StartsAProcess|ProcessBuilder works in real time",
                "Listens|ServerSocket works in real time"
            })
    void told(String name, String what) {
        Ending ending = run(name).ending();

        assertEquals(Ending.Kind.ESCAPED, ending.kind(), ending::message);
        assertTrue(ending.message().startsWith("virtual time does not cover this: " + what), ending::message);
        assertNotNull(ending.place(), ending::message);
        assertTrue(ending.message().contains("line " + ending.place().line()), ending::message);
    }

    @ParameterizedTest(name = "is not said of {0}, which only looks like it")
    @CsvSource(
            delimiter = '|',
            value = {
                "InitializerNeedNotWait|there already1",
                "WaitsAfterAnInitializerThatFailed|user 1",
                "SortsInParallel|[1, a]"
            })
    void covered(String name, String result) {
        assertEquals(result, run(name).get().toString());
    }
}
