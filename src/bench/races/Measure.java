package races;

import interleave.schedule.Exploration;
import interleave.schedule.Interleavings;
import interleave.schedule.WovenLoader;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.Lincheck;

/** Has one tool look at one case, a few times: {@code Measure TOOL CASE TRIALS}. Prints a line for each: found or passed, milliseconds, what was said. */
public final class Measure {
    private static final int RUNS = 1_000;
    private static final long STUCK_MS = 2_000;

    private Measure() {}

    private record Verdict(boolean found, String words) {}

    public static void main(String[] arguments) throws Exception {
        String tool = arguments[0];
        String name = "races.Cases$" + arguments[1];
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            long start = System.nanoTime();
            Verdict verdict = switch (tool) {
                case "interleave" -> interleave(name);
                case "lincheck" -> lincheck(name);
                case "stress" -> stress(name);
                default -> throw new IllegalArgumentException(tool);
            };
            System.out.printf(
                    "%s\t%.1f\t%s%n",
                    verdict.found() ? "found" : "passed",
                    (System.nanoTime() - start) / 1e6,
                    verdict.words().lines().findFirst().orElse(""));
        }
        // a thread in a deadlock is no reason to stay
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static Race make(String name, ClassLoader loader) throws ReflectiveOperationException {
        return (Race) Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
    }

    private static Verdict interleave(String name) {
        var loader = WovenLoader.exploring(Measure.class.getClassLoader(), each -> each.startsWith("races.Cases"));
        Exploration found = Interleavings.of(world -> {
                    Race race = make(name, loader);
                    int number = 0;
                    for (Runnable actor : race.actors()) {
                        world.actor("thread " + ++number, actor::run);
                    }
                    world.check(race::check);
                })
                .untilFailure()
                .explore();
        String message = found.shortest().map(Interleavings.Failure::message).orElse("");
        return new Verdict(found.shortest().isPresent(), found.verdict() + ". " + message);
    }

    private static Verdict lincheck(String name) {
        try {
            Lincheck.runConcurrentTest(RUNS, () -> {
                try {
                    run(make(name, Measure.class.getClassLoader()), 0);
                } catch (InterruptedException | ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            });
            return new Verdict(false, "");
        } catch (Throwable failure) {
            String words = String.valueOf(failure.getMessage());
            return new Verdict(true, words.contains("hung") ? "Concurrent test has hung" : "an order that fails");
        }
    }

    private static Verdict stress(String name) throws Exception {
        for (int i = 0; i < RUNS; i++) {
            try {
                run(make(name, Measure.class.getClassLoader()), STUCK_MS);
            } catch (AssertionError failure) {
                return new Verdict(true, failure.getMessage() + " in run " + (i + 1));
            }
        }
        return new Verdict(false, "");
    }

    /** Once, on real threads; each is given that long, or for ever. */
    private static void run(Race race, long milliseconds) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Runnable> actors;
        try {
            actors = race.actors();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        for (Runnable actor : actors) {
            Thread thread = new Thread(actor);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(milliseconds);
            if (milliseconds > 0 && thread.isAlive()) {
                throw new AssertionError("stuck");
            }
        }
        race.check();
    }
}
