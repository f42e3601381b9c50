package interleave.grade.formats;

import interleave.grade.Outcome;
import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.batch.Grade;
import interleave.grade.batch.Marked;
import interleave.grade.batch.Marks;
import interleave.schedule.HtmlText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A page for whoever teaches the class: which wrong idea how often, which test was hard, who has how much, what needs a look. */
final class ClassReport implements Format.OfClass {
    @Override
    public String name() {
        return "class";
    }

    @Override
    public String about() {
        return "a page about the class: which wrong idea how often";
    }

    @Override
    public String file() {
        return "class.html";
    }

    @Override
    public String of(Marks marks) {
        List<Result> counting =
                marks.grades().stream().map(g -> g.counts().result()).toList();
        String title = marks.run().exercise() + " · " + marks.run().title();
        return Page.of(
                title,
                Page.heading(1, title)
                        + Page.paragraph(summary(marks))
                        + Page.heading(2, "Which wrong idea how often")
                        + ideas(counting)
                        + Page.heading(2, "Which test was hard")
                        + tests(counting)
                        + Page.heading(2, "How many points")
                        + points(marks)
                        + Page.heading(2, "Who has how much")
                        + learners(marks)
                        + needsALook(marks)
                        + Page.paragraph(judgedBy(marks)));
    }

    private static String summary(Marks marks) {
        Map<Result.Status, Long> of =
                marks.results().stream().collect(Collectors.groupingBy(Result::status, Collectors.counting()));
        List<BigDecimal> scores = marks.grades().stream()
                .map(Grade::score)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        String median = scores.isEmpty()
                ? ""
                : " Half of the learners have at least "
                        + scores.get(scores.size() / 2).toPlainString() + " of "
                        + marks.run().maxPoints() + " points.";
        return marks.grades().size() + " learners handed in "
                + marks.submissions().size() + " submissions: "
                + of.getOrDefault(Result.Status.JUDGED, 0L) + " judged, "
                + of.getOrDefault(Result.Status.BAD_BUNDLE, 0L) + " with nothing to judge, "
                + of.getOrDefault(Result.Status.NOT_JUDGED, 0L) + " not judged yet." + median;
    }

    /** Each idea once for each learner who has it, however many tests show it. */
    private static String ideas(List<Result> counting) {
        var learners = new TreeMap<String, Integer>();
        var shownBy = new TreeMap<String, Set<String>>();
        for (Result result : counting) {
            var ideas = new TreeSet<String>();
            for (TestResult test : result.tests()) {
                if (!test.passed() && test.idea() != null) {
                    ideas.add(test.idea());
                    shownBy.computeIfAbsent(test.idea(), _ -> new TreeSet<>()).add(test.id());
                }
            }
            ideas.forEach(idea -> learners.merge(idea, 1, Integer::sum));
        }
        if (learners.isEmpty()) {
            return Page.paragraph("No failure points to a known wrong idea.");
        }
        var rows = new ArrayList<List<String>>();
        learners.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> rows.add(List.of(
                        HtmlText.escape(e.getKey()),
                        String.valueOf(e.getValue()),
                        bar(e.getValue(), counting.size()),
                        HtmlText.escape(String.join(", ", shownBy.getOrDefault(e.getKey(), Set.of()))))));
        return Page.table(
                List.of(
                        Page.Column.text("idea"),
                        Page.Column.number("learners"),
                        Page.Column.text("share"),
                        Page.Column.text("shown by")),
                rows);
    }

    private static String tests(List<Result> counting) {
        var ran = new LinkedHashMap<String, List<TestResult>>();
        counting.stream()
                .filter(r -> r.status() == Result.Status.JUDGED)
                .flatMap(r -> r.tests().stream())
                .forEach(
                        t -> ran.computeIfAbsent(t.id(), _ -> new ArrayList<>()).add(t));
        var rows = new ArrayList<List<String>>();
        ran.forEach((id, all) -> {
            long passed = all.stream().filter(TestResult::passed).count();
            Map<Outcome, Long> outcomes = new TreeMap<>();
            all.stream()
                    .filter(t -> !t.passed())
                    .map(TestResult::outcome)
                    .flatMap(o -> Optional.ofNullable(o).stream())
                    .forEach(o -> outcomes.merge(o, 1L, Long::sum));
            rows.add(List.of(
                    HtmlText.escape(all.getFirst().title()),
                    String.valueOf(passed),
                    bar((int) passed, all.size()),
                    HtmlText.escape(outcomes.entrySet().stream()
                            .map(e -> e.getKey().words() + " " + e.getValue())
                            .collect(Collectors.joining(", "))),
                    HtmlText.escape(id)));
        });
        return Page.table(
                List.of(
                        Page.Column.text("test"),
                        Page.Column.number("passed"),
                        Page.Column.text("share"),
                        Page.Column.text("otherwise"),
                        Page.Column.text("")),
                rows);
    }

    private static String points(Marks marks) {
        var learners = new TreeMap<Integer, Integer>(Comparator.reverseOrder());
        marks.grades().stream()
                .map(Grade::score)
                .flatMap(Optional::stream)
                .forEach(s -> learners.merge(s.intValue(), 1, Integer::sum));
        var rows = new ArrayList<List<String>>();
        learners.forEach((points, n) -> rows.add(List.of(
                String.valueOf(points), String.valueOf(n), bar(n, marks.grades().size()))));
        return Page.table(
                List.of(Page.Column.number("points"), Page.Column.number("learners"), Page.Column.text("share")), rows);
    }

    private static String learners(Marks marks) {
        var rows = new ArrayList<List<String>>();
        for (Grade grade : marks.grades()) {
            rows.add(List.of(
                    HtmlText.escape(grade.learner()),
                    grade.score().map(BigDecimal::toPlainString).orElse(""),
                    HtmlText.escape(grade.status()),
                    grade.late().isZero() ? "" : Comments.late(grade.late()) + ", −" + grade.penalty() + " %",
                    HtmlText.escape(grade.counts().result().submission())));
        }
        return Page.table(
                List.of(
                        Page.Column.text("learner"),
                        Page.Column.number("of " + marks.run().maxPoints()),
                        Page.Column.text(""),
                        Page.Column.text("late"),
                        Page.Column.text("what counts")),
                rows);
    }

    private static String needsALook(Marks marks) {
        var rows = new ArrayList<List<String>>();
        for (Marked marked : marks.submissions()) {
            Result result = marked.result();
            if (result.status() != Result.Status.JUDGED) {
                rows.add(List.of(
                        HtmlText.escape(result.submission()),
                        result.status().id(),
                        HtmlText.escape(JsonTexts.about(result))));
            }
        }
        return rows.isEmpty()
                ? ""
                : Page.heading(2, "What needs a look")
                        + Page.table(
                                List.of(Page.Column.text("submission"), Page.Column.text(""), Page.Column.text("why")),
                                rows);
    }

    private static String judgedBy(Marks marks) {
        var by = new TreeSet<String>();
        marks.results()
                .forEach(r -> by.add(r.tool() + " on Java " + r.jdk() + ", isolation "
                        + r.isolation().id()));
        return "Judged by " + String.join("; ", by) + ".";
    }

    /** A bar for the eye and the figure for everybody. */
    private static String bar(int part, int whole) {
        int percent = whole == 0 ? 0 : Math.round(100f * part / whole);
        return "<span class=\"bar\" style=\"width:" + percent / 10.0 + "em\"></span> " + percent + " %";
    }
}
