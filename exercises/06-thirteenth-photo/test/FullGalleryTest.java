package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.ms;
import static interleave.grade.Check.require;
import static interleave.grade.Check.requireEquals;

import interleave.grade.Idea;
import interleave.grade.Outcome;
import interleave.grade.Points;
import interleave.grade.Rejection;
import interleave.schedule.SimulatedClock;
import interleave.schedule.SimulatedCpu;
import interleave.schedule.SimulatedLoop;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FullGalleryTest {

    private static final Duration FETCH = Duration.ofMillis(20);
    private static final Duration RESIZE = Duration.ofMillis(80);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** Six rounds of two workers: 20 ms + 6 · 80 ms. */
    private static final int ROOM = 12;

    private final SimulatedRemote<String, String> store = SimulatedRemote.<String, String>of(
                    "store", String.class, name -> "photo " + name)
            .latency(FETCH)
            .failing(name -> name.startsWith("lost"), "there is no such photo");
    private final SimulatedCpu cpu = SimulatedCpu.of("machine", 2);
    private final SimulatedLoop loop = SimulatedLoop.of("loop", 2);

    @Test
    @Order(1)
    @Points(2)
    @Idea("80-fixed-parts-fixed-whole")
    @DisplayName("the room: as many photos as the workers make small before the last visitor gives up")
    void room() {
        FullGallery answer = learner(FullGallery.class);
        requireRoom(answer, PATIENCE, 2);
        requireRoom(answer, PATIENCE.minusMillis(10), 2);
        requireRoom(answer, PATIENCE, 5);
        requireRoom(answer, Duration.ofMillis(100), 1);
        requireRoom(answer, Duration.ofMillis(99), 4);
    }

    private static void requireRoom(FullGallery answer, Duration patience, int workers) {
        int said = answer.room(patience, workers, FETCH, RESIZE);
        int model = (int) patience.minus(FETCH).dividedBy(RESIZE) * workers;
        if (said == model) {
            return;
        }
        String on = count(workers, "worker") + " and " + ms(patience) + " of patience";
        String expected = "With " + on + " there is room for " + model + ".";
        Duration last = FETCH.plus(RESIZE.multipliedBy((said + workers - 1) / workers));
        throw Rejection.of(
                        Outcome.WRONG,
                        expected,
                        said > model
                                ? "Of " + said + " photos at once the last is answered after " + ms(last) + ", with "
                                        + on
                                : "Room for " + said + " sends visitors away who would be answered in time, with " + on)
                .withIdea("80-fixed-parts-fixed-whole");
    }

    @Test
    @Order(2)
    @Points(2)
    @Idea("31-one-thread-no-races")
    @DisplayName("three photos at the right moments are in a gallery that has room for two")
    void overfill() {
        List<Integer> moments = learner(FullGallery.class).overfill();

        requireEquals(3, moments.size(), "Three photos are asked for, and not");
        int most = mostAtOnce(moments);
        require(
                most == 3,
                Outcome.WRONG,
                "The third photo is asked for before the second is counted, and while the first is still in.",
                "With photos at " + moments + " ms at most " + most + " are in the gallery at once");
    }

    @Test
    @Order(3)
    @Points(4)
    @Idea("48-a-fixed-pool-pushes-back")
    @DisplayName("of twenty photos at once twelve are answered within 500 ms, and the thirteenth is told 503 at once")
    void burst() {
        List<Visit> visits = new ArrayList<>(photos(20, 0));
        visits.add(new Visit("late", Duration.ofMillis(40)));

        List<Served> served = serve(visits);

        requireAwake();
        requireBound(served);
        for (int i = 0; i < ROOM; i++) {
            Served each = served.get(i);
            requireEquals(
                    "200 small photo " + visits.get(i).name(), each.answer(), "A visitor who was let in was told");
            require(
                    each.latency().compareTo(PATIENCE) <= 0,
                    Outcome.LATE,
                    "Whoever is let in is answered within 500 ms.",
                    "A visitor who was let in was answered after " + ms(each.latency()));
        }
        for (Served each : served.subList(ROOM, served.size())) {
            requireEquals("503 busy", each.answer(), "A visitor for whom there was no room was told");
            requireEquals(Duration.ZERO, each.latency(), "A visitor for whom there was no room waited for the answer");
        }
        requireOnLoop(served);
        requireEquals(ROOM, cpu.pieces().size(), "Each photo that is let in is made small once; so often it was");
    }

    private static void requireBound(List<Served> served) {
        List<Served> burst = served.subList(0, 20);
        long in =
                burst.stream().filter(each -> !each.answer().startsWith("503")).count();
        String expected = "Of 20 photos at once 12 are let in, and the other 8 are told 503 busy.";
        if (in == 20 && served.getLast().answer().startsWith("503")) {
            throw Rejection.of(
                            Outcome.RACE,
                            expected,
                            "All 20 found room, for each was counted only when the store had answered, and then they"
                                    + " were 20")
                    .withIdea("31-one-thread-no-races");
        } else if (in == 20) {
            Duration last =
                    burst.stream().map(Served::latency).max(Duration::compareTo).orElseThrow();
            throw Rejection.of(
                            Outcome.TOO_MANY,
                            expected,
                            "Nobody was sent away: 20 photos went to the worker lane, and the last visitor waited "
                                    + ms(last))
                    .withIdea("48-a-fixed-pool-pushes-back");
        }
        require(in == ROOM, Outcome.WRONG, expected, "Of 20 photos at once " + in + " were let in");
    }

    @Test
    @Order(4)
    @Points(2)
    @Idea("49-a-permit-around-the-submit")
    @DisplayName("room is given back when a photo is answered, also when there was none to answer with")
    void givenBack() {
        List<Visit> visits = new ArrayList<>(IntStream.range(0, ROOM)
                .mapToObj(i -> new Visit("lost " + i, Duration.ZERO))
                .toList());
        visits.addAll(photos(ROOM, 30));
        visits.addAll(photos(ROOM, 550));

        List<Served> served = serve(visits);

        for (Served each : served.subList(0, ROOM)) {
            requireMissing(each);
        }
        long away =
                served.stream().filter(each -> each.answer().startsWith("503")).count();
        require(
                away == 0,
                Outcome.WRONG,
                "Whoever is answered makes room, whatever the answer was: nobody is sent away here.",
                away
                        + " visitors were sent away from a gallery in which nobody was left: who failed was never"
                        + " counted out");
        requireOnLoop(served);
    }

    private static void requireMissing(Served served) {
        String told = served.answer();
        require(
                told.equals("404 there is no such photo"),
                Outcome.WRONG,
                "404 there is no such photo",
                "Who asked for a photo that does not exist was told: " + told);
    }

    private List<Served> serve(List<Visit> visits) {
        List<Served> served;
        try {
            served = learner(FullGallery.class)
                    .serve(visits, ROOM, loop, store, cpu, SimulatedClock.create())
                    .join();
        } catch (Rejection stuck) {
            throw onLoop(stuck);
        }
        requireEquals(visits.size(), served.size(), "Not every visitor was answered, but");
        return served;
    }

    /** A task that has begun and never ends holds the loop for ever. */
    private Rejection onLoop(Rejection stuck) {
        boolean held = loop.tasks().stream().anyMatch(task -> task.started() != null && task.ended() == null);
        return stuck.outcome() == Outcome.DEADLOCK && held
                ? Rejection.of(
                                Outcome.DEADLOCK,
                                "Nobody waits on the loop until there is room.",
                                "The loop waits for room, and only the loop could count somebody out: it waits for"
                                        + " itself")
                        .withIdea("24-waiting-for-myself")
                        .atLine(stuck.line())
                : stuck;
    }

    private void requireAwake() {
        Duration held = loop.maxHeld();
        if (held.compareTo(RESIZE) >= 0) {
            throw Rejection.of(
                            Outcome.LATE,
                            "Photos are made small on a worker.",
                            "The loop made photos small, " + ms(held) + " each, and somebody waited "
                                    + ms(loop.maxDelay()) + " for it")
                    .withIdea("23-only-io-blocks");
        }
        require(
                held.isZero() && loop.maxDelay().isZero(),
                Outcome.LATE,
                "The loop's thread neither waits nor computes.",
                "The loop was held for " + ms(held) + ", and somebody waited " + ms(loop.maxDelay()) + " for it");
    }

    private static void requireOnLoop(List<Served> served) {
        served.stream().filter(each -> !each.onLoop()).findFirst().ifPresent(away -> {
            throw Rejection.of(
                            Outcome.WRONG,
                            "Every answer comes on the loop's thread, and the count is kept there.",
                            "An answer came on another thread than the loop's: " + away.answer())
                    .withIdea("14-thenapply-stays-there");
        });
    }

    /** How many are in the colleague's gallery at once: it lets in whoever finds fewer than two counted, and counts after 20 ms. */
    private static int mostAtOnce(List<Integer> moments) {
        record In(int counted, int done) {}
        List<In> in = new ArrayList<>();
        int free = 0;
        int most = 0;
        for (int now : moments.stream().sorted().toList()) {
            if (in.stream()
                            .filter(each -> each.counted() <= now && each.done() > now)
                            .count()
                    < 2) {
                free = Math.max(free, now + 20) + 80;
                in.add(new In(now + 20, free));
                int counted = now + 20;
                most = Math.max(most, (int)
                        in.stream().filter(each -> each.done() > counted).count());
            }
        }
        return most;
    }

    private static List<Visit> photos(int n, int at) {
        return Stream.iterate(1, i -> i + 1)
                .limit(n)
                .map(i -> new Visit(at + "-" + i, Duration.ofMillis(at)))
                .toList();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
