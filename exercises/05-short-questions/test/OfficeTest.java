package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.ms;
import static interleave.grade.Check.requireEquals;
import static interleave.grade.Check.took;

import interleave.grade.Idea;
import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.grade.Rejection;
import interleave.schedule.SimulatedClock;
import interleave.schedule.SimulatedCpu;
import interleave.schedule.SimulatedCpu.Piece;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OfficeTest {

    private static final Duration PAGE = Duration.ofMillis(50);
    private static final Duration QUESTION = Duration.ofMillis(5);

    /** 28 pages: 7 rounds on four cores, 14 on two. */
    private static final List<Report> REPORTS =
            List.of(report("spring"), report("summer"), report("autumn"), report("winter"));

    @Test
    @Order(1)
    @Points(2)
    @Idea("20-virtual-threads-take-turns")
    @DisplayName("the prediction: a question waits for as many goes as stand between it and a core")
    void prediction() {
        Office answer = learner(Office.class);
        Duration go = Duration.ofMillis(500);
        requireModel(answer, 2, 2, go);
        requireModel(answer, 2, 4, go);
        requireModel(answer, 2, 1, go);
        requireModel(answer, 4, 28, PAGE);
        requireModel(answer, 1, 0, PAGE);
        requireModel(answer, 4, 7, PAGE);
    }

    private static void requireModel(Office answer, int cores, int threads, Duration go) {
        Duration said = answer.longestWait(cores, threads, go);
        Duration model = go.multipliedBy(threads / cores);
        if (said.equals(model)) {
            return;
        }
        String on = count(threads, "thread") + " on " + count(cores, "core") + ", each for " + ms(go);
        String expected = on + ": a core is free for the question after " + ms(model) + ".";
        if (said.isZero()) {
            throw wrong(
                    expected,
                    "The prediction says that nobody waits, as if only the reports were slow: " + on,
                    "21-only-my-request-is-slow");
        } else if (threads > cores && said.compareTo(go) < 0) {
            throw wrong(
                    expected,
                    "The prediction says that more threads make the wait shorter: " + ms(said) + " with " + on,
                    "06-threads-make-work-shrink");
        } else if (said.compareTo(go) < 0) {
            throw wrong(
                    expected,
                    "The prediction takes somebody off a core amid a go: " + ms(said) + " with " + on,
                    "20-virtual-threads-take-turns");
        }
        throw Rejection.of(Outcome.WRONG, expected, "The prediction is " + ms(said) + " for " + on);
    }

    @Test
    @Order(2)
    @Points(3)
    @DisplayName("28 pages take 350 ms on four cores, 700 ms on two, 1,400 ms on one")
    void fast() {
        for (int cores : List.of(4, 2, 1)) {
            var cpu = SimulatedCpu.of("machine", cores);

            List<String> texts = learner(Office.class).write(REPORTS, cpu);

            requireTexts(REPORTS, texts);
            requireEquals(PAGE.multipliedBy(28), worked(cpu.pieces()), "All pages are written once, the work was");
            requireInTime(28, cores, cpu);
        }
    }

    @Test
    @Order(3)
    @Points(4)
    @Idea("20-virtual-threads-take-turns")
    @DisplayName("no question waits for a core longer than one page takes")
    void questions() {
        for (int cores : List.of(2, 1)) {
            var cpu = SimulatedCpu.of("machine", cores);
            List<Duration> questions =
                    IntStream.of(10, 130, 330, 470).mapToObj(Duration::ofMillis).toList();

            List<String> texts = learner(Office.class).amongQuestions(questions, REPORTS, cpu, SimulatedClock.create());

            requireTurns(cpu, questions.size());
            requireTexts(REPORTS, texts);
        }
    }

    @Test
    @Order(4)
    @Points(1)
    @DisplayName("one long report has all the cores for itself")
    void oneLong() {
        var cpu = SimulatedCpu.of("machine", 4);
        List<Report> one = List.of(new Report("year", 20));

        List<String> texts = learner(Office.class).write(one, cpu);

        requireInTime(20, 4, cpu);
        requireTexts(one, texts);
    }

    @Test
    @Order(5)
    @Points(1)
    @Idea("03-start-order-is-finish-order")
    @DisplayName("the texts stand in the order of the reports, whichever is done first")
    void order() {
        List<Report> reports = List.of(new Report("long", 9), new Report("short", 1), new Report("middle", 3));

        List<String> texts = learner(Office.class).write(reports, SimulatedCpu.of("machine", 4));

        List<String> right = reports.stream().map(OfficeTest::text).toList();
        if (!texts.equals(right)
                && texts.stream()
                        .sorted()
                        .toList()
                        .equals(right.stream().sorted().toList())) {
            throw wrong(
                    "The texts in the order of the reports.",
                    "The texts stand in the order in which the reports were done",
                    "03-start-order-is-finish-order");
        }
        requireTexts(reports, texts);
    }

    private static void requireInTime(int pages, int cores, SimulatedCpu cpu) {
        Duration model = PAGE.multipliedBy((pages + cores - 1) / cores);
        if (took().compareTo(model) <= 0) {
            return;
        }
        String expected = pages + " pages on " + count(cores, "core") + ", none of them ever idle: " + ms(model) + ".";
        String took = ": it took " + ms(took());
        if (cpu.maxBusy() == 1) {
            throw late(
                    expected,
                    "Only 1 of " + cores + " cores was ever busy: a future is no core" + took,
                    "18-async-speeds-up-computing");
        } else if (cpu.maxBusy() < cores) {
            throw late(
                    expected,
                    "Only " + cpu.maxBusy() + " of " + cores + " cores were ever busy, a pool let no more through"
                            + took,
                    "12-a-thread-per-task");
        }
        throw Rejection.of(Outcome.LATE, expected, "Cores were idle while there were pages to begin" + took);
    }

    /** What kept the question that waited longest: one go that was too long, or too many who stood before it. */
    private static void requireTurns(SimulatedCpu cpu, int questions) {
        List<Piece> asked = cpu.pieces().stream()
                .filter(piece -> length(piece).equals(QUESTION))
                .toList();
        requireEquals(questions, asked.size(), "So many questions of 5 ms were answered");
        Piece latest =
                asked.stream().max(Comparator.comparing(OfficeTest::waited)).orElseThrow();
        if (waited(latest).compareTo(PAGE) <= 0) {
            return;
        }
        String expected = "A question waits for the rest of one page at most: " + ms(PAGE) + ".";
        String question = ": a question waited " + ms(waited(latest));
        Duration longest = cpu.pieces().stream()
                .map(OfficeTest::length)
                .max(Duration::compareTo)
                .orElseThrow();
        if (longest.compareTo(PAGE) > 0) {
            throw late(
                    expected,
                    "A thread computed for " + ms(longest) + " in one go, and nobody took it off its core" + question,
                    "20-virtual-threads-take-turns");
        }
        long crowd = cpu.pieces().stream()
                .filter(piece -> piece.asked().compareTo(latest.asked()) <= 0
                        && piece.ended().compareTo(latest.asked()) > 0
                        && !length(piece).equals(QUESTION))
                .count();
        throw crowd >= 26
                ? late(
                        expected,
                        "All " + crowd + " pages stood before the " + count(cpu.cores(), "core") + " at once"
                                + question,
                        "19-virtual-threads-are-faster-threads")
                : late(
                        expected,
                        crowd + " threads computed on " + count(cpu.cores(), "core") + question,
                        "46-more-callers-more-throughput");
    }

    private static void requireTexts(List<Report> reports, List<String> texts) {
        requireEquals(reports.stream().map(OfficeTest::text).toList(), texts, "The reports do not read as they should");
    }

    private static Duration worked(List<Piece> pieces) {
        return pieces.stream().map(OfficeTest::length).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration length(Piece piece) {
        return piece.ended().minus(piece.started());
    }

    private static Duration waited(Piece piece) {
        return piece.started().minus(piece.asked());
    }

    private static Report report(String name) {
        return new Report(name, 7);
    }

    private static String text(Report report) {
        return IntStream.range(0, report.pages())
                .mapToObj(page -> report.name() + "-" + page)
                .collect(Collectors.joining(" "));
    }

    private static Rejection wrong(String expected, String happened, String idea) {
        return Rejection.of(Outcome.WRONG, expected, happened).withIdea(idea);
    }

    private static Rejection late(String expected, String happened, String idea) {
        return Rejection.of(Outcome.LATE, expected, happened).withIdea(idea);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
