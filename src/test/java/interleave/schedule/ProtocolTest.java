package interleave.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import interleave.schedule.inside.Inside;
import interleave.schedule.learner.Answer;
import interleave.schedule.learner.FanOut;
import interleave.schedule.learner.Stuck;
import interleave.schedule.message.Call;
import interleave.schedule.message.Move;
import interleave.schedule.message.Step;
import interleave.schedule.message.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@SuppressWarnings("FutureReturnValueIgnored") // what learners write
@DisplayName("The two messages between inside and outside")
class ProtocolTest {
    private final SimulatedRemote<Integer, String> profiles =
            SimulatedRemote.of("profiles", Integer.class, id -> "user " + id).latency(Duration.ofMillis(200));

    /** As across a wire: every message as plain data. */
    private static Ending drive(Inside inside, Outside outside, Callable<?> body) {
        outside.begin();
        Step step = inside.begin(body);
        while (true) {
            Move move =
                    Move.fromMap(outside.next(Step.fromMap(plain(step.toMap()))).toMap());
            plain(move.toMap());
            if (move.kind() == Move.Kind.END) {
                return outside.ending().orElseThrow();
            }
            step = inside.apply(move);
        }
    }

    private static Map<?, ?> plain(Map<?, ?> map) {
        requirePlain(map);
        return map;
    }

