package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tech.tablesaw.api.Table;

@Timeout(60)
class TrafficTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    @DisplayName("sustained traffic sends at even distances")
    void sustained() throws Exception {
        assertEquals(List.of(0L, 5_000L, 10_000L, 15_000L), due(Traffic.sustained(200, Duration.ofMillis(20))));
    }

    @Test
    @DisplayName("a ramp sends as many requests as its mean rate, ever closer together, or ever further apart")
    void ramp() throws Exception {
        List<Long> up = due(Traffic.ramp(0, 200, Duration.ofMillis(200)));
        List<Long> down = due(Traffic.ramp(200, 0, Duration.ofMillis(200)));

        assertEquals(20, up.size());
        assertEquals(20, down.size());
        List<Long> gapsUp = gaps(up);
        List<Long> gapsDown = gaps(down);
        assertEquals(gapsUp.stream().sorted(Comparator.reverseOrder()).toList(), gapsUp);
        assertEquals(gapsDown.stream().sorted().toList(), gapsDown);
        assertEquals(gapsUp.size(), Set.copyOf(gapsUp).size());
    }

    @Test
    @DisplayName("a spike is calm, then ten times as dense, then calm again; its parts follow each other")
    void spike() throws Exception {
        Traffic spike = Traffic.spike(100, 1000, Duration.ofMillis(90));

        assertEquals(36, spike.requests());
        assertEquals(Duration.ofMillis(90), spike.length());
        List<Long> due = due(spike);
        assertEquals(List.of(0L, 10_000L, 20_000L, 30_000L, 31_000L), due.subList(0, 5));
        assertEquals(List.of(60_000L, 70_000L, 80_000L), due.subList(33, 36));
    }

    @Test
    @DisplayName("requests that come at once are all in flight at once")
    void atOnce() throws Exception {
        CountDownLatch all = new CountDownLatch(300);

        Load load = Traffic.atOnce(300).run("each waits for the others", number -> {
            all.countDown();
            all.await();
            return "together";
        });

        assertEquals(300, load.maxInFlight());
        assertEquals(Map.of("together", 300), load.counts());
    }

    @Test
    @DisplayName("the loop is open: requests are sent although none has been answered")
    void open() throws Exception {
        CountDownLatch last = new CountDownLatch(1);

        Load load = Traffic.sustained(1000, Duration.ofMillis(20)).run("the last one frees the others", number -> {
            if (number == 19) {
                last.countDown();
            }
            last.await();
            return "freed";
        });

        assertEquals(20, load.count("freed"));
        assertTrue(load.percentile("freed", 100).compareTo(Duration.ofMillis(19)) >= 0);
    }

    @Test
    @DisplayName(
            "a latency counts from when the request was due: a stall is in the latency of every request that was due"
                    + " in it")
    void noCoordinatedOmission() throws Exception {
        Object service = new Object();
        CountDownLatch lastSent = new CountDownLatch(1);

        Load load = Traffic.sustained(200, Duration.ofMillis(50)).run("a stall until the last one is sent", number -> {
            if (number == 9) {
                lastSent.countDown();
            }
            synchronized (service) {
                lastSent.await();
                return "served";
            }
        });

        Duration lastDue = load.answers().getLast().due();
        assertEquals(Duration.ofMillis(45), lastDue);
        for (Load.Answer answer : load.answers()) {
            assertTrue(answer.latency().compareTo(lastDue.minus(answer.due())) >= 0, answer::toString);
            assertTrue(answer.latency().compareTo(answer.late()) >= 0, answer::toString);
        }
        assertTrue(load.percentile("served", 50).compareTo(Duration.ofMillis(20)) >= 0);
    }

    @Test
    @DisplayName("answers are counted by kind, failures by the name of what was thrown; percentiles are within 0.1 %")
    void kinds() {
        List<Load.Answer> answers = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) {
            answers.add(answer(i, "page", Duration.ofMillis(i)));
        }
        answers.add(answer(1001, "IOException", Duration.ofMillis(7)));
        Load load = new Load("pages", answers);

        assertEquals(Map.of("page", 1000, "IOException", 1), load.counts());
        assertEquals(0, load.count("nothing"));
        assertEquals(500, millis(load.percentile("page", 50)), 0.5);
        assertEquals(990, millis(load.percentile("page", 99)), 1);
        assertEquals(1000, millis(load.percentile("page", 100)), 1);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> load.percentile("pages", 99))
                .getMessage()
                .contains("there were: IOException, page"));
        assertThrows(IllegalArgumentException.class, () -> load.percentile("page", 101));
    }

    @Test
    @DisplayName("what a request throws is its kind, and does not end the run")
    void failures() throws Exception {
        Load load = Traffic.atOnce(4).run("odd ones fail", number -> {
            if (number % 2 == 1) {
                throw new IllegalStateException("odd");
            }
            return 200;
        });

        assertEquals(Map.of("200", 2, "IllegalStateException", 2), load.counts());
    }

    @Test
    @DisplayName("an interrupt ends the run and what is still in flight; no thread stays")
    void interrupted() throws Exception {
        Set<Thread> senders = ConcurrentHashMap.newKeySet();
        CountDownLatch begun = new CountDownLatch(3);
        FutureTask<Load> run = new FutureTask<>(() -> Traffic.atOnce(3).run("never answered", number -> {
            senders.add(Thread.currentThread());
            begun.countDown();
            new CountDownLatch(1).await();
            return "never";
        }));
        Thread caller = Thread.ofPlatform().name("test-load").start(run);
        begun.await();

        caller.interrupt();
        caller.join();

        assertThrows(Exception.class, run::get);
        for (Thread sender : senders) {
            // its executor has ended a moment before the thread has
            sender.join();
        }
        assertEquals(
                Set.of(true),
                senders.stream()
                        .map(thread -> thread.getName().startsWith("load-"))
                        .collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("the table has a line for each kind, the comparison one for each run, an empty one where the kind is"
            + " missing")
    void tables() {
        Load calm = new Load("calm", List.of(answer(0, "page", Duration.ofMillis(2))));
        Load busy = new Load("busy", List.of(answer(0, "IOException", Duration.ofMillis(3))));

        Table one = calm.table();
        Table both = Load.compare("page", calm, busy);

        assertEquals(List.of("kind", "answers", "p50 (ms)", "p90 (ms)", "p99 (ms)", "longest (ms)"), one.columnNames());
        assertEquals(List.of("calm", "busy"), both.stringColumn("run").asList());
        assertEquals(1, both.doubleColumn("p99 (ms)").countMissing());
        assertTrue(one.name().startsWith("calm, on "), one.name());
    }

    @Test
    @DisplayName("the latencies of one kind are a series under the run's name, each where its request was due")
    void series() throws Exception {
        Load load =
                Traffic.sustained(100, Duration.ofMillis(50)).run("pages", number -> number == 3 ? "other" : "page");

        Series pages = load.series("page");

        assertEquals("pages", pages.name());
        assertEquals(
                List.of(0.0, 10.0, 20.0, 40.0),
                pages.points().stream().map(Series.Point::x).toList());
        assertEquals(0, load.series("nothing").size());
    }

    @Test
    @DisplayName("traffic without requests, time or rate is refused, and the value named")
    void refused() {
        assertThrows(IllegalArgumentException.class, () -> Traffic.sustained(0, SECOND));
        assertThrows(IllegalArgumentException.class, () -> Traffic.sustained(Double.NaN, SECOND));
        assertThrows(IllegalArgumentException.class, () -> Traffic.ramp(-1, 5, SECOND));
        assertThrows(IllegalArgumentException.class, () -> Traffic.sustained(1, Duration.ZERO));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Traffic.atOnce(0))
                .getMessage()
                .endsWith("not 0"));
    }

    private static List<Long> due(Traffic traffic) throws InterruptedException {
        return traffic.run("at once", number -> "served").answers().stream()
                .map(answer -> answer.due().toNanos() / 1000)
                .toList();
    }

    private static List<Long> gaps(List<Long> due) {
        return IntStream.range(1, due.size())
                .mapToObj(i -> due.get(i) - due.get(i - 1))
                .toList();
    }

    private static Load.Answer answer(int number, String kind, Duration latency) {
        return new Load.Answer(number, kind, Duration.ZERO, Duration.ZERO, latency);
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
