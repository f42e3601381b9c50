package interleave.schedule.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.schedule.search.Trace.Candidate;
import interleave.schedule.search.Trace.Choice;
import interleave.schedule.search.Trace.Operation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against small programs made at random, of which every order is looked at one by one. */
@DisplayName("one order of each kind")
class ReducedSearchTest {
    private static final int MOST_ORDERS = 3_000;
    private static final int PROGRAMS = Boolean.getBoolean("full") ? 5_000 : 400;

    /** Three nest two locks: who waited for a lock when a run was given up was forgotten once. */
    private static final long NESTED_LOCKS = 3909;

    private static final Operation ANYTHING = new Operation(Operation.ANYTHING, "", true, "", null);

    /** What a thread does in one step. */
    private enum Act {
        READ,
        WRITE,
        LOCK,
        UNLOCK,
        COMPLETE,
        JOIN,
        FORK,
        ALONE,
        CALL
    }

    private record Op(Act act, int object) {
        @Override
        public String toString() {
            return act.name().toLowerCase(java.util.Locale.ROOT) + object;
        }
    }

    /** Threads by number; those that another one starts begin with it. */
    private record Program(List<List<Op>> threads, Set<Integer> started) {
        /** What those do who are not started by others. */
        List<Integer> first() {
            var first = new ArrayList<Integer>();
            for (int i = 0; i < threads.size(); i++) {
                if (!started.contains(i)) {
                    first.add(i);
                }
            }
            return first;
        }
    }

    /** What a run showed: each thread's reads, and what was left in the end. */
    private record Seen(Map<Integer, List<Integer>> reads, Map<Integer, Integer> left, boolean ended) {}

    /** One run of a program, by the rules by which {@link Exploring} runs one: it is over when those are that nobody started, whatever others still want. */
    private static final class Run {
        private final Program program;
        private final int[] at;
        private final int[] wanted;
        private final boolean[] begun;
        private final Map<Integer, Integer> values = new TreeMap<>();
        private final Map<Integer, Integer> holders = new HashMap<>();
        private final Set<Integer> complete = new HashSet<>();
        private final Map<Integer, Integer> parked = new LinkedHashMap<>();
        private final Set<Integer> woken = new HashSet<>();
        private final List<Integer> order = new ArrayList<>();
        private final Map<Integer, List<Integer>> reads = new TreeMap<>();
        private final Map<Integer, String> actors = new HashMap<>();
        private final List<Choice> choices = new ArrayList<>();
        private String last = "";
        private int owned;
        private boolean over;

        Run(Program program) {
            this.program = program;
            this.at = new int[program.threads().size()];
            this.wanted = new int[at.length];
            this.begun = new boolean[at.length];
            program.first().forEach(thread -> begin(thread, "actor " + thread));
        }

        private void begin(int thread, String actor) {
            begun[thread] = true;
            wanted[thread] = choices.size();
            actors.put(thread, actor);
            order.add(thread);
        }

        private Op next(int thread) {
            return program.threads().get(thread).get(at[thread]);
        }

        private boolean isOver(int thread) {
            return at[thread] == program.threads().get(thread).size();
        }

        private boolean wishes(int thread) {
            return begun[thread] && !isOver(thread) && !parked.containsKey(thread) && !woken.contains(thread);
        }

        private boolean isPossible(Op op) {
            return op.act() != Act.LOCK || !holders.containsKey(op.object());
        }

        List<Candidate> candidates() {
            var own = new ArrayList<Candidate>();
            var others = new ArrayList<Candidate>();
            if (over) {
                return own;
            }
            for (int thread : order) {
                String actor = actors.get(thread);
                Candidate candidate = null;
                if (woken.contains(thread)) {
                    candidate = new Candidate(thread, actor, false, Candidate.EVER, ANYTHING);
                } else if (wishes(thread) && isPossible(next(thread))) {
                    candidate = new Candidate(thread, actor, false, wanted[thread], operation(next(thread)));
                }
                if (candidate != null) {
                    (actor.equals(last) ? own : others).add(candidate);
                }
            }
            owned = own.size();
            if (program.first().stream().allMatch(this::isOver)) {
                own.add(new Candidate(at.length, "main", false, Candidate.EVER, ANYTHING));
            }
            own.addAll(others);
            return own;
        }

