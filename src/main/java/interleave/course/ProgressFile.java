package interleave.course;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one file that holds a learner's progress, answers and predictions, to be carried to another machine.
 *
 * <p>Several kernels write it: each puts what it knows to what stands there, under a lock, and the file is there whole or not at all. A file that cannot be read
 * is set aside beside it, never overwritten.
 *
 * @param path the file, which need not exist
 */
public record ProgressFile(Path path) {
    /** The environment variable that names the file; else it is {@link #NAME} in {@code notebooks/}. */
    public static final String VARIABLE = "INTERLEAVE_PROGRESS";

    /** What the file is called where a learner sees it. */
    public static final String NAME = "my-progress.json";

    private static final int SCHEMA = 1;
    private static final long MAX_BYTES = 32 << 20;

    /**
     * Reads the file; nothing done where there is none.
     *
     * @throws IOException if it cannot be read, or is no progress file: one sentence
     */
    public Progress read() throws IOException {
        if (!Files.exists(path)) {
            return Progress.NONE;
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException(path + " is no progress file: it has more than " + MAX_BYTES + " bytes.");
        }
        try {
            JsonObject json = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
            if (json.get("schema").getAsInt() != SCHEMA) {
                throw new IOException(path + " was written by a newer Interleave (schema "
                        + json.get("schema").getAsInt() + "): bring this one up to date.");
            }
            return progress(json);
        } catch (RuntimeException e) {
            throw new IOException(path + " is no progress file that can be read.", e);
        }
    }

    /**
     * Puts this to what the file holds, writes all of it and returns it.
     *
     * @throws IOException if the file cannot be written
     */
    public Progress put(Progress more) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path lock = path.resolveSibling("." + path.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            Progress all = there().and(more);
            Path temporary = Files.createTempFile(folder, "." + path.getFileName(), ".tmp");
            try {
                Files.writeString(temporary, text(all));
                Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
            return all;
        }
    }

    private Progress there() throws IOException {
        try {
            return read();
        } catch (IOException unreadable) {
            Files.move(
                    path, path.resolveSibling(path.getFileName() + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
            return Progress.NONE;
        }
    }

    private static String text(Progress progress) {
        var json = new JsonObject();
        json.addProperty("schema", SCHEMA);
        var lessons = new JsonObject();
        progress.cells().forEach((lesson, cells) -> {
            var ran = new JsonArray();
            cells.forEach(ran::add);
            lessons.add(lesson, ran);
        });
        json.add("lessons", lessons);
        var exercises = new JsonObject();
        progress.attempts().forEach((exercise, attempt) -> exercises.add(exercise, json(attempt)));
        json.add("exercises", exercises);
        var predictions = new JsonArray();
        progress.predictions().values().forEach(prediction -> predictions.add(json(prediction)));
        json.add("predictions", predictions);
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    private static JsonObject json(Attempt attempt) {
        var json = new JsonObject();
        json.addProperty("points", attempt.points());
        json.addProperty("maxPoints", attempt.maxPoints());
        json.addProperty("judged", attempt.judged());
        json.addProperty("hints", attempt.hints());
        json.addProperty("at", attempt.at().toString());
        json.addProperty("answer", attempt.answer());
        json.addProperty("best", attempt.best());
        return json;
    }

    private static JsonObject json(Prediction prediction) {
        var json = new JsonObject();
        json.addProperty("lesson", prediction.lesson());
        json.addProperty("experiment", prediction.experiment());
        json.addProperty("version", prediction.version());
        json.addProperty("unit", prediction.unit());
        json.addProperty("predicted", prediction.predicted());
        json.addProperty("model", prediction.model());
        json.addProperty("measured", prediction.measured());
        json.addProperty("at", prediction.at().toString());
        return json;
    }

    private static Progress progress(JsonObject json) {
        var cells = new TreeMap<String, Set<String>>();
        json.getAsJsonObject("lessons").asMap().forEach((lesson, ran) -> {
            var ids = new TreeSet<String>();
            ran.getAsJsonArray().forEach(id -> ids.add(id.getAsString()));
            cells.put(lesson, ids);
        });
        var attempts = new TreeMap<String, Attempt>();
        json.getAsJsonObject("exercises")
                .asMap()
                .forEach((exercise, attempt) -> attempts.put(exercise, attempt(attempt.getAsJsonObject())));
        var predictions = new TreeMap<String, Prediction>();
        for (JsonElement each : json.getAsJsonArray("predictions")) {
            Prediction prediction = prediction(each.getAsJsonObject());
            predictions.put(prediction.question(), prediction);
        }
        return new Progress(cells, attempts, predictions);
    }

    private static Attempt attempt(JsonObject json) {
        return new Attempt(
                json.get("answer").getAsString(),
                at(json),
                json.get("best").getAsString(),
                json.get("points").getAsInt(),
                json.get("maxPoints").getAsInt(),
                json.get("judged").getAsInt(),
                json.get("hints").getAsInt());
    }

    private static Prediction prediction(JsonObject json) {
        return new Prediction(
                json.get("lesson").getAsString(),
                json.get("experiment").getAsString(),
                json.get("version").getAsString(),
                json.get("unit").getAsString(),
                number(json, "predicted"),
                json.has("model") ? number(json, "model") : null,
                number(json, "measured"),
                at(json));
    }

    private static double number(JsonObject json, String name) {
        double number = json.get(name).getAsDouble();
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(name + " is " + number);
        }
        return number;
    }

    private static Instant at(JsonObject json) {
        try {
            return Instant.parse(json.get("at").getAsString());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time that is none", e);
        }
    }
}
