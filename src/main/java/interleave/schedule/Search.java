package interleave.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The choices of an exploration, depth first: each run repeats the choices of the one before up to a place, and takes another one there.
 *
 * <p>The actor that ran last goes on if it can, so the first run has no switches. With a bound, orders with more switches are left out; without one, sleep
 * sets leave out orders that differ from one seen only in the order of independent steps.
 */
final class Search {
    /** This run would be no new order. */
    static final class CutException extends RuntimeException {
        CutException() {
            super("no new order", null, false, false);
        }
    }

    /** A place where a choice was made. */
    private static final class Node {
        /** The threads that could be next, by numbers that are the same in every run that came here. */
        final List<Integer> candidates;

        /** How many of them, from the first on, are of the actor that ran last. */
        final int same;

        final Set<Integer> asleep;
        final Set<Integer> tried = new HashSet<>();
        int chosen;

        Node(List<Integer> candidates, int same, Set<Integer> asleep) {
            this.candidates = candidates;
            this.same = same;
            this.asleep = asleep;
        }

        boolean isSwitch() {
            return same > 0 && chosen >= same;
        }
    }

    private final int bound;
    private final boolean reduced;
    private final List<Node> path = new ArrayList<>();
    private final @Nullable List<Integer> given;
    private IdentityHashMap<Runnable, Integer> numbers = new IdentityHashMap<>();
    private Set<Integer> asleep = Set.of();
    private int depth;
    private String last = "";
    private int switches;
    private boolean complete;

    Search(int bound, boolean reduced) {
        this(bound, reduced, null);
    }

    private Search(int bound, boolean reduced, @Nullable List<Integer> given) {
        this.bound = bound;
        this.reduced = reduced;
        this.given = given;
    }

    /** A run begins: its choices are those of the path. */
    void restart() {
        numbers = new IdentityHashMap<>();
        asleep = Set.of();
        depth = 0;
        last = "";
        switches = 0;
    }

    /**
     * The thread that is next.
     *
     * @param ready stretches that could run, in the order they became ready, none of them the exploration's own
     */
    Runnable choose(Inside inside, List<Runnable> ready) {
        for (Runnable stretch : ready) {
            // what has not begun yet does nothing that others could see, up to its first point
            if (numbers.putIfAbsent(stretch, numbers.size()) == null) {
                return stretch;
            }
        }
        var ordered = new ArrayList<Runnable>(ready);
        ordered.sort(Comparator.comparing(stretch -> !name(inside, stretch).equals(last)));
        // what each is about to do: asked anew in every run, for the objects it is done to are new ones
        var operations = new HashMap<Integer, Points.@Nullable Op>();
        for (Runnable stretch : ordered) {
            LearnerThread thread = inside.threadOf(stretch);
            operations.put(number(stretch), thread == null ? null : thread.next);
        }
        List<Integer> candidates = ordered.stream().map(this::number).toList();
        Node node = depth < path.size() ? path.get(depth) : extend(candidates, same(inside, ordered));
        if (!node.candidates.equals(candidates)) {
            throw new IllegalStateException("the program is not the same in every run: at step " + depth
                    + " the threads " + node.candidates + " could run, now " + candidates);
        }
        int next = node.candidates.get(node.chosen);
        var sleeping = new HashSet<Integer>(node.asleep);
        node.tried.forEach(tried -> sleeping.add(node.candidates.get(tried)));
        sleeping.remove(next);
        sleeping.removeIf(thread -> Points.Op.dependent(operations.get(thread), operations.get(next)));
        asleep = sleeping;
        if (node.isSwitch()) {
            switches++;
        }
        depth++;
        last = name(inside, ordered.get(node.chosen));
        return ordered.get(node.chosen);
    }

    private int same(Inside inside, List<Runnable> ordered) {
        return (int) ordered.stream()
                .filter(stretch -> name(inside, stretch).equals(last))
                .count();
    }

    private static String name(Inside inside, Runnable stretch) {
        LearnerThread thread = inside.threadOf(stretch);
        return thread == null ? "?" : thread.name();
    }

    private int number(Runnable stretch) {
        return numbers.getOrDefault(stretch, -1);
    }

    private Node extend(List<Integer> candidates, int same) {
        var node = new Node(candidates, same, asleep);
        path.add(node);
        if (given != null) {
            node.chosen = depth < given.size() ? Math.min(given.get(depth), candidates.size() - 1) : 0;
        } else {
            node.chosen = -1;
            if (!advance(node, switches)) {
                path.removeLast();
                throw new CutException();
            }
        }
        return node;
    }

    /** Moves on to the next choice that is worth a run; false if there is none. */
    private boolean advance(Node node, int switchesBefore) {
        while (++node.chosen < node.candidates.size()) {
            boolean sleeps = reduced && node.asleep.contains(node.candidates.get(node.chosen));
            if (!sleeps && (!node.isSwitch() || switchesBefore < bound)) {
                return true;
            }
        }
        return false;
    }

    /** Goes back to the last place with another choice; false if there is none: all orders have been seen. */
    boolean next() {
        while (!path.isEmpty()) {
            Node node = path.getLast();
            node.tried.add(node.chosen);
            int before = (int) path.subList(0, path.size() - 1).stream()
                    .filter(Node::isSwitch)
                    .count();
            if (advance(node, before)) {
                return true;
            }
            path.removeLast();
        }
        complete = true;
        return false;
    }

    boolean complete() {
        return complete;
    }

    int switches() {
        return switches;
    }

    /** The choices of the run just made that are not the first, each as the distance from the one before and its number, in base 36. */
    String id() {
        var id = new StringBuilder();
        int from = 0;
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).chosen > 0) {
                id.append(id.isEmpty() ? "" : "-")
                        .append(Integer.toString(i - from, Character.MAX_RADIX))
                        .append('.')
                        .append(Integer.toString(path.get(i).chosen, Character.MAX_RADIX));
                from = i + 1;
            }
        }
        return id.isEmpty() ? "0" : id.toString();
    }

    /**
     * The search that makes the one run of that id.
     *
     * @throws IllegalArgumentException if it is no id
     */
    static Search of(String id) {
        var given = new ArrayList<Integer>();
        if (!id.equals("0")) {
            for (String part : id.split("-", -1)) {
                int dot = part.indexOf('.');
                if (dot < 1 || part.length() > 12) {
                    throw new IllegalArgumentException("'" + id + "' is no id of an order: they look like 4.1-0.2");
                }
                try {
                    int gap = Integer.parseInt(part.substring(0, dot), Character.MAX_RADIX);
                    if (gap < 0 || gap > 1_000_000) {
                        throw new NumberFormatException(part);
                    }
                    for (int i = 0; i < gap; i++) {
                        given.add(0);
                    }
                    given.add(Integer.parseInt(part.substring(dot + 1), Character.MAX_RADIX));
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("'" + id + "' is no id of an order: they look like 4.1-0.2", e);
                }
            }
        }
        return new Search(Integer.MAX_VALUE, false, List.copyOf(given));
    }
}