        private static Operation operation(Op op) {
            return switch (op.act()) {
                case READ -> new Operation(1 + op.object(), "value", false, "", null);
                case WRITE -> new Operation(1 + op.object(), "value", true, "", null);
                case LOCK, UNLOCK -> new Operation(101 + op.object(), "monitor", true, "", null);
                case COMPLETE -> new Operation(201 + op.object(), "done", true, "", null);
                case JOIN -> new Operation(201 + op.object(), "done", false, "", null);
                case FORK, ALONE -> new Operation(Operation.NOTHING, "", false, "", null);
                case CALL -> ANYTHING;
            };
        }

        /** Runs on with what {@code chosen} says of so many candidates; -1 gives up. */
        Trace.End go(Schedule schedule) {
            Set<Integer> asleep = schedule.choices().isEmpty() ? schedule.asleep() : Set.of();
            int prefix = schedule.choices().size();
            for (List<Candidate> now = candidates(); !now.isEmpty(); now = candidates()) {
                int chosen = -1;
                if (choices.size() < prefix) {
                    chosen = schedule.choices().get(choices.size());
                } else {
                    for (int i = 0; i < now.size() && chosen < 0; i++) {
                        chosen = asleep.contains(now.get(i).task()) ? -1 : i;
                    }
                }
                if (chosen < 0) {
                    return Trace.End.SEEN;
                }
                var choice = new Choice(now, owned, chosen);
                choices.add(choice);
                if (choices.size() == prefix) {
                    asleep = schedule.asleep();
                } else if (choices.size() > prefix) {
                    asleep = ReducedSearch.stillAsleep(asleep, now, choice.taken());
                }
                take(choice.taken());
            }
            return over ? Trace.End.PASSED : Trace.End.FAILED;
        }

        private void take(Candidate taken) {
            int thread = taken.task();
            last = taken.actor();
            if (thread == at.length) {
                over = true;
                return;
            }
            if (!woken.remove(thread)) {
                act(thread, next(thread));
            }
            at[thread]++;
            wanted[thread] = choices.size();
            if (parked.containsKey(thread)) {
                at[thread]--;
            }
        }

        private void act(int thread, Op op) {
            switch (op.act()) {
                case READ ->
                    reads.computeIfAbsent(thread, each -> new ArrayList<>()).add(values.getOrDefault(op.object(), 0));
                case WRITE -> values.put(op.object(), 100 * (thread + 1) + at[thread]);
                case LOCK -> holders.put(op.object(), thread);
                case UNLOCK -> holders.remove(op.object());
                case COMPLETE -> {
                    complete.add(op.object());
                    var waiting = parked.entrySet().stream()
                            .filter(each -> each.getValue() == op.object())
                            .map(Map.Entry::getKey)
                            .toList();
                    waiting.forEach(parked::remove);
                    woken.addAll(waiting);
                }
                case JOIN -> {
                    if (!complete.contains(op.object())) {
                        parked.put(thread, op.object());
                    }
                }
                case FORK -> begin(op.object(), actors.get(thread));
                case ALONE, CALL -> {}
            }
        }

        Trace trace(Schedule schedule) {
            Trace.End end = go(schedule);
            List<Candidate> wishes = order.stream()
                    .filter(thread -> wishes(thread) && !isPossible(next(thread)))
                    .map(thread ->
                            new Candidate(thread, actors.get(thread), false, wanted[thread], operation(next(thread))))
                    .toList();
            boolean stuck = end == Trace.End.FAILED && !wishes.isEmpty();
            return new Trace(
                    end,
                    "",
                    choices.subList(schedule.choices().size(), choices.size()),
                    false,
                    stuck,
                    wishes,
                    "",
                    List.of());
        }

        Seen seen() {
            return new Seen(reads, values, over);
        }
    }

    private static Program random(long seed) {
        var random = new SplittableRandom(seed);
        IntUnaryOperator any = random::nextInt;
        int count = 2 + any.applyAsInt(2);
        var threads = new ArrayList<List<Op>>();
        for (int i = 0; i < count; i++) {
            threads.add(ops(any));
        }
        var started = new HashSet<Integer>();
        if (any.applyAsInt(3) == 0) {
            List<Op> parent = threads.getFirst();
            parent.add(any.applyAsInt(parent.size() + 1), new Op(Act.FORK, threads.size()));
            started.add(threads.size());
            threads.add(ops(any));
        }
        return new Program(threads, started);
    }

