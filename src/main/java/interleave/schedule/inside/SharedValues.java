package interleave.schedule.inside;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the actors share, and its value after each step, as far as the steps tell: for the reader of an order. */
final class SharedValues {
    private static final int LONGEST = 60;

    /** A place in memory that steps read and write. */
    private static final class Cell {
        final Object target;
        final String member;
        final String name;
        final Set<String> actors = new LinkedHashSet<>();
        final TreeMap<Integer, Seen> values = new TreeMap<>();
        final @Nullable String initial;

        Cell(Object target, String member, String name) {
            this.target = target;
            this.member = member;
            this.name = name;
            this.initial = member.isEmpty()
                    ? content(target)
                    : MemberValue.words(target, member).orElse(null);
        }

        /** Its value before the first step: as it was found, or what was read before anybody wrote. */
        @Nullable
        String before() {
            Seen first = values.isEmpty() ? null : values.firstEntry().getValue();
            return initial != null || first == null || first.written() ? initial : first.value();
        }
    }

    /** A value that a step has read or written. */
    private record Seen(String value, boolean written) {}

    private final List<Cell> cells = new ArrayList<>();
    private final IdentityHashMap<Object, Map<String, Cell>> known = new IdentityHashMap<>();
    private final IdentityHashMap<Object, String> names = new IdentityHashMap<>();

    /** A field of that name holds the object. */
    void named(@Nullable Object value, String field) {
        if (value != null && !simple(value)) {
            names.putIfAbsent(value, field);
        }
    }

    /** The name of the field it was found in, or else of its class. */
    String name(Object object) {
        String known = names.get(object);
        return known == null ? Points.typeName(object.getClass()) : known;
    }

    /** An actor takes that step, and does this to it. */
    void touched(String actor, Object target, String member) {
        cell(target, member).actors.add(actor);
    }

    private Cell cell(Object target, String member) {
        return known.computeIfAbsent(target, each -> new LinkedHashMap<>()).computeIfAbsent(member, each -> {
            var made = new Cell(target, member, title(target, member));
            cells.add(made);
            return made;
        });
    }

    private String title(Object target, String member) {
        boolean element = member.startsWith("[");
        String owner = names.get(target);
        if (element) {
            return owner == null ? member : owner + member;
        }
        return member.isEmpty() ? name(target) : member;
    }

    /** After that step, which may be some time ago, it has this value. */
    void is(int step, Object target, String member, String value, boolean written) {
        cell(target, member).values.put(step, new Seen(value, written));
    }

    /** That step is over: looks into the objects of the JDK that were met. */
    void stepped(int step) {
        for (Cell cell : cells) {
            String content = cell.member.isEmpty() ? content(cell.target) : null;
            if (content != null) {
                cell.values.put(step, new Seen(content, true));
            }
        }
    }

    private static @Nullable String content(Object object) {
        if (object.getClass().getName().startsWith("java.util.concurrent.atomic.")) {
            return cut(object.toString());
        }
        return switch (object) {
            case Map<?, ?> map when simple(map.keySet()) && simple(map.values()) -> cut(map.toString());
            case Collection<?> collection when simple(collection) -> cut(collection.toString());
            case Semaphore semaphore -> semaphore.availablePermits() + " free";
            case CountDownLatch latch -> Long.toString(latch.getCount());
            default -> null;
        };
    }

    private static boolean simple(Collection<?> all) {
        return all.stream().allMatch(SharedValues::simple);
    }

    private static boolean simple(@Nullable Object value) {
        return value == null
                || value instanceof Number
                || value instanceof CharSequence
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum<?>;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** What two actors or more have met, and its value before the first of so many steps and after each of them, as far as it is known. */
    List<String> rows(int steps) {
        List<Cell> shared = cells.stream()
                .filter(cell -> cell.actors.size() > 1 && (cell.before() != null || !cell.values.isEmpty()))
                .toList();
        var now = new HashMap<Cell, String>();
        for (Cell cell : shared) {
            String before = cell.before();
            if (before != null) {
                now.put(cell, before);
            }
        }
        var rows = new ArrayList<String>(List.of(row(shared, now)));
        for (int step = 0; step < steps; step++) {
            for (Cell cell : shared) {
                Seen seen = cell.values.get(step);
                if (seen != null) {
                    now.put(cell, seen.value());
                }
            }
            rows.add(row(shared, now));
        }
        return rows;
    }

    private static String row(List<Cell> shared, Map<Cell, String> now) {
        return shared.stream()
                .filter(now::containsKey)
                .map(cell -> distinct(cell, shared) + " = " + now.get(cell))
                .collect(Collectors.joining(", "));
    }

    private static String distinct(Cell cell, List<Cell> shared) {
        List<Cell> same =
                shared.stream().filter(each -> each.name.equals(cell.name)).toList();
        return same.size() == 1 ? cell.name : cell.name + " " + (same.indexOf(cell) + 1);
    }
}
