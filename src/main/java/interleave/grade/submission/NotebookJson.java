package interleave.grade.submission;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A whole notebook of our own, to be changed and written again. What others hand in is read by {@link NotebookCells} instead, which builds up nothing but
 * the cells.
 */
public final class NotebookJson {
    private NotebookJson() {}

    /**
     * Reads a notebook's file.
     *
     * @throws IOException if it cannot be read
     * @throws com.google.gson.JsonParseException if it is not JSON
     */
    public static JsonObject read(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    /** Whether a cell holds code. */
    public static boolean isCode(JsonObject cell) {
        return cell.get("cell_type").getAsString().equals("code");
    }

    /** A cell's source, which is one text or a list of its lines. */
    public static String source(JsonObject cell) {
        JsonElement source = cell.get("source");
        if (source instanceof JsonPrimitive one) {
            return one.getAsString();
        }
        var whole = new StringBuilder();
        source.getAsJsonArray().forEach(line -> whole.append(line.getAsString()));
        return whole.toString();
    }

    /** Gives a cell another source, as a list of its lines. */
    public static void source(JsonObject cell, String source) {
        var lines = new JsonArray();
        for (String line : source.split("(?<=\n)", -1)) {
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        cell.add("source", lines);
    }

    /**
     * The notebook's file, laid out as Jupyter does.
     *
     * @throws IOException never in fact: it is written to memory
     */
    public static String text(JsonObject notebook) throws IOException {
        var text = new StringWriter();
        try (var writer = new JsonWriter(text)) {
            writer.setIndent(" ");
            writer.setHtmlSafe(false);
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create().toJson(notebook, writer);
        }
        return text + "\n";
    }
}