    private static List<Op> ops(IntUnaryOperator any) {
        var ops = new ArrayList<Op>();
        int length = 1 + any.applyAsInt(4);
        while (ops.size() < length) {
            int object = any.applyAsInt(2);
            switch (any.applyAsInt(10)) {
                case 0, 1 -> ops.add(new Op(Act.READ, object));
                case 2, 3 -> ops.add(new Op(Act.WRITE, object));
                case 4, 5, 6 -> {
                    ops.add(new Op(Act.LOCK, object));
                    if (any.applyAsInt(3) > 0) {
                        ops.add(new Op(any.applyAsInt(2) == 0 ? Act.READ : Act.WRITE, any.applyAsInt(2)));
                    } else {
                        // one in the other, perhaps in opposite order elsewhere
                        ops.add(new Op(Act.LOCK, 1 - object));
                        ops.add(new Op(Act.UNLOCK, 1 - object));
                    }
                    ops.add(new Op(Act.UNLOCK, object));
                }
                case 7 -> ops.add(new Op(any.applyAsInt(3) > 0 ? Act.COMPLETE : Act.JOIN, object));
                case 8 -> ops.add(new Op(any.applyAsInt(3) == 0 ? Act.CALL : Act.ALONE, 0));
                default -> ops.add(new Op(Act.JOIN, object));
            }
        }
        return ops;
    }

    /** Every order there is, one by one; empty if they are too many. */
    private static Optional<List<Seen>> everyOrder(Program program) {
        var all = new ArrayList<Seen>();
        var open = new ArrayList<List<Integer>>(List.of(List.of()));
        while (!open.isEmpty()) {
            List<Integer> prefix = open.removeLast();
            var run = new Run(program);
            Trace trace = run.trace(Schedule.of(prefix, Set.of(), 0));
            all.add(run.seen());
            if (all.size() > MOST_ORDERS) {
                return Optional.empty();
            }
            var way = new ArrayList<>(prefix);
            for (Choice choice : trace.choices()) {
                for (int i = 1; i < choice.candidates().size(); i++) {
                    way.add(i);
                    open.add(List.copyOf(way));
                    way.removeLast();
                }
                way.add(choice.chosen());
            }
        }
        return Optional.of(all);
    }

    /** What the search makes of a program. */
    private record Reduced(List<Seen> seen, BigInteger orders, int givenUp, boolean stuck) {}

    private static Reduced reduced(Program program, int atOnce) {
        var search = new ReducedSearch();
        var seen = new ArrayList<Seen>();
        BigInteger orders = BigInteger.ZERO;
        int givenUp = 0;
        boolean stuck = false;
        while (true) {
            var batch = new ArrayList<Search.Work>();
            for (Optional<Search.Work> next = search.next(); next.isPresent(); next = search.next()) {
                batch.add(next.get());
                if (batch.size() == atOnce) {
                    break;
                }
            }
            if (batch.isEmpty()) {
                assertTrue(search.complete());
                return new Reduced(seen, orders, givenUp, stuck);
            }
            for (Search.Work work : batch) {
                var run = new Run(program);
                Trace trace = run.trace(work.schedule());
                stuck |= trace.stuck();
                if (trace.end() == Trace.End.SEEN) {
                    givenUp++;
                } else {
                    seen.add(run.seen());
                    orders = orders.add(AllOrders.like(work.steps(trace)).orElseThrow());
                }
                search.ran(work, trace);
            }
        }
    }

    private static long[] seeds() {
        return LongStream.concat(LongStream.rangeClosed(1, PROGRAMS), LongStream.of(NESTED_LOCKS))
                .toArray();
    }

    @ParameterizedTest(name = "{0} runs at once")
    @ValueSource(ints = {1, 32})
    @DisplayName("stands for all there are, each once: what every order shows is seen, and the orders add up")
    void everyKindOnce(int atOnce) {
        int looked = 0;
        for (long seed : seeds()) {
            Program program = random(seed);
            Optional<List<Seen>> every = everyOrder(program);
            if (every.isEmpty()) {
                continue;
            }
            looked++;
            Reduced reduced = reduced(program, atOnce);
            String which = "seed " + seed + ": " + program;
            assertEquals(Set.copyOf(every.get()), Set.copyOf(reduced.seen()), which);
            assertEquals(BigInteger.valueOf(every.get().size()), reduced.orders(), which);
        }
        assertTrue(looked > PROGRAMS / 2, looked + " programs were small enough");
    }

    @Test
    @DisplayName("takes fewer runs in vain than others, where nobody is left with a wish")
    void fewInVain() {
        int runs = 0;
        int inVain = 0;
        for (long seed = 1; seed <= PROGRAMS; seed++) {
            Reduced reduced = reduced(random(seed), 1);
            if (!reduced.stuck()) {
                runs += reduced.seen().size();
                inVain += reduced.givenUp();
            }
        }
        assertTrue(inVain < runs, inVain + " in vain, " + runs + " others");
    }
}
