package exercise;

import interleave.schedule.Clock;
import interleave.schedule.Cpu;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes long reports on a machine that has short questions to answer, too.
 *
 * <p>Its cores are given as a virtual thread's carrier is: whoever computes keeps a core until that go is over, and whoever finds none free stands in line, first
 * come, first served. Nobody is taken off a core because others wait.
 */
public interface Office {

    /**
     * How long a question waits for a core if it comes at the worst moment: right after some threads have all begun, at the same instant, a go of the same length.
     *
     * <p>Each thread has one go in mind, and no other.
     *
     * @param cores of the machine, {@code >= 1}
     * @param threads that want to compute, {@code >= 0}
     * @param go how long each of them computes without a stop
     */
    Duration longestWait(int cores, int threads, Duration go);

    /**
     * Writes all reports, each page by {@link Pages#write}, and returns their texts in the order of the list.
     *
     * <p>No core is idle while there is a page to begin. No question, whenever it comes, waits for a core longer than one page takes.
     *
     * @return for each report all its pages in order, with a space between each two
     */
    List<String> write(List<Report> reports, Cpu cpu);

    /** Not yours to write: lets questions of 5 ms of work come while the reports are written, as the grader does. */
    default List<String> amongQuestions(List<Duration> questions, List<Report> reports, Cpu cpu, Clock clock) {
        var named = Thread.ofVirtual().name("question-", 1).factory();
        try (var askers = Executors.newThreadPerTaskExecutor(named)) {
            Duration start = clock.now();
            for (Duration at : questions) {
                askers.execute(() -> {
                    LockSupport.parkNanos(start.plus(at).minus(clock.now()).toNanos());
                    cpu.work(Duration.ofMillis(5));
                });
            }
            return write(reports, cpu);
        }
    }
}
