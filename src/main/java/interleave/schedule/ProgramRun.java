package interleave.schedule;

import interleave.schedule.Interleavings.Program;
import interleave.schedule.Interleavings.World;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs a program once, in this JVM, by a schedule. */
final class ProgramRun {
    private final Program program;
    private final Inside.Settings settings;

    ProgramRun(Program program, Inside.Settings settings) {
        this.program = program;
        this.settings = settings;
    }

    /** The same where the outside is elsewhere: {@code outside} answers each step, and how the run ends in other ways than by returning is known there. */
    Trace by(Schedule schedule, Function<Step, Move> outside) {
        var exploring = new Exploring(schedule);
        try (var inside = new Inside(settings)) {
            Step last = run(inside, exploring, outside);
            return switch (last.state()) {
                case RETURNED -> exploring.trace(Trace.End.PASSED, "");
                case THREW, WAITING, ENDLESS, ESCAPED ->
                    exploring.trace(Trace.End.FAILED, String.valueOf(inside.failure()));
            };
        } catch (Exploring.SeenException seen) {
            return exploring.trace(Trace.End.SEEN, "");
        } catch (Exploring.AnotherException another) {
            return exploring.trace(Trace.End.ANOTHER, String.valueOf(another.getMessage()));
        }
    }

    private Step run(Inside inside, Exploring exploring, Function<Step, Move> outside) {
        inside.explore(exploring);
        Step step = inside.begin(() -> {
            body(inside, exploring);
            return "done";
        });
        for (Move move = outside.apply(step); move.kind() != Move.Kind.END; move = outside.apply(step)) {
            step = inside.apply(move);
        }
        return step;
    }

    Trace by(Schedule schedule) {
        var exploring = new Exploring(schedule);
        var outside = new Outside();
        try (var inside = new Inside(settings)) {
            inside.join(outside);
            outside.explore();
            outside.begin();
            Step _ = run(inside, exploring, outside::next);
            if (inside.failure() instanceof SetUpException failed) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
            String wrong = message(outside.ending().orElseThrow(), inside);
            return wrong == null ? exploring.trace(Trace.End.PASSED, "") : exploring.trace(Trace.End.FAILED, wrong);
        } catch (Exploring.SeenException seen) {
            return exploring.trace(Trace.End.SEEN, "");
        } catch (Exploring.AnotherException another) {
            return exploring.trace(Trace.End.ANOTHER, String.valueOf(another.getMessage()));
        }
    }

    private void body(Inside inside, Exploring exploring) throws Exception {
        var world = new World(inside);
        try {
            program.setUp(world);
        } catch (Exception e) {
            throw new SetUpException(e);
        }
        Set<String> names = new LinkedHashSet<>();
        var left = new int[] {world.actors().size()};
        var failed = new @Nullable Throwable[1];
        LearnerThread me = LearnerThread.current();
        exploring.activate(true);
        for (World.Actor actor : world.actors()) {
            if (!names.add(actor.name())) {
                throw new IllegalArgumentException("two actors are named " + actor.name());
            }
            inside.start(actor.name(), 0, () -> {
                try {
                    actor.body().run();
                } catch (RunOverError over) {
                    throw over;
                } catch (Throwable thrown) {
                    failed[0] = failed[0] == null ? new ActorFailure(actor.name(), thrown) : failed[0];
                } finally {
                    if (--left[0] == 0) {
                        me.wake();
                    }
                }
            });
        }
        me.awaitUninterruptibly(Wait.What.END, "its actors", () -> left[0] == 0);
        exploring.activate(false);
        if (failed[0] instanceof ActorFailure failure) {
            throw failure;
        }
        world.check();
    }

    /** The program could not even begin: that is no matter of orders. */
    private static final class SetUpException extends RuntimeException {
        SetUpException(Exception cause) {
            super("the program cannot be set up: " + cause, cause);
        }
    }

    /** What an actor threw, in words. */
    private static final class ActorFailure extends RuntimeException {
        ActorFailure(String actor, Throwable thrown) {
            super(actor + " threw " + thrown);
        }
    }

    private static @Nullable String message(Ending ending, Inside inside) {
        return switch (ending.kind()) {
            case RETURNED -> null;
            case THREW -> {
                Throwable failure = inside.failure();
                String words = failure == null ? null : failure.getMessage();
                yield words == null ? String.valueOf(failure) : words;
            }
            case NEVER_COMPLETED, DEADLOCK, STUCK, ENDLESS, OVER_LIMIT, ESCAPED, BROKEN -> ending.message();
        };
    }
}
