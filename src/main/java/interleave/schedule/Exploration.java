package interleave.schedule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an {@linkplain Interleavings exploration} found.
 *
 * @param parts what was looked at, in that order; not empty
 * @param shortest the failing order with the fewest switches, and of those the fewest steps
 * @param instead why it was not made here but is one that was stored, in a sentence; empty if it was made here
 * @param timeLimits what became of the program's time limits and delays
 */
public record Exploration(
        List<Part> parts, Optional<Interleavings.Failure> shortest, String instead, TimeLimits timeLimits) {
    /** Which orders a part of an exploration looks at. */
    public enum Kind {
        /** All there are. */
        EVERY,
        /** Those with few switches. */
        FEW_SWITCHES,
        /** One for all that differ only in steps next to each other that do not meet. */
        EACH_KIND,
        /** Random ones. */
        RANDOM,
        /** One that was asked for. */
        REPLAYED
    }

    /**
     * Some of the orders.
     *
     * @param kind which
     * @param orders how many were looked at, {@code >= 0}
     * @param failures how many of them fail
     * @param complete whether these are all of that kind
     * @param parameter the most switches, or the seed
     * @param standFor how many orders there are in all, if the part says so
     * @param failing how many of those fail
     */
    public record Part(
            Kind kind,
            int orders,
            int failures,
            boolean complete,
            long parameter,
            Optional<BigInteger> standFor,
            BigInteger failing) {
        static Part replayed(boolean failed) {
            return new Part(Kind.REPLAYED, 1, failed ? 1 : 0, false, 0, Optional.empty(), BigInteger.ZERO);
        }

        private boolean all() {
            return complete && (kind == Kind.EVERY || kind == Kind.EACH_KIND);
        }
    }

    /**
     * What became of time limits and delays of the program.
     *
     * @param met whether one could have been over while somebody could go on
     * @param heldBack whether one of them, in some order, was not let, because {@code most} others were
     * @param most how many are, in one order: {@code >= 0}; see {@link Interleavings#timeLimits}
     */
    public record TimeLimits(boolean met, boolean heldBack, int most) {
        /** The program has none. */
        public static final TimeLimits NONE = new TimeLimits(false, false, 0);

        /** For a verdict. */
        String words() {
            if (!met) {
                return "";
            }
            if (!heldBack) {
                return "; time limits and delays may be over at any moment";
            }
            return most == 0
                    ? "; time limits and delays were over only where nobody could go on"
                    : "; at most " + most + " time limits or delays of an order were over while somebody could go on";
        }
    }

    private static final String OUT_OF_REACH =
            "An order of steps cannot show what the Java memory model allows beyond it:"
                    + " stale values of fields that are not volatile, and reordering.";

    public Exploration {
        parts = List.copyOf(parts);
    }

    /** One that was made here. */
    Exploration(List<Part> parts, Optional<Interleavings.Failure> shortest) {
        this(parts, shortest, "", TimeLimits.NONE);
    }

    /** Whether nothing is left to be looked at, and no time limit was held back: that no order fails is then a proof, for these actors. */
    public boolean complete() {
        return !timeLimits.heldBack() && parts.stream().anyMatch(Part::all);
    }

    /** How many orders were looked at: of the part that looked at all, if there is one, else of all parts together. */
    public int orders() {
        return decisive().stream().mapToInt(Part::orders).sum();
    }

    /** How many of those {@link #orders} fail. */
    public int failures() {
        return decisive().stream().mapToInt(Part::failures).sum();
    }

    private List<Part> decisive() {
        Optional<Part> all = parts.stream().filter(Part::all).findFirst();
        return all.map(List::of).orElse(parts);
    }

    /** One sentence: what was looked at, and how much of it fails. */
    public String verdict() {
        return instead.isEmpty() ? words() : words() + " (stored, not explored here)";
    }

    private String words() {
        var none = new ArrayList<String>();
        var some = new ArrayList<String>();
        for (Part part : decisive()) {
            if (part.failures() > 0) {
                some.add(failing(part));
            } else if (!(part.kind() == Kind.EACH_KIND && !part.complete())) {
                none.add(looked(part));
            }
        }
        String failures = String.join(", and ", some);
        boolean replayed = parts.getFirst().kind() == Kind.REPLAYED;
        String found = some.isEmpty()
                ? "no failure in " + String.join(", nor in ", none)
                : failures + (replayed ? " fails" : " fail");
        return found + timeLimits.words();
    }

    private static String failing(Part part) {
        if (part.kind() == Kind.REPLAYED) {
            return looked(part);
        }
        if (part.standFor().isPresent()) {
            return number(part.failing()) + " of " + looked(part);
        }
        return number(part.failures()) + " of " + looked(part);
    }

    private static String looked(Part part) {
        return switch (part.kind()) {
            case EVERY -> part.orders() == 1 ? "the only order" : "all " + number(part.orders()) + " orders";
            case FEW_SWITCHES ->
                (part.complete() ? "all " : "the first ") + number(part.orders()) + " orders with at most "
                        + part.parameter() + (part.parameter() == 1 ? " switch" : " switches");
            case EACH_KIND -> {
                if (!part.complete()) {
                    yield number(part.orders()) + " others";
                }
                String all = part.standFor().map(Exploration::number).orElse("");
                yield all.equals("1")
                        ? "the only order"
                        : "all " + (all.isEmpty() ? number(part.orders()) + " kinds of" : all) + " orders";
            }
            case REPLAYED -> "the order replayed";
            case RANDOM -> number(part.orders()) + " random ones (seed " + part.parameter() + ")";
        };
    }

    private static String number(Number number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The verdict, how it was come by, and, if there is one, the shortest failing order with its id. */
    public String report() {
        return shortest.map(failure -> found() + ' ' + headline(failure) + '\n' + failure.table())
                .orElseGet(() -> found() + ' ' + OUT_OF_REACH);
    }

    /**
     * The report as a piece of a web page: the failing order can be gone through step by step.
     *
     * <p>Nothing but the page is needed, neither a kernel nor a network; where scripts do not run, the whole table stands there. Keyboard and screen reader reach
     * all of it, and it sets no colours of its own.
     */
    public String html() {
        return shortest.map(failure -> OrderPage.of(found(), headline(failure), failure))
                .orElseGet(() -> OrderPage.of(found() + ' ' + OUT_OF_REACH));
    }

    private String found() {
        var found = new StringBuilder(instead.isEmpty() ? "" : instead + ' ')
                .append(words())
                .append('.');
        for (Part part : decisive()) {
            boolean saved = part.standFor()
                    .filter(all -> !all.equals(BigInteger.valueOf(part.orders())))
                    .isPresent();
            if (part.all() && saved) {
                found.append(" It took ")
                        .append(number(part.orders()))
                        .append(" runs: orders that differ only in steps that do not meet end the same.");
            }
        }
        return found.toString();
    }

    private static String headline(Interleavings.Failure failure) {
        return "The shortest, with " + failure.switches() + (failure.switches() == 1 ? " switch" : " switches")
                + ", id " + failure.id() + ": " + failure.message();
    }

    /** The same with the text of the learner's lines. */
    Exploration withCode(SourceLines lines) {
        return new Exploration(parts, shortest.map(failure -> failure.withCode(lines::text)), instead, timeLimits);
    }

    /** The same as one that was stored. */
    Exploration instead(String why) {
        return new Exploration(parts, shortest, why, timeLimits);
    }

    /** The report. */
    @Override
    public String toString() {
        return report();
    }
}
