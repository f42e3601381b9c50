package interleave.schedule.learner;

import interleave.schedule.Interleavings.Program;
import interleave.schedule.Interleavings.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Races in places where they are easily overlooked, by people and by tools, and the same repaired. */
@SuppressWarnings({"NullAway", "JdkObsolete"}) // what learners write
public final class Hidden {
    private Hidden() {}

    private static void equal(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException("expected " + expected + " but was " + actual);
        }
    }

    // ---- broken ----

    static final class Ticket {
        private static int last;
        final int number;

        Ticket() {
            last++;
            number = last;
        }

        static void reset() {
            last = 0;
        }
    }

    public static final class NumbersInAConstructor implements Program {
        private volatile int first;
        private volatile int second;

        @Override
        public void setUp(World world) {
            Ticket.reset();
            world.actor("A", () -> first = new Ticket().number);
            world.actor("B", () -> second = new Ticket().number);
            world.check(() -> equal(3, first + second));
        }
    }

    public static final class ReferencesToMethods implements Program {
        private final AtomicInteger free = new AtomicInteger(1);
        private final AtomicInteger sold = new AtomicInteger();

        @Override
        public void setUp(World world) {
            Runnable sell = () -> {
                java.util.function.IntSupplier left = free::get;
                Runnable take = free::decrementAndGet;
                if (left.getAsInt() > 0) {
                    take.run();
                    sold.incrementAndGet();
                }
            };
            world.actor("A", sell::run);
            world.actor("B", sell::run);
            world.check(() -> equal(1, sold.get()));
        }
    }

    public static final class SleepsInsteadOfWaiting implements Program {
        private volatile int written;
        private volatile int read;

        @Override
        public void setUp(World world) {
            world.actor("A", () -> written = 7);
            world.actor("B", () -> {
                Thread.sleep(1_000);
                read = written;
            });
            world.check(() -> equal(7, read));
        }
    }

    public static final class MapForOneThread implements Program {
        private final Map<String, Integer> map = new HashMap<>();

        @Override
        public void setUp(World world) {
            world.actor("A", () -> map.merge("a", 1, Integer::sum));
            world.actor("B", () -> map.merge("b", 1, Integer::sum));
            world.check(() -> equal(Map.of("a", 1, "b", 1), map));
        }
    }

    public static final class ListForOneThread implements Program {
        private final List<Integer> list = new ArrayList<>();

        @Override
        public void setUp(World world) {
            world.actor("A", () -> List.of(1, 2).forEach(list::add));
            world.actor("B", () -> list.add(3));
            world.check(() -> equal(3, list.size()));
        }
    }

    public static final class AppendsAtOnce implements Program {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void setUp(World world) {
            world.actor("A", () -> text.append("a"));
            world.actor("B", () -> text.append("b"));
            world.check(() -> equal(2, text.length()));
        }
    }

    public static final class CopiesAnArray implements Program {
        private final int[] pair = new int[2];
        private volatile int[] seen = new int[2];

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                pair[0] = 1;
                pair[1] = 1;
            });
            world.actor("B", () -> seen = Arrays.copyOf(pair, 2));
            world.check(() -> equal(seen[0], seen[1]));
        }
    }

    public static final class ClonesAnArray implements Program {
        private final int[] pair = new int[2];
        private volatile int[] seen = new int[2];

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                pair[0] = 1;
                pair[1] = 1;
            });
            world.actor("B", () -> seen = pair.clone());
            world.check(() -> equal(seen[0], seen[1]));
        }
    }

    // ---- repaired ----

    public static final class MapUnderALock implements Program {
        private final Map<String, Integer> map = new HashMap<>();

        private synchronized void add(String key) {
            map.merge(key, 1, Integer::sum);
        }

        @Override
        public void setUp(World world) {
            world.actor("A", () -> add("a"));
            world.actor("B", () -> add("b"));
            world.check(() -> equal(2, map.size()));
        }
    }

    public static final class MapForManyThreads implements Program {
        private final Map<String, Integer> map = new ConcurrentHashMap<>();

        @Override
        public void setUp(World world) {
            world.actor("A", () -> map.merge("a", 1, Integer::sum));
            world.actor("B", () -> map.merge("b", 1, Integer::sum));
            world.check(() -> equal(2, map.size()));
        }
    }

    public static final class ListThatLocksItself implements Program {
        private final List<Integer> list = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void setUp(World world) {
            world.actor("A", () -> list.add(1));
            world.actor("B", () -> list.add(2));
            world.check(() -> equal(2, list.size()));
        }
    }

    /** Whoever only puts what has its place already changes nothing that another's key depends on. */
    public static final class PlacesOfTheirOwn implements Program {
        private final Map<String, Integer> map = new HashMap<>(Map.of("a", 0, "b", 0));
        private final List<Integer> list = new ArrayList<>(List.of(0, 0));

        @Override
        public void setUp(World world) {
            world.actor("A", () -> {
                map.put("a", 1);
                list.set(0, 1);
            });
            world.actor("B", () -> {
                map.put("b", 1);
                list.set(1, 1);
            });
            world.check(() -> {
                equal(Map.of("a", 1, "b", 1), map);
                equal(List.of(1, 1), list);
            });
        }
    }

    public static final class ReadersOnly implements Program {
        private final Map<String, Integer> map = new HashMap<>(Map.of("a", 1));

        @Override
        public void setUp(World world) {
            world.actor("A", () -> equal(1, map.get("a")));
            world.actor("B", () -> equal(1, map.size()));
        }
    }

    public static final class MapsOfTheirOwn implements Program {
        private static int count() {
            var mine = new HashMap<String, Integer>();
            mine.put("a", 1);
            mine.put("b", 2);
            return mine.size();
        }

        @Override
        public void setUp(World world) {
            world.actor("A", () -> equal(2, count()));
            world.actor("B", () -> equal(2, count()));
        }
    }

    // ---- refused ----

    public static final class WritesAFile implements Program {
        @Override
        public void setUp(World world) {
            world.actor("A", () -> write("a"));
            world.actor("B", () -> write("b"));
        }

        private static void write(String text) throws IOException {
            Files.writeString(Path.of("never", "written"), text);
        }
    }

    public static final class ExtendsAMap implements Program {
        /** The two that were used last. */
        private static final class Cache extends LinkedHashMap<String, Integer> {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                return size() > 2;
            }
        }

        @Override
        public void setUp(World world) {
            var cache = new Cache();
            world.actor("A", () -> cache.put("a", 1));
            world.actor("B", () -> cache.put("b", 1));
            world.check(() -> equal(2, cache.size()));
        }
    }

    public static final class WritesByReflection implements Program {
        private int n;

        private void add() throws ReflectiveOperationException {
            var field = WritesByReflection.class.getDeclaredField("n");
            field.setInt(this, field.getInt(this) + 1);
        }

        @Override
        public void setUp(World world) {
            world.actor("A", this::add);
            world.actor("B", this::add);
            world.check(() -> equal(2, n));
        }
    }
}
