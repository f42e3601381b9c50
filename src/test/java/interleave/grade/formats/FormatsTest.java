package interleave.grade.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import interleave.grade.Outcome;
import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.batch.Gradebook;
import interleave.grade.batch.HandedIn;
import interleave.grade.batch.LateRules;
import interleave.grade.batch.Marked;
import interleave.grade.batch.Marks;
import interleave.grade.batch.RunRecord;
import interleave.grade.batch.Shard;
import interleave.grade.sandbox.Isolation;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

@DisplayName("Every other format says what the native result says")
class FormatsTest {
    private static final RunRecord RUN =
            new RunRecord("90-sum", "Add <up>", "e", 5, Shard.WHOLE, 3, List.of("ada", "bob", "cyd"));
    private static final TestResult PASSED =
            test("T.a", 2, 2, Outcome.PASS, null, null, null, TestResult.Visibility.PUBLIC);
    private static final TestResult LATE = test(
            "T.b",
            1,
            3,
            Outcome.LATE,
            "200 ms",
            "it took <10000> ms & more\u0000",
            "07-lazy-stream",
            TestResult.Visibility.PUBLIC);
    private static final TestResult HIDDEN = test(
            "T.h", 0, 3, Outcome.WRONG, "the secret value", "the secret mistake", null, TestResult.Visibility.HIDDEN);
    private static final TestResult UNDECIDED =
            test("T.a", 0, 2, null, null, "too slow a machine", null, TestResult.Visibility.PUBLIC);

    private static TestResult test(
            String id,
            int points,
            int maxPoints,
            Outcome outcome,
            String expected,
            String actual,
            String idea,
            TestResult.Visibility visibility) {
        return new TestResult(
                id,
                "title of " + id + ", \"quoted\"",
                points,
                maxPoints,
                outcome,
                expected,
                actual,
                actual == null ? 0 : 7,
                null,
                idea,
                null,
                visibility);
    }

    private static Result result(String name, Result.Status status, TestResult... tests) {
        return new Result(
                "90-sum",
                "e",
                name,
                "a",
                "tool",
                "25",
                Isolation.PLAIN,
                0,
                status,
                Stream.of(tests).mapToInt(TestResult::points).sum(),
                Stream.of(tests).mapToInt(TestResult::maxPoints).sum(),
                List.of(tests),
                List.of("a note"),
                Map.of("test T.a", 12L));
    }

    private static Marks marks(Gradebook gradebook, Result... results) {
        List<Marked> marked = Stream.of(results).map(r -> new Marked(r, "")).toList();
        return new Marks(RUN, marked, gradebook.of(marked, RUN.maxPoints()));
    }

    /** What a format with one text makes of these results. */
    private static String text(String format, Result... results) {
        List<String> texts = Formats.texts(
                marks(Gradebook.PLAIN, results), Formats.named(format).orElseThrow());
        assertEquals(1, texts.size());
        return texts.getFirst();
    }

    private static JsonObject json(String format, Result result) {
        return JsonParser.parseString(text(format, result)).getAsJsonObject();
    }

    @Test
    @DisplayName("CSV: one row a submission, points of each test, nothing a spreadsheet would run")
    void csv() {
        assertEquals(
                List.of(
                        "submission,status,points,max_points,T.a,T.b",
                        "\"ada, b.java\",judged,3,5,2,1",
                        "'=HYPERLINK(1),not-judged,,,,",
                        "bad,bad-bundle,,,,"),
                text(
                                "csv",
                                result("ada, b.java", Result.Status.JUDGED, PASSED, LATE),
                                result("=HYPERLINK(1)", Result.Status.NOT_JUDGED, PASSED, LATE),
                                result("bad", Result.Status.BAD_BUNDLE))
                        .lines()
                        .toList());
    }

