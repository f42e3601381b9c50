package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.guest.ThreadWatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A timeline")
@SuppressWarnings("LockNotBeforeTry") // what learners write
class TimelineTest {

    @Test
    @DisplayName(
            "shows all of 20 sleeps of 5 ms on 4 virtual threads, and their sum as the threads themselves measure it")
    void everySleep() throws Exception {
        LongAdder slept = new LongAdder();

        Timeline timeline = Timeline.of(() -> {
            try (ExecutorService cooks = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("cook-", 0).factory())) {
                for (int cook = 0; cook < 4; cook++) {
                    Future<?> _ = cooks.submit(() -> sleepFiveTimes(slept));
                }
            }
        });

        List<Timeline.Lane> cooks = timeline.lanes().stream()
                .filter(lane -> lane.name().startsWith("cook-"))
                .toList();
        assertEquals(4, cooks.size(), timeline.toString());
        for (Timeline.Lane cook : cooks) {
            assertEquals(5, count(cook, Doing.SLEEPS), timeline.toString());
            assertTrue(cook.virtual());
        }
        long sum = cooks.stream().mapToLong(lane -> lane.total(Doing.SLEEPS)).sum();
        assertEquals((double) slept.sum(), (double) sum, slept.sum() * 0.1, timeline.toString());
    }

    @Test
    @DisplayName("tells waits for a lock, a queue, another task and a signal apart")
    void kindsOfWait() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        CompletableFuture<String> result = new CompletableFuture<>();
        CountDownLatch signal = new CountDownLatch(1);

        Timeline timeline = Timeline.of(() -> {
            lock.lock();
            Thread locking = start("locking", () -> {
                lock.lock();
                lock.unlock();
            });
            Thread taking = start("taking", () -> queue.take());
            Thread joining = start("joining", () -> result.join());
            Thread awaiting = start("awaiting", () -> signal.await());
            for (Thread thread : List.of(locking, taking, joining, awaiting)) {
                while (thread.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            // long enough to be told from the cost of going to wait
            Thread.sleep(5);
            lock.unlock();
            queue.add("order");
            var _ = result.complete("dish");
            signal.countDown();
            for (Thread thread : List.of(locking, taking, joining, awaiting)) {
                thread.join();
            }
        });

        assertEquals(1, count(lane(timeline, "locking"), Doing.LOCK), timeline.toString());
        assertEquals(1, count(lane(timeline, "taking"), Doing.QUEUE), timeline.toString());
        assertEquals(1, count(lane(timeline, "joining"), Doing.RESULT), timeline.toString());
        assertEquals(1, count(lane(timeline, "awaiting"), Doing.SIGNAL), timeline.toString());
    }

    @Test
    @DisplayName("says in words what it shows: who worked and waited how long, and how many at once")
    void words() throws Exception {
        Timeline timeline = new Timeline(
                List.of(
                        lane("ada", span(0, 30, Doing.WORKS), span(30, 90, Doing.SLEEPS)),
                        lane("grace", span(20, 50, Doing.WORKS), span(50, 60, Doing.LOCK), span(60, 70, Doing.LOCK))),
                90_000_000);

        int two = Math.min(2, Machine.here().cores());
        assertEquals(two, timeline.mostAtWork());
        assertEquals(
                "Timeline. 2 threads in 90.0 ms, " + (two == 1 ? "never more than 1" : "at most 2")
                        + " at work at the same instant. ada: works 30.0 ms, sleeps"
                        + " 60.0 ms; grace: works 30.0 ms, waits for a lock or a permit 20.0 ms (2 times).",
                timeline.figure().altText());
        assertTrue(
                timeline.toString().contains("ada   |" + "W".repeat(20) + "s".repeat(40) + "|"), timeline.toString());
        assertTrue(
                timeline.toString()
                        .contains("grace |" + " ".repeat(13) + "W".repeat(20) + "L".repeat(14) + " ".repeat(13) + "|"),
                timeline.toString());
        assertEquals(
                List.of("ada", "grace"), timeline.table().stringColumn("thread").asList());
        assertEquals(20, timeline.table().doubleColumn("waited (ms)").get(1), 0.001);
    }

    @Test
    @DisplayName("one who ends as another begins does not work beside him")
    void handOver() {
        Timeline timeline = new Timeline(
                List.of(lane("a", span(0, 10, Doing.WORKS)), lane("b", span(10, 20, Doing.WORKS))), 20_000_000);

        assertEquals(1, timeline.mostAtWork());
    }

    @Test
    @DisplayName("is drawn as SVG that names each thread and escapes what is not ours")
    void svg() {
        Timeline timeline = new Timeline(List.of(lane("<cook & co>", span(0, 80, Doing.SLEEPS))), 80_000_000);

        Figure figure = timeline.figure();
        String svg = new String(figure.image().orElseThrow(), StandardCharsets.UTF_8);

        assertEquals("image/svg+xml", figure.mimeType());
        assertTrue(svg.contains(">&lt;cook &amp; co&gt;</text>"), svg);
        assertTrue(svg.contains(">sleeps</text>"), svg);
        assertTrue(svg.contains("<title>Timeline. 1 thread in 80.0 ms"), svg);
        assertTrue(!svg.contains("<cook"), svg);
    }

    @Test
    @DisplayName("of code that throws lets the exception out, and the next one begins afresh")
    void failing() throws Exception {
        assertThrows(
                IllegalStateException.class,
                () -> Timeline.of(() -> {
                    throw new IllegalStateException("burnt");
                }));
        assertThrows(IllegalStateException.class, Timeline::stop);

        String words = Timeline.of(() -> Thread.sleep(5)).toString();
        assertTrue(words.contains("sleeps"), words);
    }

    @Test
    @DisplayName("lets what the recorder knows show over what was seen once a millisecond")
    void over() {
        assertEquals(
                List.of(span(0, 2, Doing.WORKS), span(2, 5, Doing.SLEEPS), span(5, 8, Doing.WORKS)),
                TimelineSpans.over(List.of(span(2, 5, Doing.SLEEPS)), List.of(span(0, 8, Doing.WORKS))));
    }

    @Test
    @DisplayName("counts a thread that is hardly ever busy, and draws the others")
    void hardlyBusy() {
        Timeline timeline = new Timeline(
                List.of(lane("cook", span(0, 200, Doing.WORKS)), lane("bell", span(0, 1, Doing.WORKS))), 200_000_000);

        String words = timeline.toString();
        String svg = new String(timeline.figure().image().orElseThrow(), StandardCharsets.UTF_8);

        assertTrue(words.startsWith("2 threads in 200 ms"), words);
        assertTrue(words.contains("… and 1 more thread, hardly ever busy"), words);
        assertTrue(!words.contains("bell") && !svg.contains("bell"), words);
    }

    @Test
    @DisplayName("leaves out the time in which nobody did anything")
    void gaps() {
        List<Timeline.Lane> lanes = List.of(
                lane("a", span(5, 10, Doing.IDLE), span(10, 20, Doing.WORKS), span(20, 50, Doing.IDLE)),
                lane("b", span(15, 25, Doing.SLEEPS), span(25, 40, Doing.IDLE), span(40, 45, Doing.WORKS)));

        Timeline timeline = TimelineGaps.in(lanes).cutOut(lanes);

        assertEquals(
                List.of(span(0, 10, Doing.WORKS), span(10, 20, Doing.IDLE)),
                timeline.lanes().get(0).spans());
        assertEquals(
                List.of(span(5, 15, Doing.SLEEPS), span(15, 20, Doing.WORKS)),
                timeline.lanes().get(1).spans());
    }

    @Test
    @DisplayName("tells work from the lack of a core by the processor time that a thread has used")
    void withoutCore() {
        List<ThreadWatch.Sighting> sightings =
                List.of(runnable(0, 0), runnable(10, 10), runnable(20, 13), runnable(30, 13));

        assertEquals(
                List.of(span(0, 13, Doing.WORKS), span(13, 30, Doing.READY), span(30, 31, Doing.WORKS)),
                TimelineSightings.spans(sightings, 0, 31_000_000));
    }

    private static ThreadWatch.Sighting runnable(int atMillis, int cpuMillis) {
        return new ThreadWatch.Sighting(
                7,
                "cook",
                false,
                atMillis * 1_000_000L,
                Thread.State.RUNNABLE,
                cpuMillis * 1_000_000L,
                true,
                List.of());
    }

    private static void sleepFiveTimes(LongAdder slept) {
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            slept.add(System.nanoTime() - start);
        }
    }

    private static Thread start(String name, Experiment.Version work) {
        return Thread.ofPlatform().name(name).start(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static long count(Timeline.Lane lane, Doing doing) {
        return lane.spans().stream().filter(span -> span.doing() == doing).count();
    }

    private static Timeline.Lane lane(Timeline timeline, String name) {
        return timeline.lanes().stream()
                .filter(lane -> lane.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + timeline));
    }

    private static Timeline.Lane lane(String name, Timeline.Span... spans) {
        return new Timeline.Lane(name, false, List.of(spans));
    }

    private static Timeline.Span span(int fromMillis, int toMillis, Doing doing) {
        return new Timeline.Span(fromMillis * 1_000_000L, toMillis * 1_000_000L, doing);
    }
}
