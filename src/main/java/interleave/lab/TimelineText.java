package interleave.lab;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says a timeline in words, and as a row of letters for each thread, for whoever would rather read than look. */
final class TimelineText {

    private static final int MOST_LANES = 40;
    /** A thread that is busy for less than this part of the time, such as one that hands an answer on, is counted and not shown. */
    private static final int LEAST_BUSY = 50;

    private static final int COLUMNS = 60;
    private static final int LETTERS = 20;

    private final List<Timeline.Lane> lanes;
    private final int hidden;
    private final long nanos;
    private final int threads;
    private final int atWork;

    TimelineText(List<Timeline.Lane> all, long nanos) {
        this.nanos = Math.max(nanos, 1);
        this.lanes = all.stream()
                .filter(lane -> lane.busy() * LEAST_BUSY >= nanos)
                .limit(MOST_LANES)
                .toList();
        this.hidden = all.size() - lanes.size();
        this.threads = all.size();
        this.atWork = Timeline.mostAtWork(all);
    }

    /** The threads that are shown, from top to bottom. */
    List<Timeline.Lane> lanes() {
        return lanes;
    }

    /** The sums of the threads in one paragraph. */
    String altText() {
        String each = lanes.stream().limit(12).map(TimelineText::words).collect(Collectors.joining("; "));
        int told = Math.min(lanes.size(), 12);
        String more = threads > told ? "; and " + (threads - told) + " more" : "";
        return "Timeline. " + head() + " " + each + more + ".";
    }

    /** How many threads in what time, and how many of them at work at once. */
    String head() {
        return (threads == 1 ? "1 thread" : threads + " threads") + " in " + millis(nanos) + " ms, "
                + switch (atWork) {
                    case 0 -> "none of them at work for long.";
                    case 1 -> "never more than 1 at work at the same instant.";
                    default -> "at most " + atWork + " at work at the same instant.";
                };
    }

    /** {@code cook: works 30 ms, sleeps 60 ms (3 times)}. */
    private static String words(Timeline.Lane lane) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<Doing, Long> total : lane.totals().entrySet()) {
            Doing doing = total.getKey();
            if (doing != Doing.IDLE && total.getValue() >= 50_000) {
                long times = lane.spans().stream()
                        .filter(span -> span.doing() == doing)
                        .count();
                parts.add(doing.words() + " " + millis(total.getValue()) + " ms"
                        + (doing.waits() && times > 1 ? " (" + times + " times)" : ""));
            }
        }
        return lane.name() + ": " + (parts.isEmpty() ? "next to nothing" : String.join(", ", parts));
    }

    /** A row of letters for each thread, what the letters mean, and the sums. */
    String text() {
        StringBuilder text = new StringBuilder(head()).append('\n');
        int longest =
                lanes.stream().mapToInt(lane -> lane.name().length()).max().orElse(0);
        int pad = Math.min(longest, LETTERS);
        for (Timeline.Lane lane : lanes) {
            text.append(String.format(
                    Locale.ROOT, "%-" + Math.max(pad, 1) + "s |%s|%n", shortened(lane.name()), row(lane)));
        }
        if (hidden > 0) {
            text.append(more()).append('\n');
        }
        text.append(String.format(Locale.ROOT, "Each letter is %s ms: %s.%n", millis(nanos / COLUMNS), letters()));
        for (Timeline.Lane lane : lanes) {
            text.append(words(lane)).append('\n');
        }
        return text.toString().stripTrailing();
    }

    /** How many are not shown; empty where all are. */
    String more() {
        if (hidden == 0) {
            return "";
        }
        return "… and " + hidden
                + (hidden == 1 ? " more thread" : " more threads")
                + (lanes.size() < MOST_LANES ? ", hardly ever busy" : "");
    }

    private String letters() {
        return doings().stream()
                .map(doing -> doing.letter() + " " + doing.words())
                .collect(Collectors.joining(", "));
    }

    /** In each column the letter of what took most of it. */
    private String row(Timeline.Lane lane) {
        StringBuilder row = new StringBuilder();
        for (int column = 0; column < COLUMNS; column++) {
            long from = nanos * column / COLUMNS;
            long to = nanos * (column + 1) / COLUMNS;
            char letter = ' ';
            long most = 0;
            for (Timeline.Span span : lane.spans()) {
                long within = Math.min(to, span.to()) - Math.max(from, span.from());
                if (within > most) {
                    most = within;
                    letter = span.doing().letter();
                }
            }
            row.append(letter);
        }
        return row.toString();
    }

    /** All that some thread shown did. */
    Set<Doing> doings() {
        Set<Doing> doings = EnumSet.noneOf(Doing.class);
        lanes.forEach(lane -> lane.spans().forEach(span -> doings.add(span.doing())));
        return doings;
    }

    static String millis(long nanos) {
        double millis = nanos / 1e6;
        return millis >= 100
                ? Numbers.whole(millis)
                : String.format(Locale.ROOT, millis >= 1 ? "%.1f" : "%.2f", millis);
    }

    static String shortened(String name) {
        return name.length() <= LETTERS ? name : name.substring(0, LETTERS - 1) + "…";
    }
}
