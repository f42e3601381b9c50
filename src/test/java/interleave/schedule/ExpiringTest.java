package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.schedule.learner.Expiring;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("In an exploration a time limit may be over at any moment:")
class ExpiringTest {
    private static final String NOT_EARLY = "; time limits and delays were over only where nobody could go on";

    private static Interleavings of(String name) {
        return Learner.orders(Expiring.class, name);
    }

    @ParameterizedTest(name = "{0} is found, the same way each time, and its id shows it again")
    @ValueSource(
            strings = {
                "TryLockGivesUp",
                "PollGivesUp",
                "OfferDrops",
                "TryAcquireGoesOn",
                "AwaitGoesOn",
                "ConditionGoesOn",
                "WaitGoesOn",
                "BarrierBreaks",
                "JoinGoesOn",
                "TerminationGoesOn",
                "GetGivesUp",
                "TaskGivesUp",
                "OrTimeoutFails",
                "CompleteOnTimeoutGuesses",
                "DelayInsteadOfWaiting",
                "ScheduledInsteadOfWaiting"
            })
    void found(String name) {
        Exploration found = of(name).explore();

        assertTrue(found.failures() > 0, found.report());
        assertTrue(found.failures() < found.orders(), found.report());
        assertTrue(found.timeLimits().met(), found.report());
        assertEquals(found, of(name).explore());
        var shortest = found.shortest().orElseThrow();
        assertTrue(
                shortest.steps().stream()
                        .anyMatch(step -> List.of("has waited long enough", "the delay is over")
                                .contains(step.label())),
                found.report());
        assertEquals(shortest, of(name).replay(shortest.id()).orElseThrow());
    }

    @ParameterizedTest(name = "{0} is not accused")
    @ValueSource(strings = {"TryLockAgain", "PollAgain", "AwaitADay", "GetOrSay", "SpinsUntilADelayIsOver"})
    void right(String name) {
        Exploration found = of(name).explore();

        assertEquals(0, found.failures(), found.report());
        assertEquals(found, of(name).explore());
    }

    @ParameterizedTest(name = "{0} is not accused of that where no limit may be over early, and the verdict says so")
    @ValueSource(
            strings = {
                "TryLockGivesUp",
                "PollGivesUp",
                "OfferDrops",
                "TryAcquireGoesOn",
                "AwaitGoesOn",
                "ConditionGoesOn",
                "WaitGoesOn",
                "BarrierBreaks",
                "JoinGoesOn",
                "TerminationGoesOn",
                "GetGivesUp",
                "OrTimeoutFails",
                "CompleteOnTimeoutGuesses",
                "DelayInsteadOfWaiting",
                "ScheduledInsteadOfWaiting"
            })
    void none(String name) {
        Exploration found = of(name).timeLimits(0).explore();

        assertEquals(0, found.failures(), found.report());
        assertTrue(found.verdict().endsWith(NOT_EARLY), found.report());
        assertFalse(found.complete(), found.report());
    }

    @ParameterizedTest(name = "of {0} the reduced orders stand for all")
    @ValueSource(
            strings = {
                "TryLockGivesUp",
                "PollGivesUp",
                "AwaitGoesOn",
                "ConditionGoesOn",
                "WaitGoesOn",
                "BarrierBreaks",
                "JoinGoesOn",
                "TerminationGoesOn",
                "GetGivesUp",
                "TaskGivesUp",
                "OrTimeoutFails",
                "DelayInsteadOfWaiting",
                "ScheduledInsteadOfWaiting",
                "TryLockAgain",
                "PollAgain",
                "GetOrSay"
            })
    void reduction(String name) {
        Exploration every = of(name).switches(1000).explore();
        Exploration reduced = of(name).anySwitches().explore();

        assertTrue(reduced.orders() <= every.orders(), reduced.verdict() + ", but " + every.verdict());
        assertEquals(every.verdict(), reduced.verdict());
    }

    @Test
    @DisplayName("the table has a row for it, and it is a switch")
    void table() {
        Interleavings.Failure shortest = of("PollGivesUp").explore().shortest().orElseThrow();

        assertEquals(1, shortest.switches());
        assertEquals(
                List.of(
                        "A: queue.poll(1, SECONDS) = null",
                        "A: has waited long enough",
                        "A: write got = 0",
                        "B: queue.put(7)"),
                shortest.steps().stream()
                        .map(step -> step.actor() + ": " + step.label())
                        .toList());
        assertEquals(
                shortest.steps().getFirst().place(), shortest.steps().get(1).place());
    }

    @Test
    @DisplayName("the verdict says whether all may be over early, or how many, or none")
    void verdict() {
        assertEquals(
                "2 of all 5 orders fail; time limits and delays may be over at any moment",
                of("PollGivesUp").explore().verdict());
        assertEquals(
                "no failure in all 8 orders; at most 2 time limits or delays of an order were over while somebody could"
                        + " go on",
                of("PollAgain").explore().verdict());
        assertFalse(of("PollAgain").explore().complete());
        assertEquals(
                "no failure in all 2 orders" + NOT_EARLY,
                of("PollAgain").timeLimits(0).explore().verdict());
        assertEquals("no failure in all 3 orders", of("AwaitADay").explore().verdict());
        assertThrows(IllegalArgumentException.class, () -> of("PollAgain").timeLimits(-1));
    }
}