    @Test
    @DisplayName("gradebooks: late days taken off, no grade for what is not judged, the columns that Canvas, Moodle and"
            + " nbgrader know")
    void gradebooks() {
        var due = Instant.parse("2026-11-20T23:00:00Z");
        var gradebook = new Gradebook(
                new LateRules(Optional.of(due), Duration.ofMinutes(10), 25, Optional.empty()),
                Gradebook.Take.BEST,
                Map.of("ada.java", new HandedIn("ada", Optional.of(due.plus(Duration.ofHours(25))))));
        Marks marks = marks(
                gradebook,
                result("ada.java", Result.Status.JUDGED, PASSED, LATE),
                result("bob.zip", Result.Status.NOT_JUDGED, UNDECIDED),
                result("cyd", Result.Status.BAD_BUNDLE));
        assertEquals(
                List.of(
                        "learner,submission,handed_in,submitted,late,status,points,penalty_percent,score,max_points",
                        "ada,ada.java,1,2026-11-22T00:00:00Z,1 d 1 h,judged,3,50,1.5,5",
                        "bob,bob.zip,1,,,not-judged,,0,,5",
                        "cyd,cyd,1,,,bad-bundle,0,0,0,5"),
                lines("gradebook", marks));
        assertEquals(
                List.of(
                        "Student,ID,SIS User ID,SIS Login ID,Section,Add <up>",
                        "    Points Possible,,,,,5",
                        "ada,,,ada,,1.5",
                        "bob,,,bob,,",
                        "cyd,,,cyd,,0"),
                lines("canvas", marks));
        assertEquals("Username,Add <up>,Feedback", lines("moodle", marks).getFirst());
        assertEquals(
                "ada,1.5,\"3 of 5 points, 1 of 2 tests passed. 1 d 1 h late: 50 % taken off.\"",
                lines("moodle", marks).get(1));
        assertEquals("bob,,Not judged yet.", lines("moodle", marks).get(2));
        assertEquals(
                List.of(
                        "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score",
                        "90-sum,,2026-11-22T00:00:00Z,ada,,,,3,1.5,1.5,5",
                        "90-sum,,,bob,,,,,,,5",
                        "90-sum,,,cyd,,,,0,0,0,5"),
                lines("nbgrader", marks));
    }

    private static List<String> lines(String format, Marks marks) {
        return Formats.texts(marks, Formats.named(format).orElseThrow())
                .getFirst()
                .lines()
                .toList();
    }

    @Test
    @DisplayName("Gradescope: points in the tests, hidden ones hidden, and no total that would hide itself")
    void gradescope() {
        JsonObject json = json("gradescope", result("ada", Result.Status.JUDGED, PASSED, LATE, HIDDEN));
        assertFalse(json.has("score"));
        assertEquals("a note", json.get("output").getAsString());
        JsonObject late = json.getAsJsonArray("tests").get(1).getAsJsonObject();
        assertEquals(1, late.get("score").getAsInt());
        assertEquals(3, late.get("max_score").getAsInt());
        assertEquals("visible", late.get("visibility").getAsString());
        JsonObject hidden = json.getAsJsonArray("tests").get(2).getAsJsonObject();
        assertEquals("hidden", hidden.get("visibility").getAsString());

        JsonObject undecided = json("gradescope", result("ada", Result.Status.NOT_JUDGED, UNDECIDED));
        assertFalse(undecided.has("score") || undecided.has("tests"), "a failure of ours would be zero points");
    }

    @Test
    @DisplayName("GitHub Classroom: the tests' scores add up to the points, a failure of ours is an error")
    void classroom() {
        JsonObject json = json("classroom", result("ada", Result.Status.JUDGED, PASSED, LATE));
        assertEquals("fail", json.get("status").getAsString());
        assertEquals(5, json.get("max_score").getAsInt());
        int sum = 0;
        for (var test : json.getAsJsonArray("tests")) {
            sum += test.getAsJsonObject().get("score").getAsInt();
        }
        assertEquals(3, sum);
        assertEquals(
                "0.012s",
                json.getAsJsonArray("tests")
                        .get(0)
                        .getAsJsonObject()
                        .get("execution_time")
                        .getAsString());
        assertEquals(
                "error",
                json("classroom", result("ada", Result.Status.NOT_JUDGED, UNDECIDED))
                        .get("status")
                        .getAsString());
    }

    @Test
    @DisplayName("PrairieLearn: a fraction of the points; what does not compile uses up no attempt; the whole below a"
            + " megabyte")
    void prairieLearn() {
        JsonObject json = json("prairielearn", result("ada", Result.Status.JUDGED, PASSED, LATE));
        assertTrue(json.get("gradable").getAsBoolean());
        assertEquals(0.6, json.get("score").getAsDouble());

        TestResult broken = test(
                "T.a",
                0,
                2,
                Outcome.COMPILE,
                "it compiles",
                "line 3: ';' expected",
                null,
                TestResult.Visibility.PUBLIC);
        JsonObject refused = json("prairielearn", result("ada", Result.Status.JUDGED, broken));
        assertFalse(refused.get("gradable").getAsBoolean());
        assertTrue(refused.get("message").getAsString().contains("';' expected"), refused.toString());

        var flood = new TestResult[200];
        for (int i = 0; i < flood.length; i++) {
            flood[i] = test("T" + i, 0, 1, Outcome.WRONG, "x", "y".repeat(30_000), null, TestResult.Visibility.PUBLIC);
        }
        assertTrue(
                text("prairielearn", result("ada", Result.Status.JUDGED, flood)).length() < 1 << 20);
    }

