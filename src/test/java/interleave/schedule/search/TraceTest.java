package interleave.schedule.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.schedule.Interleavings;
import interleave.schedule.Interleavings.Program;
import interleave.schedule.Interleavings.Runner;
import interleave.schedule.Learner;
import interleave.schedule.inside.Inside;
import interleave.schedule.learner.Expiring;
import interleave.schedule.learner.Races;
import interleave.schedule.search.Trace.End;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A schedule, and the trace that answers it")
class TraceTest {
    private static Runner runner(String name) {
        return Interleavings.inThisJvm(
                world -> {
                    Program program = Learner.explored(Races.class.getName() + "$" + name);
                    program.setUp(world);
                },
                Inside.Settings.DEFAULT);
    }

    private static Trace run(String name, Schedule schedule) {
        return runner(name).run(List.of(schedule)).getFirst();
    }

    @ParameterizedTest(name = "cross a wire as plain data: {0} explored from afar is found the same")
    @ValueSource(strings = {"PlainCounter", "MonitorsInOppositeOrder", "ReadThenWrite", "LazyWithSecondCheck"})
    void wire(String name) {
        Runner here = runner(name);
        Runner afar = schedules ->
                here
                        .run(schedules.stream()
                                .map(schedule -> Schedule.fromMap(schedule.toMap()))
                                .toList())
                        .stream()
                        .map(trace -> Trace.fromMap(trace.toMap()))
                        .toList();

        assertEquals(Interleavings.by(here).explore(), Interleavings.by(afar).explore());
        assertEquals(
                Interleavings.by(here).anySwitches().explore(),
                Interleavings.by(afar).anySwitches().explore());
        Schedule told = Schedule.replay(List.of(0, 1));
        assertEquals(run(name, told), Trace.fromMap(run(name, told).toMap()));
    }

    @Test
    @DisplayName("cross a wire with the time that passes, and with how much of it may")
    void time() {
        Runner here = Interleavings.inThisJvm(
                world -> {
                    Program program = Learner.explored(Expiring.class.getName() + "$PollAgain");
                    program.setUp(world);
                },
                Inside.Settings.DEFAULT);
        Schedule schedule =
                Schedule.fromMap(Schedule.replay(List.of(0, 1, 0)).withLimits(1).toMap());
        Trace trace = here.run(List.of(schedule)).getFirst();

        assertTrue(trace.heldBack());
        assertTrue(trace.choices().get(1).taken().isTime());
        assertEquals(trace, Trace.fromMap(trace.toMap()));
        assertThrows(IllegalArgumentException.class, () -> schedule.withLimits(-1));
    }

    @Test
    @DisplayName("say who could go on after the prefix, and what each was about to do")
    void choices() {
        Trace whole = run("PlainCounter", Schedule.FIRST);
        Trace rest = run("PlainCounter", Schedule.of(List.of(0, 1), Set.of(), 0));

        assertEquals(End.PASSED, whole.end());
        assertEquals(4, whole.choices().size());
        assertEquals(
                List.of("A", "B"),
                whole.choices().getFirst().candidates().stream()
                        .map(Trace.Candidate::actor)
                        .toList());
        assertEquals(End.FAILED, rest.end());
        assertEquals(2, rest.choices().size());
        assertTrue(rest.choices().getFirst().candidates().stream()
                .allMatch(candidate -> candidate.operation().write()));
    }

    @Test
    @DisplayName("tell when the program is another one than the prefix was made for")
    void another() {
        assertEquals(
                End.ANOTHER,
                run("PlainCounter", Schedule.of(List.of(0, 7), Set.of(), 0)).end());
        int fingerprint =
                run("PlainCounter", Schedule.FIRST).choices().getFirst().fingerprint(0);
        assertEquals(
                End.PASSED,
                run("PlainCounter", Schedule.of(List.of(0), Set.of(), fingerprint))
                        .end());
        assertEquals(
                End.ANOTHER,
                run("CapturedArray", Schedule.of(List.of(0), Set.of(), fingerprint))
                        .end());
    }

    @Test
    @DisplayName("with the same seed take the same random choices")
    void random() {
        Trace one = run("ThreeDeposits", Schedule.random(7));

        assertEquals(one, run("ThreeDeposits", Schedule.random(7)));
        assertTrue(one.choices().stream().anyMatch(choice -> choice.chosen() > 0));
    }

    @Test
    @DisplayName("refuse data that is none of theirs")
    void refused() {
        assertThrows(IllegalArgumentException.class, () -> Schedule.fromMap(Map.of("choices", List.of(1L))));
        assertThrows(
                IllegalArgumentException.class,
                () -> Trace.fromMap(Map.of(
                        "end",
                        "PASSED",
                        "message",
                        "",
                        "candidates",
                        List.of(),
                        "choices",
                        new byte[] {0, 0, 1, 0},
                        "steps",
                        List.of())));
    }
}
