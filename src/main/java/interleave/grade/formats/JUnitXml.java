package interleave.grade.formats;

import interleave.grade.Outcome;
import interleave.grade.Result;
import interleave.grade.TestResult;
import interleave.grade.batch.Marks;

/**
 * Results as a JUnit XML report, which CI systems show: one suite a submission, one case a test.
 *
 * <p>Unlike JUnit's own writer it holds no property of this machine. An answer that missed something failed; what was not judged is an error.
 */
final class JUnitXml implements Format.OfClass {
    @Override
    public String name() {
        return "junit";
    }

    @Override
    public String about() {
        return "JUnit XML, which CI systems and Artemis show";
    }

    @Override
    public String file() {
        return "junit.xml";
    }

    @Override
    public String of(Marks marks) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (Result result : marks.results()) {
            boolean judged = result.status() != Result.Status.NOT_JUDGED;
            long failed = result.tests().stream().filter(t -> !t.passed()).count();
            xml.append("  <testsuite name=\"").append(escape(result.submission()));
            xml.append("\" tests=\"").append(result.tests().size());
            xml.append("\" skipped=\"0\" failures=\"").append(judged ? failed : 0);
            xml.append("\" errors=\"").append(judged ? 0 : failed).append("\">\n");
            result.tests().forEach(t -> testCase(result, t, xml));
            xml.append("  </testsuite>\n");
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static void testCase(Result result, TestResult test, StringBuilder xml) {
        xml.append("    <testcase classname=\"").append(escape(result.exercise()));
        xml.append("\" name=\"").append(escape(test.title())).append('"');
        if (test.passed()) {
            xml.append("/>\n");
            return;
        }
        Outcome outcome = test.outcome();
        String element = outcome == null ? "error" : "failure";
        boolean hidden = test.visibility() == TestResult.Visibility.HIDDEN && outcome != null;
        String message = test.actual() == null ? "" : hidden ? "a hidden test" : test.actual();
        xml.append(">\n      <")
                .append(element)
                .append(" type=\"")
                .append(outcome == null ? "not-judged" : outcome.id());
        xml.append("\" message=\"").append(escape(message)).append("\">");
        xml.append(escape(test.expected() == null || hidden ? "" : "expected: " + test.expected()));
        xml.append("</").append(element).append(">\n    </testcase>\n");
    }

    /** Escaped, and without the characters that XML cannot hold at all. */
    private static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                case '\t' -> escaped.append("&#9;");
                default -> {
                    boolean allowed = (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
                    escaped.appendCodePoint(allowed ? c : 0xfffd);
                }
            }
        });
        return escaped.toString();
    }
}
