import interleave.grade.Grader;
import interleave.grade.Result;
import interleave.grade.exercise.Exercises;
import interleave.grade.submission.Answer;
import interleave.link.GuestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures how many orders of two actors are looked at a second across the link: the search and the services in this JVM, the runs in a guest as a graded answer
 * has it.
 *
 * <p>Two actors of four steps each have 70 orders, of eight steps 12,870, of which the default budget looks at 5,000. A program is explored several times in the
 * same guest; the time is that of {@code explore} alone, in the exercise's own test, without compilers and the guest's start. Prints a Markdown table: the first
 * exploration, in JVMs that are still cold, and the later half of them, together.
 *
 * <pre>{@code
 * ./mvnw -q package -DskipTests
 * java -cp target/interleave.jar src/bench/orders/Orders.java
 * }</pre>
 */
public final class Orders {
    private static final String CONTRACT = """
        package exercise;

        import interleave.schedule.Store;
        import java.util.concurrent.CompletableFuture;

        public interface Sum {
            CompletableFuture<Void> add(Store<Integer> accounts);

            CompletableFuture<Void> count();
        }
        """;

    private static final String TEST = """
        package exercise;

        import interleave.grade.*;
        import interleave.schedule.SimulatedStore;
        import org.junit.jupiter.api.*;

        class SumTest {
            @RepeatedTest(%1$d)
            void atOnce() {
                long start = System.nanoTime();
                int orders = Orders.few().switches(16).explore(world -> {
                    var accounts = SimulatedStore.of("accounts", Integer.class).with("ann", 0);
                    Sum sum = Check.learner(Sum.class);
                    world.actor("A", () -> { %2$s });
                    world.actor("B", () -> { %2$s });
                    world.check(() -> {});
                }).orders();
                long took = System.nanoTime() - start;
                System.setProperty("orders", System.getProperty("orders") + " " + orders + "/" + took);
            }
        }
        """;

    private static final String ANSWER = """
        class Mine implements Sum {
            int n;

            public CompletableFuture<Void> count() {
                n++;
                return CompletableFuture.completedFuture(null);
            }

            public CompletableFuture<Void> add(Store<Integer> accounts) {
                %s
            }
        }
        """;

    private static final String NOTEBOOK = """
        {"nbformat": 4, "cells": [
          {"cell_type": "code", "source": "%%%%answer %s\\nclass Mine {}"}
        ]}
        """;

    private static final String BLOCKING = "accounts.write(\"ann\", accounts.read(\"ann\").orElse(0) + 1); return"
            + " CompletableFuture.completedFuture(null);";

    private static final String ASYNC =
            "return accounts.readAsync(\"ann\").thenCompose(n -> accounts.writeAsync(\"ann\", n.orElse(0) + 1));";

    private record Program(String what, String calls, String add, int explorations) {}

    private static final List<Program> PROGRAMS = List.of(
            new Program("a field: n++, twice each", "sum.count(); ".repeat(2), BLOCKING, 60),
            new Program("a Store: read, then write", "sum.add(accounts);", BLOCKING, 60),
            new Program("a Store: readAsync, thenCompose writeAsync", "sum.add(accounts);", ASYNC, 60),
            new Program("a field: n++, four times each", "sum.count(); ".repeat(4), BLOCKING, 4),
            new Program("a Store: read, then write, twice each", "sum.add(accounts); ".repeat(2), BLOCKING, 4));

    private record Measured(int orders, long nanos) {
        static Measured of(String text) {
            String[] parts = text.split("/");
            return new Measured(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
        }
    }

    private Orders() {}

    public static void main(String[] arguments) throws Exception {
        Path guest = Path.of(Grader.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolveSibling("interleave-guest.jar");
        Path folder = Files.createTempDirectory("orders");
        System.out.println("| two actors share | orders | first exploration | orders a second, warm |");
        System.out.println("|---|---|---|---|");
        for (int i = 0; i < PROGRAMS.size(); i++) {
            Program program = PROGRAMS.get(i);
            String id = i + 1 + "-orders";
            write(folder.resolve(id), program);
            List<Measured> all = measure(guest, new Exercises(folder), id, program);
            List<Measured> warm = all.subList(all.size() / 2, all.size());
            double seconds = warm.stream().mapToLong(Measured::nanos).sum() / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %,.0f ms | %,.0f |%n",
                    program.what(),
                    all.getFirst().orders(),
                    all.getFirst().nanos() / 1e6,
                    warm.stream().mapToInt(Measured::orders).sum() / seconds);
        }
        System.out.printf("%n%d processors, Java %s%n", Runtime.getRuntime().availableProcessors(), Runtime.version());
    }

    private static List<Measured> measure(Path guest, Exercises exercises, String id, Program program)
            throws Exception {
        System.setProperty("orders", "");
        try (var grader = new Grader(GuestOptions.plain(guest))) {
            Result result = grader.judge(exercises.load(id), Answer.of("mine", ANSWER.formatted(program.add())));
            if (!result.perfect()) {
                throw new IllegalStateException(result.toString());
            }
        }
        return Arrays.stream(System.getProperty("orders").strip().split(" "))
                .map(Measured::of)
                .toList();
    }

    private static void write(Path exercise, Program program) throws IOException {
        write(exercise, "exercise.json", "{\"title\": \"Add up\"}");
        write(exercise, "hints.md", "## 1\nAdd.\n");
        write(exercise, "exercise.ipynb", NOTEBOOK.formatted(exercise.getFileName()));
        write(exercise, "contract/Sum.java", CONTRACT);
        write(exercise, "test/SumTest.java", TEST.formatted(program.explorations(), program.calls()));
    }

    private static void write(Path exercise, String file, String text) throws IOException {
        Path path = exercise.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
