package interleave.schedule;

import interleave.schedule.Interleavings.Program;
import interleave.schedule.Interleavings.World;
import interleave.schedule.inside.Exploring;
import interleave.schedule.inside.Inside;
import interleave.schedule.inside.LearnerThread;
import interleave.schedule.inside.RunOverError;
import interleave.schedule.message.Move;
import interleave.schedule.message.Step;
import interleave.schedule.message.Wait;
import interleave.schedule.search.Schedule;
import interleave.schedule.search.Trace;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of an exploration's program, in this JVM, by a schedule: it stops at each step, and goes on with the move that answers it.
 *
 * <p>So the outside, which {@linkplain Outside#explore explores} too, may be elsewhere, and answer the steps of many runs at once: they are all driven by the same
 * thread, each stands still while it waits.
 */
public final class ProgramRun implements AutoCloseable {
    private final Program program;
    private final Exploring exploring;
    private final Inside inside;
    private Trace.End end = Trace.End.FAILED;
    private String message = "";
    private boolean over;

    /** A run in which nothing has happened yet. */
    public ProgramRun(Program program, Inside.Settings settings, Schedule schedule) {
        this.program = program;
        this.exploring = new Exploring(schedule);
        this.inside = new Inside(settings, ServiceException::new);
        inside.explore(exploring);
    }

    /** A whole run, its outside here. */
    static Trace of(Program program, Inside.Settings settings, Schedule schedule) {
        var outside = new Outside();
        outside.explore();
        outside.begin();
        try (var run = new ProgramRun(program, settings, schedule)) {
            outside.join(run.inside);
            Trace trace = run.by(outside);
            if (run.inside.failure() instanceof SetUpException failed) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
            return trace;
        }
    }

    /** Runs to its end with this outside. */
    public Trace by(Outside outside) {
        Optional<Step> step = begin();
        while (step.isPresent()) {
            Move move = outside.next(step.get());
            step = move.kind() == Move.Kind.END ? Optional.empty() : apply(move);
        }
        outside.ending().ifPresent(ending -> {
            String wrong = message(ending, inside);
            end = wrong == null ? Trace.End.PASSED : Trace.End.FAILED;
            message = wrong == null ? "" : wrong;
        });
        return trace();
    }

    /** Runs up to its first step; empty if it is over, because its order has been seen or the program is another. */
    public Optional<Step> begin() {
        return made(() -> inside.begin(() -> {
            body(inside, exploring);
            return "done";
        }));
    }

    /** Goes on with what the outside has decided, which is not that it is over; empty as for {@link #begin}. */
    public Optional<Step> apply(Move move) {
        return made(() -> inside.apply(move));
    }

    private Optional<Step> made(Supplier<Step> stretch) {
        if (over) {
            throw new IllegalStateException("this run is over");
        }
        try {
            Step step = stretch.get();
            end = step.state() == Step.State.RETURNED ? Trace.End.PASSED : Trace.End.FAILED;
            message = inside.failure() == null ? "" : String.valueOf(inside.failure());
            return Optional.of(step);
        } catch (Exploring.SeenException seen) {
            return over(Trace.End.SEEN, "");
        } catch (Exploring.RacingException racing) {
            return over(Trace.End.RACING, "");
        } catch (Exploring.AnotherException another) {
            return over(Trace.End.ANOTHER, String.valueOf(another.getMessage()));
        }
    }

    private Optional<Step> over(Trace.End how, String why) {
        over = true;
        end = how;
        message = why;
        return Optional.empty();
    }

    /** What became of it so far: a run that has returned has passed, how others ended the outside knows. */
    public Trace trace() {
        return exploring.trace(end, message);
    }

    /** Ends what is left of it. */
    @Override
    public void close() {
        inside.close();
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
