package interleave.grade;

import com.google.gson.FormattingStyle;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import interleave.grade.sandbox.Isolation;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The native format of a result, schema 1: keys in a fixed order, numbers whole, {@code times} last. */
public final class ResultJson {
    private ResultJson() {}

    /** The result as JSON, with or without {@code times}: without it, equal verdicts are equal texts. */
    public static String write(Result result, boolean withTimes) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setFormattingStyle(FormattingStyle.PRETTY);
            json.setHtmlSafe(false);
            json.beginObject();
            json.name("schema").value(1);
            json.name("exercise").value(result.exercise());
            json.name("exerciseHash").value(result.exerciseHash());
            json.name("submission").value(result.submission());
            json.name("answerHash").value(result.answerHash());
            json.name("tool").value(result.tool());
            json.name("jdk").value(result.jdk());
            json.name("isolation").value(result.isolation().id());
            json.name("seed").value(result.seed());
            json.name("status").value(result.status().id());
            json.name("points").value(result.points());
            json.name("maxPoints").value(result.maxPoints());
            json.name("tests").beginArray();
            for (TestResult test : result.tests()) {
                write(json, test);
            }
            json.endArray();
            if (withTimes) {
                json.name("times").beginObject();
                for (Map.Entry<String, Long> time : new TreeMap<>(result.times()).entrySet()) {
                    json.name(time.getKey()).value(time.getValue());
                }
                json.endObject();
            }
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does no input or output", e);
        }
        return text + "\n";
    }

    private static void write(JsonWriter json, TestResult test) throws IOException {
        Outcome outcome = test.outcome();
        json.beginObject();
        json.name("id").value(test.id());
        json.name("title").value(test.title());
        json.name("points").value(test.points());
        json.name("maxPoints").value(test.maxPoints());
        text(json, "outcome", outcome == null ? null : outcome.id());
        text(json, "expected", test.expected());
        text(json, "actual", test.actual());
        if (test.line() > 0) {
            json.name("line").value(test.line());
        } else {
            json.name("line").nullValue();
        }
        text(json, "schedule", test.schedule());
        text(json, "idea", test.idea());
        text(json, "hint", test.hint());
        json.name("visibility").value(test.visibility().name().toLowerCase(Locale.ROOT));
        json.endObject();
    }

    private static void text(JsonWriter json, String name, @Nullable String value) throws IOException {
        if (value == null) {
            json.name(name).nullValue();
        } else {
            json.name(name).value(value);
        }
    }

    /**
     * Reads a result back.
     *
     * @throws RuntimeException of some kind if it is none of ours
     */
    public static Result read(String text) {
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        if (json.get("schema").getAsInt() != 1) {
            throw new IllegalArgumentException("schema " + json.get("schema") + " is not known");
        }
        var tests = new ArrayList<TestResult>();
        json.getAsJsonArray("tests").forEach(each -> tests.add(readTest(each.getAsJsonObject())));
        var times = new TreeMap<String, Long>();
        if (json.has("times")) {
            json.getAsJsonObject("times")
                    .entrySet()
                    .forEach(e -> times.put(e.getKey(), e.getValue().getAsLong()));
        }
        return new Result(
                json.get("exercise").getAsString(),
                json.get("exerciseHash").getAsString(),
                json.get("submission").getAsString(),
                json.get("answerHash").getAsString(),
                json.get("tool").getAsString(),
                json.get("jdk").getAsString(),
                Isolation.valueOf(json.get("isolation").getAsString().toUpperCase(Locale.ROOT)),
                json.get("seed").getAsLong(),
                Result.Status.valueOf(json.get("status")
                        .getAsString()
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')),
                json.get("points").getAsInt(),
                json.get("maxPoints").getAsInt(),
                tests,
                List.of(),
                times);
    }

    private static TestResult readTest(JsonObject json) {
        String outcome = textOf(json, "outcome");
        return new TestResult(
                json.get("id").getAsString(),
                json.get("title").getAsString(),
                json.get("points").getAsInt(),
                json.get("maxPoints").getAsInt(),
                outcome == null
                        ? null
                        : Outcome.valueOf(outcome.toUpperCase(Locale.ROOT).replace('-', '_')),
                textOf(json, "expected"),
                textOf(json, "actual"),
                json.get("line").isJsonNull() ? 0 : json.get("line").getAsInt(),
                textOf(json, "schedule"),
                textOf(json, "idea"),
                textOf(json, "hint"),
                TestResult.Visibility.valueOf(
                        json.get("visibility").getAsString().toUpperCase(Locale.ROOT)));
    }

    private static @Nullable String textOf(JsonObject json, String name) {
        return json.get(name).isJsonNull() ? null : json.get(name).getAsString();
    }
}
