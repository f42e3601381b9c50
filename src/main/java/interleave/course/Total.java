package interleave.course;

import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.batch.Grade;
import interleave.grade.batch.Marked;
import interleave.grade.batch.Marks;
import interleave.grade.batch.RunRecord;
import interleave.grade.batch.Shard;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The marks of several exercises as those of one, whose tests are the exercises: every format that tells the marks of an exercise then tells those of a homework.
 * Late points are taken off each exercise before.
 */
public final class Total {
    private Total() {}

    /** The total of these marks, of the same hand-ins. */
    public static Marks of(Homework homework, List<Marks> exercises) {
        Map<String, List<Part>> byLearner = new TreeMap<>();
        for (Marks marks : exercises) {
            for (Grade grade : marks.grades()) {
                byLearner
                        .computeIfAbsent(grade.learner(), _ -> new ArrayList<>())
                        .add(new Part(marks.run(), grade));
            }
        }
        int maxPoints =
                exercises.stream().mapToInt(marks -> marks.run().maxPoints()).sum();
        var submissions = new ArrayList<Marked>();
        var grades = new ArrayList<Grade>();
        byLearner.forEach((learner, parts) -> {
            var marked = new Marked(result(homework, learner, parts, maxPoints), "");
            Grade first = parts.getFirst().grade();
            submissions.add(marked);
            grades.add(new Grade(
                    learner,
                    marked,
                    first.handedIn(),
                    first.submitted(),
                    first.late(),
                    first.penalty(),
                    maxPoints,
                    score(parts)));
        });
        String hash = String.join(
                "+", exercises.stream().map(m -> m.run().exerciseHash()).toList());
        var run = new RunRecord(
                homework.id(),
                homework.title(),
                hash,
                maxPoints,
                Shard.WHOLE,
                byLearner.size(),
                List.copyOf(byLearner.keySet()));
        return new Marks(run, submissions, grades);
    }

    private record Part(RunRecord run, Grade grade) {}

    private static Optional<BigDecimal> score(List<Part> parts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Part part : parts) {
            if (part.grade().score().isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(part.grade().score().get());
        }
        return Optional.of(sum);
    }

    private static Result result(Homework homework, String learner, List<Part> parts, int maxPoints) {
        Result first = parts.getFirst().grade().counts().result();
        boolean open = parts.stream().anyMatch(part -> part.grade().score().isEmpty());
        List<TestResult> tests = parts.stream().map(Total::asTest).toList();
        return new Result(
                homework.id(),
                first.exerciseHash(),
                learner,
                first.answerHash(),
                first.tool(),
                first.jdk(),
                first.isolation(),
                first.seed(),
                open ? Result.Status.NOT_JUDGED : Result.Status.JUDGED,
                tests.stream().mapToInt(TestResult::points).sum(),
                maxPoints,
                tests,
                List.of(),
                Map.of());
    }

    private static TestResult asTest(Part part) {
        Result result = part.grade().counts().result();
        TestResult told = result.tests().stream()
                .filter(test -> !test.passed())
                .findFirst()
                .or(() -> result.tests().stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("an exercise without a test"));
        boolean hidden = told.visibility() == TestResult.Visibility.HIDDEN;
        return new TestResult(
                part.run().exercise(),
                part.run().title(),
                result.points(),
                part.run().maxPoints(),
                told.outcome(),
                hidden ? null : told.expected(),
                hidden ? null : told.actual(),
                0,
                null,
                hidden ? null : told.idea(),
                hidden ? null : told.hint(),
                told.visibility());
    }
}
