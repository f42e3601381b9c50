package interleave.grade.batch;

import interleave.grade.Result;
import java.util.List;

/**
 * What a run over a class came to: everything that a report may say.
 *
 * @param run what it was about
 * @param submissions every submission, by name in order
 * @param grades every learner, by name in order
 */
public record Marks(RunRecord run, List<Marked> submissions, List<Grade> grades) {
    /** Copies the lists. */
    public Marks {
        submissions = List.copyOf(submissions);
        grades = List.copyOf(grades);
    }

    /** Only the verdicts. */
    public List<Result> results() {
        return submissions.stream().map(Marked::result).toList();
    }
}
