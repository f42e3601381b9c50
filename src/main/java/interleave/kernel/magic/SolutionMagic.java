package interleave.kernel.magic;

import interleave.course.Attempt;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.kernel.session.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code %solution [ID]}: the reference solution, for whoever has passed, or when the leader allows it: {@code INTERLEAVE_SOLUTIONS} is {@code all}, a list of
 * exercises with commas between them, or a file that holds one of the two, which is read anew each time.
 */
final class SolutionMagic implements Magic {
    private static final String VARIABLE = "INTERLEAVE_SOLUTIONS";

    private final Practice practice;

    SolutionMagic(Practice practice) {
        this.practice = practice;
    }

    @Override
    public List<String> names() {
        return List.of("solution");
    }

    @Override
    public String help() {
        return """
            %solution [ID]

            The reference solution, once you have passed or your teacher allows it.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        String id = call.arguments().strip();
        Exercise open = practice.current();
        if (id.isEmpty() && open == null) {
            return Outcome.Failed.of("NoExercise", "Which exercise? %solution 03-fan-out, for instance.");
        }
        try {
            Exercise exercise = open != null && (id.isEmpty() || open.id().equals(id)) ? open : practice.load(id);
            Attempt attempt = practice.tracker().known().attempt(exercise.id());
            if (!attempt.passed() && !allowed(exercise.id())) {
                return Outcome.Failed.of("NotYet", refusal(exercise, attempt));
            }
            Path solutions = exercise.solutions();
            Path file = solutions == null ? null : solutions.resolve("Solution.java");
            if (file == null || !Files.isRegularFile(file)) {
                return Outcome.Failed.of(
                        "NoSolution", "This copy of " + exercise.id() + " holds no solution: ask who handed it out.");
            }
            call.front()
                    .markdown("**A solution of " + exercise.title()
                            + "** (yours may be another, and as right)\n\n```java\n"
                            + Files.readString(file).strip() + "\n```");
            return Outcome.Done.NOTHING;
        } catch (BadExerciseException e) {
            return Outcome.Failed.of("NoExercise", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Outcome.Failed.of("NoSolution", "The solution cannot be read: " + e.getMessage() + ".");
        }
    }

    private String refusal(Exercise exercise, Attempt attempt) {
        int left = exercise.hints().size() - practice.hintsSeen(exercise.id());
        String so = attempt.maxPoints() == 0
                ? "No answer of yours was judged yet"
                : "Your best answer has " + attempt.points() + " of " + attempt.maxPoints() + " points";
        String hints = left <= 0 ? "" : left == 1 ? " %hint has 1 hint left." : " %hint has " + left + " hints left.";
        return so + "; the solution is shown once you have them all, or when whoever leads your course opens it."
                + hints;
    }

    private static boolean allowed(String exercise) {
        String said = System.getenv(VARIABLE);
        if (said == null || said.isBlank()) {
            return false;
        }
        List<String> open = new ArrayList<>(words(said));
        try {
            if (Files.isRegularFile(Path.of(said))) {
                open.addAll(words(Files.readString(Path.of(said))));
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            // no file, or none that this learner may read: then it allows nothing
            return open.contains(exercise);
        }
        return open.contains("all") || open.contains(exercise);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
