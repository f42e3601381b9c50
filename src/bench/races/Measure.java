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
        String name = arguments[1];
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
            // whoever ends this JVM has what it has come to
            System.out.flush();
        }
        // a thread in a deadlock is no reason to stay
        Runtime.getRuntime().halt(0);
    }

    /** By plain {@code new}: what is made by reflection Lincheck does not transform, and then neither sees its fields nor schedules its threads. */
    private static Race make(String name) {
        return switch (name) {
            case "CapturedCounter" -> new Cases.CapturedCounter();
            case "CapturedCounterFixed" -> new Cases.CapturedCounterFixed();
            case "GetThenPut" -> new Cases.GetThenPut();
            case "GetThenPutFixed" -> new Cases.GetThenPutFixed();
            case "AsyncPoolOfTwo" -> new Cases.AsyncPoolOfTwo();
            case "AsyncPoolOfTwoFixed" -> new Cases.AsyncPoolOfTwoFixed();
            case "AsyncOneThread" -> new Cases.AsyncOneThread();
            case "AsyncOneThreadFixed" -> new Cases.AsyncOneThreadFixed();
            case "AsyncVirtualThreads" -> new Cases.AsyncVirtualThreads();
            case "AsyncVirtualThreadsFixed" -> new Cases.AsyncVirtualThreadsFixed();
            case "AsyncForkJoin" -> new Cases.AsyncForkJoin();
            case "AsyncForkJoinFixed" -> new Cases.AsyncForkJoinFixed();
            case "Deadlock" -> new Cases.Deadlock();
            case "DeadlockFixed" -> new Cases.DeadlockFixed();
            case "LockDeadlock" -> new Cases.LockDeadlock();
            case "LockDeadlockFixed" -> new Cases.LockDeadlockFixed();
            case "CheckThenEnter" -> new Cases.CheckThenEnter();
            case "CheckThenEnterFixed" -> new Cases.CheckThenEnterFixed();
            case "LazyInit" -> new Cases.LazyInit();
            case "LazyInitFixed" -> new Cases.LazyInitFixed();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Race woven(String name, ClassLoader loader) throws ReflectiveOperationException {
        return (Race) Class.forName("races.Cases$" + name, true, loader)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static Verdict interleave(String name) {
        var loader = WovenLoader.exploring(Measure.class.getClassLoader(), each -> each.startsWith("races.Cases"));
        Exploration found = Interleavings.of(world -> {
                    Race race = woven(name, loader);
                    int number = 0;
                    for (Runnable actor : race.actors()) {
                        world.actor("thread " + ++number, actor::run);
                    }
                    world.check(race::check);
                })
                .orders(RUNS)
                .untilFailure()
                .explore();
        String message = found.shortest().map(Interleavings.Failure::message).orElse("");
        return new Verdict(found.shortest().isPresent(), found.verdict() + ". " + message);
    }

    private static Verdict lincheck(String name) {
        try {
            Lincheck.runConcurrentTest(RUNS, () -> {
                try {
                    run(make(name), 0);
                } catch (InterruptedException e) {
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
                run(make(name), STUCK_MS);
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
            if (milliseconds == 0) {
                // Lincheck knows this one; in join(0) its scheduler waits for ever
                thread.join();
            } else {
                thread.join(milliseconds);
                if (thread.isAlive()) {
                    throw new AssertionError("stuck");
                }
            }
        }
        race.check();
    }
}
