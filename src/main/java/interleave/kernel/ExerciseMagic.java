package interleave.kernel;

import interleave.grade.BadExerciseException;
import interleave.grade.Exercise;
import java.util.List;

/**
 * {@code %exercise ID}: cells see the types of the exercise's contract from here on, and the task is shown. With {@code --reset} the code to start from is shown
 * as well.
 */
final class ExerciseMagic implements Magic {
    private final Practice practice;

    ExerciseMagic(Practice practice) {
        this.practice = practice;
    }

    @Override
    public List<String> names() {
        return List.of("exercise");
    }

    @Override
    public Outcome run(Call call) {
        boolean reset = call.arguments().contains("--reset");
        String id = call.arguments().replace("--reset", "").strip();
        if (id.isEmpty()) {
            return Outcome.Failed.of("Usage", "Which exercise? %exercise 03-fan-out, for instance.");
        }
        boolean renewed;
        try {
            renewed = practice.open(id, call.life());
        } catch (BadExerciseException e) {
            return Outcome.Failed.of("NoExercise", String.valueOf(e.getMessage()));
        }
        Exercise exercise = practice.current();
        if (exercise != null) {
            StringBuilder text =
                    new StringBuilder("**").append(exercise.title()).append("** (about ");
            text.append(exercise.minutes())
                    .append(" minutes)\n\n")
                    .append(exercise.task().strip());
            if (reset) {
                text.append("\n\nThe code to start from:\n\n```java\n%%answer ")
                        .append(exercise.id())
                        .append('\n');
                text.append(exercise.starter().strip()).append("\n```");
            }
            text.append("\n\nRun your answer in a cell that begins with `%%answer ")
                    .append(exercise.id());
            text.append("`, then `%grade` judges it and `%hint` helps.");
            if (renewed) {
                text.append("\n\nAnother exercise was open: a new JVM runs your cells, and its variables are gone.");
            }
            call.front().markdown(text.toString());
        }
        return Outcome.Done.NOTHING;
    }
}
