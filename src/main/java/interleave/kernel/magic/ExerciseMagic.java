package interleave.kernel.magic;

import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.kernel.session.Outcome;
import java.util.List;

/**
 * {@code %exercise ID}: cells see the types of the exercise's contract from here on, and the task is shown. With {@code --reset} it begins anew, and the code to
 * start from is put into a cell below; with {@code --restore} the answer that ran last is, here or on the machine that the progress was taken from.
 */
final class ExerciseMagic implements Magic {
    private static final String RESET = "--reset";
    private static final String RESTORE = "--restore";

    private final Practice practice;

    ExerciseMagic(Practice practice) {
        this.practice = practice;
    }

    @Override
    public List<String> names() {
        return List.of("exercise");
    }

    @Override
    public String help() {
        return """
            %exercise ID [--reset | --restore]

            Shows the task; cells see the types of its contract from here on. --reset puts the code to start from into a cell below,
            --restore the answer that you ran last.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        List<String> arguments = Arguments.of(call.arguments());
        boolean reset = arguments.contains(RESET);
        boolean restore = arguments.contains(RESTORE);
        List<String> ids =
                arguments.stream().filter(word -> !word.startsWith("--")).toList();
        if (ids.size() != 1 || arguments.size() != 1 + (reset || restore ? 1 : 0)) {
            return Outcome.Failed.of(
                    "Usage",
                    "Which exercise? %exercise 03-fan-out, for instance, with --reset or --restore after it or"
                            + " without.");
        }
        String id = ids.getFirst();
        boolean renewed;
        try {
            renewed = practice.open(id, call.life());
        } catch (BadExerciseException e) {
            return Outcome.Failed.of("NoExercise", String.valueOf(e.getMessage()));
        }
        Exercise exercise = practice.current();
        if (exercise != null) {
            String kept = practice.tracker().known().attempt(id).answer();
            if (restore && kept.isEmpty()) {
                return Outcome.Failed.of("NothingKept", "No answer to " + id + " is kept; %progress shows what is.");
            }
            StringBuilder text =
                    new StringBuilder("**").append(exercise.title()).append("** (about ");
            text.append(exercise.minutes())
                    .append(" minutes)\n\n")
                    .append(practice.links().rebased(exercise.task().strip(), exercise.folder()));
            if (reset) {
                practice.reset(id);
                text.append("\n\nYou begin anew:")
                        .append(below("the code to start from", exercise, exercise.starter()));
                call.front().nextCell(cell(id, exercise.starter()));
            } else if (restore) {
                text.append("\n\nTaken from what is kept:").append(below("your last answer", exercise, kept));
                call.front().nextCell(cell(id, kept));
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

    private static String below(String what, Exercise exercise, String code) {
        return " " + what + " stands in the cell below, and here for front ends that add none.\n\n```java\n"
                + cell(exercise.id(), code) + "\n```";
    }

    private static String cell(String id, String code) {
        return "%%answer " + id + "\n" + code.strip();
    }
}