    private static void requirePlain(@Nullable Object data) {
        switch (data) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    assertTrue(key instanceof String, () -> "a key is " + key);
                    requirePlain(value);
                });
            case List<?> list -> list.forEach(ProtocolTest::requirePlain);
            case String text -> assertTrue(text.length() < 1000, text);
            case Long whole -> {}
            // an argument of a call, carried as it is
            case Integer argument -> {}
            case Boolean yes -> {}
            case null -> {}
            default -> throw new AssertionError(data.getClass() + " is no plain data");
        }
    }

    @Test
    @DisplayName("carry a run as plain data, with stand-ins for the services")
    void plainData() {
        var outside = new Outside();
        ServiceRef ref = ServiceRef.fromMap(outside.register(profiles).toMap());
        try (var inside = new Inside(Inside.Settings.DEFAULT, ServiceException::new)) {
            @SuppressWarnings("unchecked") // that is what was registered
            var remote = (Remote<Integer, String>) ref.connect(inside);
            Answer answer = Learner.load(FanOut.class.getName() + "$AllOf");

            Ending ending = drive(inside, outside, () -> answer.run(remote));

            assertEquals(Ending.Kind.RETURNED, ending.kind());
            assertEquals(Duration.ofMillis(200), ending.took());
            assertEquals(IntStream.range(0, 50).mapToObj(id -> "user " + id).toList(), inside.result());
        }
    }

    @Test
    @DisplayName("carry several bodies on one clock, each with its own duration")
    void severalBodies() {
        var outside = new Outside();
        @SuppressWarnings("unchecked") // that is what was registered
        var ref = outside.register(profiles);
        try (var inside = new Inside(Inside.Settings.DEFAULT, ServiceException::new)) {
            @SuppressWarnings("unchecked") // that is what was registered
            var remote = (Remote<Integer, String>) ref.connect(inside);

            Ending first = drive(inside, outside, () -> remote.callAsync(1));
            Ending second = drive(inside, outside, () -> remote.call(2) + remote.call(3));

            assertEquals(Duration.ZERO, first.took());
            assertEquals(Duration.ofMillis(400), second.took());
            assertEquals("user 2user 3", inside.result());
            assertEquals(3, profiles.calls().size());
            assertEquals(Duration.ofMillis(400), outside.now());
        }
    }

    @Test
    @DisplayName("carry the end of a run that is stuck, in words")
    void stuck() {
        var outside = new Outside();
        ServiceRef ref = outside.register(profiles);
        try (var inside = new Inside(Inside.Settings.DEFAULT, ServiceException::new)) {
            @SuppressWarnings("unchecked") // that is what was registered
            var remote = (Remote<Integer, String>) ref.connect(inside);
            Answer answer = Learner.load(Stuck.class.getName() + "$FutureNobodyCompletes");

            Ending ending = drive(inside, outside, () -> answer.run(remote));

            assertEquals(Ending.Kind.NEVER_COMPLETED, ending.kind());
        }
    }

    private static Step step(Step.State state, long timer, Call... calls) {
        return new Step(state, List.of(calls), timer, 1, List.of(), null, null, null);
    }

    private static Call call(long id, String service, String method, Object... arguments) {
        return new Call(id, service, method, List.of(arguments), null, 0);
    }

    @TestFactory
    @DisplayName("from a hostile inside end its run as broken, and nothing else:")
    Stream<DynamicTest> hostile() {
        Step.State waiting = Step.State.WAITING;
        long none = Step.NO_TIMER;
        return Map.of(
                        "a service that is not there", step(waiting, none, call(1, "secrets", "call", 1)),
                        "a method that is not there", step(waiting, none, call(1, "profiles", "answers", 1)),
                        "a request of another class", step(waiting, none, call(1, "profiles", "call", "1")),
                        "no request", step(waiting, none, call(1, "profiles", "call")),
                        "an id twice",
                                step(waiting, none, call(1, "profiles", "call", 1), call(1, "profiles", "call", 2)),
                        "id 0", step(waiting, none, call(0, "profiles", "call", 1)),
                        "a timer in the past", step(waiting, -1),
                        "a connection that was not lent", step(waiting, none, call(1, "db", "release", 1L)),
                        "work that takes less than nothing", step(waiting, none, call(1, "cpu", "work", -1L)),
                        "waits that nobody asked for",
                                new Step(
                                        waiting,
                                        List.of(),
                                        none,
                                        1,
                                        List.of(new Wait("main", true, Wait.What.OTHER, "", null, null, null)),
                                        null,
                                        null,
                                        null))
                .entrySet()
                .stream()
                .map(each -> dynamicTest(each.getKey(), () -> {
                    var outside = new Outside();
                    outside.register(profiles);
                    outside.register(SimulatedPool.of("db", 1));
                    outside.register(SimulatedCpu.of("cpu", 1));
                    outside.begin();

                    assertEquals(Move.Kind.END, outside.next(each.getValue()).kind());

                    Ending ending = outside.ending().orElseThrow();
                    assertEquals(Ending.Kind.BROKEN, ending.kind(), ending.message());
                }));
    }

    @Test
    @DisplayName("end a run that asks for too much: calls, virtual time, steps")
    void limits() {
        var limits = new Outside.Limits(10, Duration.ofMinutes(1), 100);
        Callable<Object> greedy = () -> {
            for (int i = 0; i < 11; i++) {
                profiles.callAsync(i);
            }
            return profiles.callAsync(12).join();
        };
        Callable<Object> slow = () -> {
            var cpu = SimulatedCpu.of("cpu", 1);
            cpu.work(Duration.ofSeconds(61));
            return "done";
        };
        Callable<Object> slowest = () -> {
            SimulatedCpu.of("cpu", 1).work(Duration.ofDays(100_000));
            return "done";
        };
        Callable<Object> restless = () -> {
            var cpu = SimulatedCpu.of("cpu", 1);
            while (true) {
                cpu.work(Duration.ZERO);
            }
        };
        for (Callable<Object> each : List.of(greedy, slow, slowest, restless)) {
            var many = each.equals(restless) ? new Outside.Limits(1000, limits.time(), 100) : limits;
            Ending ending = VirtualTime.run(Inside.Settings.DEFAULT, many, each).ending();
            assertEquals(Ending.Kind.OVER_LIMIT, ending.kind(), ending.message());
        }
    }

    @Test
    @DisplayName("that are no such message are refused with the field's name")
    void malformed() {
        assertEquals(
                "field 'state' is not a string but missing",
                assertThrows(IllegalArgumentException.class, () -> Step.fromMap(Map.of()))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Step.fromMap(Map.of("state", "SLEEPING")));
        assertThrows(
                IllegalArgumentException.class,
                () -> Move.fromMap(Map.of("kind", "GO", "now", "soon", "answers", List.of())));
    }

    @Test
    @DisplayName("cannot turn time back, or answer a call that was not made")
    void movesAreChecked() {
        try (var inside = new Inside(Inside.Settings.DEFAULT, ServiceException::new)) {
            inside.begin(() -> "done");
            inside.apply(new Move(Move.Kind.GO, 5, List.of()));
            assertThrows(IllegalArgumentException.class, () -> inside.apply(new Move(Move.Kind.GO, 4, List.of())));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> inside.apply(new Move(Move.Kind.GO, 5, List.of(new Move.Answer(1, "forged", null)))));
        }
    }
}
