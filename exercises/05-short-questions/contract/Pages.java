package exercise;

import interleave.schedule.Cpu;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How pages are written. */
public final class Pages {
    /** How long a core works on one page. */
    public static final Duration PAGE = Duration.ofMillis(50);

    private Pages() {}

    /**
     * Writes pages <i>from</i> to <i>to</i> − 1 of a report in one go, on the thread that calls it. That thread works 50 ms for each page, and keeps its core until the
     * last one is written: as a carrier, a core is given back by whoever computes on it, and not taken away.
     *
     * @param from number of the first page, from 0 on
     * @param to number after the last page, {@code > from}
     * @return the pages, one after another, with a space between each two
     */
    public static String write(Cpu cpu, String report, int from, int to) {
        cpu.work(PAGE.multipliedBy(to - from));
        return IntStream.range(from, to).mapToObj(page -> report + "-" + page).collect(Collectors.joining(" "));
    }
}
