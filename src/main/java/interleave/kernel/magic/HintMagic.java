package interleave.kernel.magic;

import interleave.grade.exercise.Exercise;
import interleave.kernel.session.Outcome;
import java.util.List;

/** {@code %hint}: the next hint of the exercise that is open, from a nudge to nearly the answer; never the code. */
final class HintMagic implements Magic {
    private final Practice practice;

    HintMagic(Practice practice) {
        this.practice = practice;
    }

    @Override
    public List<String> names() {
        return List.of("hint");
    }

    @Override
    public String help() {
        return """
            %hint

            The next hint of the exercise that is open.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        Exercise exercise = practice.current();
        if (exercise == null) {
            return Outcome.Failed.of(
                    "NoExercise", "No exercise is open. Open one first, for instance: %exercise 03-fan-out");
        }
        int seen = practice.hintsSeen(exercise.id());
        int shown = Math.min(seen, exercise.hints().size() - 1);
        call.front()
                .markdown("**Hint " + (shown + 1) + " of " + exercise.hints().size() + "**\n\n"
                        + exercise.hint(seen).strip());
        if (seen < exercise.hints().size()) {
            practice.hintShown(exercise.id());
        }
        return Outcome.Done.NOTHING;
    }
}
