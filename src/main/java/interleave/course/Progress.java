package interleave.course;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * How far a learner has come. Two of these, from two kernels or two machines, put together by {@link #and} lose nothing, in whatever order and however often.
 *
 * @param cells the cells that ran, by lesson
 * @param attempts what was done, by exercise
 * @param predictions the first prediction on each question: the later ones know the answer
 */
public record Progress(
        SortedMap<String, Set<String>> cells,
        SortedMap<String, Attempt> attempts,
        SortedMap<String, Prediction> predictions) {
    /** Nothing done yet. */
    public static final Progress NONE = new Progress(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    /** The cells of a lesson that ran. */
    public Set<String> read(String lesson) {
        return cells.getOrDefault(lesson, Set.of());
    }

    /** How many numbers of a lesson were predicted and then held against what came. */
    public int predicted(String lesson) {
        return (int) predictions.values().stream()
                .filter(prediction -> prediction.lesson().equals(lesson))
                .count();
    }

    /** What was done for an exercise. */
    public Attempt attempt(String exercise) {
        return attempts.getOrDefault(exercise, Attempt.NONE);
    }

    /** Whether every point of an exercise was earned. */
    public boolean passed(String exercise) {
        return attempt(exercise).passed();
    }

    /** The same with a cell that ran. */
    public Progress ran(String lesson, String cell) {
        var more = new TreeMap<String, Set<String>>();
        more.put(lesson, Set.of(cell));
        return and(new Progress(more, new TreeMap<>(), new TreeMap<>()));
    }

    /** The same with something done for an exercise. */
    public Progress with(String exercise, UnaryOperator<Attempt> done) {
        var changed = new TreeMap<>(attempts);
        changed.put(exercise, done.apply(attempt(exercise)));
        return new Progress(cells, changed, predictions);
    }

    /** The same with a prediction, unless there is one on that question. */
    public Progress with(Prediction prediction) {
        var more = new TreeMap<String, Prediction>();
        more.put(prediction.question(), prediction);
        return and(new Progress(new TreeMap<>(), new TreeMap<>(), more));
    }

    /** What two know, put together. */
    public Progress and(Progress other) {
        var allCells = new TreeMap<>(cells);
        other.cells.forEach((lesson, ran) -> allCells.merge(lesson, ran, Progress::union));
        var allAttempts = new TreeMap<>(attempts);
        other.attempts.forEach((exercise, attempt) -> allAttempts.merge(exercise, attempt, Attempt::and));
        var allPredictions = new TreeMap<>(predictions);
        other.predictions.forEach((question, prediction) -> allPredictions.merge(
                question, prediction, (one, two) -> two.at().isBefore(one.at()) ? two : one));
        return new Progress(allCells, allAttempts, allPredictions);
    }

    private static Set<String> union(Set<String> one, Set<String> two) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(two);
        return all;
    }

    /** Points earned in all exercises. */
    public int points() {
        return attempts.values().stream().mapToInt(Attempt::points).sum();
    }

    /** Points that could have been earned in the exercises judged so far. */
    public int maxPoints() {
        return attempts.values().stream().mapToInt(Attempt::maxPoints).sum();
    }
}
