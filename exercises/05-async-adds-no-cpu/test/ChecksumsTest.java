package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.ms;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.took;

import interleave.grade.Idea;
import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.grade.Rejection;
import interleave.schedule.SimulatedCpu;
import interleave.schedule.SimulatedCpu.Piece;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChecksumsTest {

    private static final Duration FETCH = Duration.ofMillis(200);
    private static final Duration COMPUTE = Duration.ofMillis(100);
    private static final int FILES = 10;

    @Test
    @Order(1)
    @Points(2)
    @Idea("18-async-speeds-up-computing")
    @DisplayName("the prediction: the waiting once, the computing once for each round of the cores")
    void prediction() {
        Checksums answer = learner(Checksums.class);
        for (int cores : List.of(1, 2, 4)) {
            Duration said = answer.predict(FILES, cores, FETCH, COMPUTE);
            requireModel(said, cores);
        }
        requireEquals(
                FETCH.plus(COMPUTE), answer.predict(1, 64, FETCH, COMPUTE), "One file on 64 cores cannot be divided");
        requireEquals(Duration.ZERO, answer.predict(0, 4, FETCH, COMPUTE), "No file takes no time");
    }

    @Test
    @Order(2)
    @Points(4)
    @DisplayName("ten files take 500 ms on four cores, 700 ms on two, 1,200 ms on one")
    void together() {
        for (int cores : List.of(4, 2, 1)) {
            var server = server();
            var cpu = SimulatedCpu.of("machine", cores);

            List<Checksum> sums = learner(Checksums.class).all(names(FILES), server, cpu);

            requireComputed(FILES, cpu);
            requireEquals(sums(names(FILES)), sums, "These are not the checksums of the ten files, in their order");
            requireInTime(cores, server, cpu);
        }
    }

    @Test
    @Order(3)
    @Points(1)
    @Idea("03-start-order-is-finish-order")
    @DisplayName("the checksums stand in the order of the names, whichever file comes first")
    void order() {
        List<String> names = names(4);
        var server = server().latency(name -> FETCH.multipliedBy(4 - names.indexOf(name)));

        List<Checksum> sums = learner(Checksums.class).all(names, server, SimulatedCpu.of("machine", 4));

        if (sums.equals(sums(names.reversed()))) {
            throw Rejection.of(
                            Outcome.WRONG,
                            "The checksums in the order of the names.",
                            "The checksums stand in the order in which their files came, not in the order of the names")
                    .withIdea("03-start-order-is-finish-order");
        }
        requireEquals(sums(names), sums, "These are not the checksums of the files, in the order of their names");
    }

    @Test
    @Order(4)
    @Points(2)
    @DisplayName("a checksum is begun when its own file is there, while others are on their way")
    void overlap() {
        List<String> names = names(5);
        var server = server().latency(name -> COMPUTE.multipliedBy(names.indexOf(name) + 1));
        var cpu = SimulatedCpu.of("machine", 1);

        List<Checksum> sums = learner(Checksums.class).all(names, server, cpu);

        requireComputed(names.size(), cpu);
        requireEquals(sums(names), sums, "These are not the checksums of the files, in the order of their names");
        Duration wanted = COMPUTE.multipliedBy(6);
        require(
                took().compareTo(wanted) <= 0,
                Outcome.LATE,
                "The files come after 100, 200, 300, 400 and 500 ms, each takes 100 ms to compute: all are done after"
                        + " 600 ms.",
                "The core was idle until " + ms(cpu.pieces().getFirst().started())
                        + ", although the first file was there after 100 ms: it took " + ms(took()));
    }

    @Test
    @Order(5)
    @Points(1)
    @Idea("19-virtual-threads-are-faster-threads")
    @DisplayName("no more threads compute than there are cores")
    void noCrowd() {
        var cpu = SimulatedCpu.of("machine", 2);

        learner(Checksums.class).all(names(50), server(), cpu);

        requireComputed(50, cpu);
        int crowd = crowd(cpu.pieces());
        require(
                crowd <= 2,
                Outcome.TOO_MANY,
                "At most 2 threads compute at once on 2 cores; the other files wait in a queue, not on threads.",
                crowd + " threads wanted one of 2 cores at the same time");
    }

    private static void requireModel(Duration said, int cores) {
        int rounds = (FILES + cores - 1) / cores;
        Duration model = FETCH.plus(COMPUTE.multipliedBy(rounds));
        if (said.equals(model)) {
            return;
        }
        String on = FILES + " files on " + (cores == 1 ? "1 core" : cores + " cores");
        String expected = on + " are fetched together in " + ms(FETCH) + " and then computed in " + rounds
                + " rounds of " + ms(COMPUTE) + ": " + ms(model) + ".";
        Duration waitingDivided = FETCH.plus(COMPUTE).multipliedBy(rounds);
        if (said.equals(FETCH.plus(COMPUTE))) {
            throw wrong(
                    expected,
                    "The prediction says that " + on + " take as long as one file",
                    "18-async-speeds-up-computing");
        }
        if (said.equals(waitingDivided)) {
            throw wrong(
                    expected,
                    "The prediction lets files wait for a core while they are on their way, " + on,
                    "04-waiting-is-work");
        }
        if (said.compareTo(model) < 0) {
            throw wrong(
                    expected,
                    "The prediction has more computed at once than there are cores: " + on + " in " + ms(said),
                    "06-threads-make-work-shrink");
        }
        throw Rejection.of(Outcome.WRONG, expected, "The prediction for " + on + " is " + ms(said));
    }

    /** What the server and the cores saw tells a queue before the waiting from one before the computing. */
    private static void requireInTime(int cores, SimulatedRemote<String, String> server, SimulatedCpu cpu) {
        int rounds = (FILES + cores - 1) / cores;
        Duration model = FETCH.plus(COMPUTE.multipliedBy(rounds));
        if (took().compareTo(model) <= 0) {
            return;
        }
        String expected = "All " + FILES + " files are on their way at once, then " + rounds + " rounds on "
                + (cores == 1 ? "1 core" : cores + " cores") + ": " + ms(model) + ".";
        String took = ": it took " + ms(took());
        int most = server.maxInFlight();
        if (most == 1) {
            throw late(
                    expected,
                    "The next file was asked for only when the one before was computed" + took,
                    "07-lazy-stream");
        } else if (most == cores) {
            throw late(
                    expected,
                    "No more files were on their way at once than there are cores, as if waiting needed one" + took,
                    "04-waiting-is-work");
        } else if (most < FILES) {
            throw late(
                    expected,
                    "Only " + most + " of " + FILES + " files were on their way at once, a pool let no more through"
                            + took,
                    "12-a-thread-per-task");
        } else if (cpu.maxBusy() < cores) {
            throw late(
                    expected,
                    "Only " + cpu.maxBusy() + " of " + cores + " cores were ever busy: futures are no threads" + took,
                    "18-async-speeds-up-computing");
        }
        throw Rejection.of(Outcome.LATE, expected, "The cores were idle although a file was there" + took);
    }

    private static void requireComputed(int files, SimulatedCpu cpu) {
        require(
                cpu.pieces().size() == files,
                Outcome.WRONG,
                "Each of " + files + " checksums is computed once, by Checksum.of.",
                "The machine was asked to compute " + cpu.pieces().size() + " times for " + files + " files");
    }

    /** The most pieces of work that were asked for and not yet done at one moment, whether a core had them or not. */
    private static int crowd(List<Piece> pieces) {
        return pieces.stream()
                .mapToInt(at -> (int) pieces.stream()
                        .filter(piece -> piece.asked().compareTo(at.asked()) <= 0
                                && piece.ended().compareTo(at.asked()) > 0)
                        .count())
                .max()
                .orElse(0);
    }

    private static Rejection wrong(String expected, String happened, String idea) {
        return Rejection.of(Outcome.WRONG, expected, happened).withIdea(idea);
    }

    private static Rejection late(String expected, String happened, String idea) {
        return Rejection.of(Outcome.LATE, expected, happened).withIdea(idea);
    }

    private static SimulatedRemote<String, String> server() {
        return SimulatedRemote.<String, String>of("server", String.class, ChecksumsTest::text)
                .latency(FETCH);
    }

    /** Ten characters, so that a checksum takes 100 ms. */
    private static String text(String name) {
        return (name + "..........").substring(0, 10);
    }

    private static List<Checksum> sums(List<String> names) {
        return names.stream().map(name -> sum(text(name))).toList();
    }

    private static Checksum sum(String text) {
        return new Checksum(text.chars().reduce(0, (sum, character) -> 31 * sum + character));
    }

    private static List<String> names(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> "file " + i).toList();
    }
}
