package interleave.kernel.magic;

import interleave.grade.compile.Compilation;
import interleave.grade.compile.Problem;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.kernel.session.Outcome;
import interleave.kernel.source.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code %%answer ID} over a cell: compiles it as one unit, exactly as the grader does, and, when it compiles, runs it as any other cell, so that the learner can
 * try it out. Lines count from the one after the magic.
 */
final class AnswerMagic implements Magic {
    private final Practice practice;

    AnswerMagic(Practice practice) {
        this.practice = practice;
    }

    @Override
    public List<String> names() {
        return List.of("answer");
    }

    @Override
    public String help() {
        return """
            %%answer ID

            Over a cell: your answer to the exercise. It is compiled as the grader does, and runs as any other cell.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        String id = call.arguments().strip();
        if (!call.wholeCell() || id.isEmpty()) {
            return Outcome.Failed.of(
                    "Usage",
                    "An answer begins with %%answer and the exercise's name on its first line: %%answer 03-fan-out");
        }
        String text = call.body();
        Compilation compilation;
        try {
            boolean _ = practice.open(id, call.life());
            Exercise exercise = practice.current();
            if (exercise == null) {
                return Outcome.Done.NOTHING;
            }
            compilation = practice.grader().compile(exercise, text);
        } catch (BadExerciseException e) {
            return Outcome.Failed.of("NoExercise", String.valueOf(e.getMessage()));
        }
        practice.answered(id, text);
        return switch (compilation) {
            case Compilation.Refused refused -> refused(refused);
            case Compilation.Compiled _ -> {
                Outcome outcome = call.life().session().run(new Source("answer " + id, text), 0, text);
                yield outcome instanceof Outcome.Done ? Outcome.Done.NOTHING : outcome;
            }
        };
    }

    private static Outcome refused(Compilation.Refused refused) {
        List<String> trace = new ArrayList<>();
        for (Problem problem : refused.problems()) {
            trace.add(problem.render());
        }
        String name = switch (refused.why()) {
            case FORBIDDEN -> "NotAllowedHere";
            case NOT_ONE_CLASS -> "NoAnswer";
            case DOES_NOT_COMPILE -> "CompileError";
        };
        return new Outcome.Failed(name, trace.getFirst().lines().findFirst().orElse(""), trace);
    }
}
