package interleave.grade.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import interleave.grade.Isolation;
import interleave.grade.Outcome;
import interleave.grade.Result;
import interleave.grade.TestResult;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

@DisplayName("Every other format says what the native result says")
class FormatsTest {
    private static final TestResult PASSED = new TestResult(
            "T.a",
            "first, \"quoted\"",
            2,
            2,
            Outcome.PASS,
            null,
            null,
            0,
            null,
            null,
            null,
            TestResult.Visibility.PUBLIC);
    private static final TestResult LATE = new TestResult(
            "T.b",
            "second <b>",
            1,
            3,
            Outcome.LATE,
            "200 ms",
            "it took 10000 ms & more\u0000",
            7,
            null,
            "07-lazy-stream",
            "hint",
            TestResult.Visibility.HIDDEN);

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
                3,
                5,
                List.of(tests),
                List.of("a note"),
                Map.of());
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
                Csv.of(List.of(
                                result("ada, b.java", Result.Status.JUDGED, PASSED, LATE),
                                result("=HYPERLINK(1)", Result.Status.NOT_JUDGED, PASSED, LATE),
                                result("bad", Result.Status.BAD_BUNDLE)))
                        .lines()
                        .toList());
    }

    @Test
    @DisplayName("Gradescope: points in the tests, hidden ones hidden, and no total that would hide itself")
    void gradescope() {
        JsonObject json = JsonParser.parseString(Gradescope.of(result("ada", Result.Status.JUDGED, PASSED, LATE)))
                .getAsJsonObject();
        assertFalse(json.has("score"));
        assertEquals("a note", json.get("output").getAsString());
        JsonObject late = json.getAsJsonArray("tests").get(1).getAsJsonObject();
        assertEquals(1, late.get("score").getAsInt());
        assertEquals(3, late.get("max_score").getAsInt());
        assertEquals("hidden", late.get("visibility").getAsString());
        assertEquals(
                "visible",
                json.getAsJsonArray("tests")
                        .get(0)
                        .getAsJsonObject()
                        .get("visibility")
                        .getAsString());

        JsonObject undecided = JsonParser.parseString(Gradescope.of(result("ada", Result.Status.NOT_JUDGED, LATE)))
                .getAsJsonObject();
        assertFalse(undecided.has("score") || undecided.has("tests"), "a failure of ours would be zero points");
    }

    @Test
    @DisplayName("JUnit XML: well-formed whatever is in the texts, failures and errors told apart")
    void junit() throws Exception {
        String xml = JUnitXml.of(List.of(
                result("ada", Result.Status.JUDGED, PASSED, LATE),
                result(
                        "bob",
                        Result.Status.NOT_JUDGED,
                        new TestResult(
                                "T.a",
                                "first",
                                0,
                                2,
                                null,
                                null,
                                "too slow a machine",
                                0,
                                null,
                                null,
                                null,
                                TestResult.Visibility.PUBLIC))));
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        var suites = document.getElementsByTagName("testsuite");
        Element ada = (Element) suites.item(0);
        assertEquals("2", ada.getAttribute("tests"));
        assertEquals("1", ada.getAttribute("failures"));
        Element failure = (Element) ada.getElementsByTagName("failure").item(0);
        assertEquals("it took 10000 ms & more\ufffd", failure.getAttribute("message"));
        assertEquals("late", failure.getAttribute("type"));
        Element bob = (Element) suites.item(1);
        assertEquals("1", bob.getAttribute("errors"));
        assertEquals(1, bob.getElementsByTagName("error").getLength());
    }
}
