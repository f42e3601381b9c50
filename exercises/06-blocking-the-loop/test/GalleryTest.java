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
import interleave.schedule.SimulatedClock;
import interleave.schedule.SimulatedCpu;
import interleave.schedule.SimulatedLoop;
import interleave.schedule.SimulatedRemote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GalleryTest {

    private static final Duration FETCH = Duration.ofMillis(20);
    private static final Duration RESIZE = Duration.ofMillis(80);

    private final SimulatedRemote<String, String> store = SimulatedRemote.<String, String>of(
                    "store", String.class, name -> "photo " + name)
            .latency(FETCH)
            .failing("lost"::equals, "there is no photo lost");
    private final SimulatedCpu cpu = SimulatedCpu.of("machine", 2);
    private final SimulatedLoop loop = SimulatedLoop.of("loop", 2);

    @Test
    @Order(1)
    @Points(2)
    @DisplayName("two photos at the right moments bring down a gallery that computes on its loop")
    void bringDown() {
        List<Integer> photos = learner(Gallery.class).bringDown();
        requireEquals(2, photos.size(), "The balancer is beaten with two photos, not with");

        List<Integer> waits = IntStream.of(500, 1000, 1500, 2000)
                .map(check -> waits(check, photos))
                .boxed()
                .toList();
        boolean down = IntStream.range(1, waits.size()).anyMatch(i -> waits.get(i) > 200 && waits.get(i - 1) > 200);
        String expected = "Two checks in a row wait longer than 200 ms, each behind one of the photos.";
        if (!down && photos.stream().allMatch(at -> at % 500 == 0)) {
            throw Rejection.of(
                            Outcome.WRONG,
                            expected,
                            "A photo that comes in the same moment as a check comes behind it, and delays the checks"
                                    + " by "
                                    + waits + " ms")
                    .withIdea("01-concurrent-is-simultaneous");
        }
        require(down, Outcome.WRONG, expected, "The checks wait " + waits + " ms, and nobody is taken out");
    }

    @Test
    @Order(2)
    @Points(2)
    @Idea("24-waiting-for-myself")
    @DisplayName("a photo that has the loop to itself is answered after 100 ms, on the loop")
    void alone() {
        Served photo = serve(List.of(visit("/photo/cat", 0))).getFirst();

        requireEquals("200 small photo cat", photo.answer(), "The visitor who asked for /photo/cat was told");
        requireOnLoop(photo, "/photo/cat");
        requireResized(1);
        require(
                took().compareTo(FETCH.plus(RESIZE)) <= 0,
                Outcome.LATE,
                "20 ms for the store, then 80 ms of work: 100 ms.",
                "A photo that has the loop to itself took " + ms(took()));
    }

    @Test
    @Order(3)
    @Points(3)
    @Idea("21-only-my-request-is-slow")
    @DisplayName("/health is answered at once, whatever else the gallery does")
    void health() {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            visits.add(visit("/health", 3 + 7 * i));
        }
        for (int i = 0; i < 4; i++) {
            visits.add(visit("/photo/" + i, 30 * i));
        }
        visits.sort(Comparator.comparing(Visit::at));

        List<Served> served = serve(visits);

        requireAwake();
        for (int i = 0; i < visits.size(); i++) {
            if (visits.get(i).path().equals("/health")) {
                requireEquals("200 ok", served.get(i).answer(), "Who asked for /health was told");
                requireEquals(Duration.ZERO, served.get(i).latency(), "Who asked for /health waited");
            }
        }
        requireResized(4);
    }

    @Test
    @Order(4)
    @Points(2)
    @Idea("04-waiting-is-work")
    @DisplayName("eight photos at once take 340 ms on two cores: no worker waits for the store")
    void eightAtOnce() {
        List<Served> served = serve(
                IntStream.range(0, 8).mapToObj(i -> visit("/photo/" + i, 0)).toList());

        for (int i = 0; i < 8; i++) {
            requireEquals("200 small photo " + i, served.get(i).answer(), "Who asked for /photo/" + i + " was told");
        }
        requireResized(8);
        Duration wanted = FETCH.plus(RESIZE.multipliedBy(4));
        require(
                took().compareTo(wanted) <= 0,
                Outcome.LATE,
                "All photos are fetched at once in 20 ms, then two cores make eight of them small in 4 rounds of 80"
                        + " ms: "
                        + ms(wanted) + ".",
                "At most " + store.maxInFlight() + " of 8 photos were fetched at once, and " + cpu.maxBusy()
                        + " of 2 cores worked: it took " + ms(took()));
    }

    @Test
    @Order(5)
    @Points(1)
    @DisplayName("a photo that the store does not have is a 404 with the store's own words, on the loop")
    void missing() {
        List<Served> served = serve(List.of(visit("/photo/lost", 0), visit("/photo/cat", 1)));

        String told = served.getFirst().answer();
        if (!told.equals("404 there is no photo lost")) {
            boolean wrapped = told.contains("there is no photo lost");
            Rejection rejection = Rejection.of(
                    Outcome.WRONG,
                    "404 there is no photo lost",
                    wrapped
                            ? "The failure came wrapped: " + told
                            : "Who asked for a photo that does not exist was told: " + told);
            throw wrapped ? rejection.withIdea("55-catch-the-original") : rejection;
        }
        requireOnLoop(served.getFirst(), "a photo that does not exist");
        requireEquals("200 small photo cat", served.getLast().answer(), "The next visitor was told");
    }

    private List<Served> serve(List<Visit> visits) {
        List<Served> served;
        try {
            served = learner(Gallery.class)
                    .serve(visits, loop, store, cpu, SimulatedClock.create())
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
                                "What the loop must hand over is not waited for on the loop.",
                                "The loop waits for a result that only the loop can hand over, so it waits for itself")
                        .withIdea("24-waiting-for-myself")
                        .atLine(stuck.line())
                : stuck;
    }

    /** How long a check of a gallery that computes on its loop waits behind the photos that came before it. */
    private static int waits(int check, List<Integer> photos) {
        int free = 0;
        for (int photo : photos.stream().filter(at -> at < check).sorted().toList()) {
            free = Math.max(free, photo) + 300;
        }
        return Math.max(0, free - check);
    }

    /** How long the loop was held tells what it did meanwhile: it waited, it worked, or both. */
    private void requireAwake() {
        Duration held = loop.maxHeld();
        if (held.isZero() && loop.maxDelay().isZero()) {
            return;
        }
        String expected = "The loop's thread neither waits nor computes, so that nobody waits for it.";
        String waited = ": somebody waited " + ms(loop.maxDelay()) + " for the loop";
        if (held.equals(FETCH)) {
            throw late(
                    expected,
                    "The loop stood still for 20 ms until the store had answered" + waited,
                    "21-only-my-request-is-slow");
        } else if (held.equals(RESIZE)) {
            throw late(
                    expected,
                    "The loop computed for 80 ms, and computing holds it as waiting does" + waited,
                    "23-only-io-blocks");
        } else if (held.equals(FETCH.plus(RESIZE))) {
            throw late(
                    expected,
                    "The future came only after 100 ms: all the work ran on the loop" + waited,
                    "22-the-return-type-makes-it-async");
        }
        throw late(expected, "The loop was held for " + ms(held) + waited, "21-only-my-request-is-slow");
    }

    private void requireResized(int photos) {
        requireEquals(photos, cpu.pieces().size(), "Each photo is made small once, by Photo.resize, not");
    }

    private static void requireOnLoop(Served served, String what) {
        if (!served.onLoop()) {
            throw Rejection.of(
                            Outcome.WRONG,
                            "Every answer comes on the loop's thread, for the connections belong to it.",
                            "The answer to " + what + " came on another thread than the loop's")
                    .withIdea("14-thenapply-stays-there");
        }
    }

    private static Rejection late(String expected, String happened, String idea) {
        return Rejection.of(Outcome.LATE, expected, happened).withIdea(idea);
    }

    private static Visit visit(String path, int at) {
        return new Visit(path, Duration.ofMillis(at));
    }
}