    @Test
    @DisplayName("exercism: error only when no test ran, and then a message; outputs of at most 500 characters")
    void exercism() {
        assertEquals(
                "fail",
                json("exercism", result("ada", Result.Status.JUDGED, PASSED, LATE))
                        .get("status")
                        .getAsString());
        TestResult broken = test(
                "T.a",
                0,
                2,
                Outcome.COMPILE,
                "it compiles",
                "line 3: ';' expected",
                null,
                TestResult.Visibility.PUBLIC);
        JsonObject error = json("exercism", result("ada", Result.Status.JUDGED, broken));
        assertEquals("error", error.get("status").getAsString());
        assertEquals("line 3: ';' expected", error.get("message").getAsString());
        assertEquals(0, error.getAsJsonArray("tests").size());
    }

    @Test
    @DisplayName("LTI: a score and its maximum, or neither and pending")
    void lti() {
        JsonObject json = json("lti", result("ada.java", Result.Status.JUDGED, PASSED, LATE));
        assertEquals("ada", json.get("userId").getAsString());
        assertEquals(3, json.get("scoreGiven").getAsInt());
        assertEquals(5, json.get("scoreMaximum").getAsInt());
        assertEquals("FullyGraded", json.get("gradingProgress").getAsString());

        JsonObject pending = json("lti", result("ada.java", Result.Status.NOT_JUDGED, UNDECIDED));
        assertFalse(pending.has("scoreGiven") || pending.has("scoreMaximum"));
        assertEquals("Pending", pending.get("gradingProgress").getAsString());
    }

    @Test
    @DisplayName("JUnit XML: well-formed whatever is in the texts, failures and errors told apart")
    void junit() throws Exception {
        String xml = text(
                "junit",
                result("ada", Result.Status.JUDGED, PASSED, LATE),
                result("bob", Result.Status.NOT_JUDGED, UNDECIDED));
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        var suites = document.getElementsByTagName("testsuite");
        Element ada = (Element) suites.item(0);
        assertEquals("2", ada.getAttribute("tests"));
        assertEquals("1", ada.getAttribute("failures"));
        Element failure = (Element) ada.getElementsByTagName("failure").item(0);
        assertEquals("it took <10000> ms & more\ufffd", failure.getAttribute("message"));
        assertEquals("late", failure.getAttribute("type"));
        Element bob = (Element) suites.item(1);
        assertEquals("1", bob.getAttribute("errors"));
        assertEquals(1, bob.getElementsByTagName("error").getLength());
    }

    @Test
    @DisplayName(
            "the page about the class counts each wrong idea once for each learner, and what a learner writes stays"
                    + " text")
    void classReport() {
        String page = text(
                "class",
                result("ada", Result.Status.JUDGED, PASSED, LATE, LATE),
                result("<script>", Result.Status.JUDGED, PASSED, LATE),
                result("cyd", Result.Status.JUDGED, PASSED, PASSED));
        assertTrue(page.contains("<td>07-lazy-stream</td><td class=\"n\">2</td>"), page);
        assertTrue(page.contains("too slow 3"), page);
        assertTrue(page.contains("&lt;script&gt;") && !page.contains("<script"), page);
    }

    @TestFactory
    @DisplayName("whoever is judged learns nothing of a hidden test from")
    Stream<DynamicTest> hiddenTests() {
        return Formats.ALL.stream()
                .filter(f -> !f.name().equals("json"))
                .map(format -> DynamicTest.dynamicTest(format.name(), () -> {
                    Marks marks = marks(Gradebook.PLAIN, result("ada", Result.Status.JUDGED, PASSED, LATE, HIDDEN));
                    List<String> texts = Formats.texts(marks, format);
                    assertFalse(texts.isEmpty());
                    texts.forEach(text -> assertFalse(text.contains("secret"), text));
                }));
    }
}
