package interleave.grade.submission;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a notebook file: kind and source of each, in order.
 *
 * <p>Outputs, metadata and whatever else the file holds is skipped without being built up in memory, so a file's size and depth cost time only.
 */
public final class NotebookCells {
    private static final int MAX_CELLS = 10_000;
    private static final int MAX_SOURCE = 4 << 20;

    private NotebookCells() {}

    /**
     * One cell.
     *
     * @param kind {@code code}, {@code markdown} or {@code raw}
     * @param source its text
     */
    public record Cell(String kind, String source) {
        /** Whether it is a cell that runs. */
        public boolean isCode() {
            return kind.equals("code");
        }

        /** Whether it is a cell to read. */
        public boolean isMarkdown() {
            return kind.equals("markdown");
        }
    }

    /**
     * Reads the JSON text of a notebook.
     *
     * @throws BadBundleException if it is none; the message is a clause that follows the file's name, without a full stop
     */
    public static List<Cell> parse(String json) throws BadBundleException {
        var reader = new JsonReader(new StringReader(json));
        reader.setStrictness(Strictness.STRICT);
        try {
            var cells = new ArrayList<Cell>();
            boolean found = false;
            expect(reader, JsonToken.BEGIN_OBJECT, "is not a notebook: it is no JSON object");
            reader.beginObject();
            while (reader.hasNext()) {
                if (reader.nextName().equals("cells")) {
                    found = true;
                    cells.clear();
                    expect(reader, JsonToken.BEGIN_ARRAY, "is not a notebook: its cells are no list");
                    reader.beginArray();
                    while (reader.hasNext()) {
                        if (cells.size() == MAX_CELLS) {
                            throw new BadBundleException("has more than " + MAX_CELLS + " cells");
                        }
                        cells.add(cell(reader));
                    }
                    reader.endArray();
                } else {
                    reader.skipValue();
                }
            }
            reader.endObject();
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new BadBundleException("is not a notebook: something follows its end");
            }
            if (!found) {
                throw new BadBundleException("is not a notebook: it has no cells (is it of nbformat 4?)");
            }
            return List.copyOf(cells);
        } catch (EOFException e) {
            throw new BadBundleException("is not a notebook: its JSON ends in the middle");
        } catch (MalformedJsonException e) {
            throw new BadBundleException("is not a notebook: its JSON is malformed or nested too deeply");
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            throw new BadBundleException("is not a notebook: its JSON cannot be read");
        }
    }

    private static Cell cell(JsonReader reader) throws IOException, BadBundleException {
        String kind = "";
        String source = "";
        expect(reader, JsonToken.BEGIN_OBJECT, "is not a notebook: a cell is no JSON object");
        reader.beginObject();
        while (reader.hasNext()) {
            switch (reader.nextName()) {
                case "cell_type" -> kind = string(reader);
                case "source" -> source = source(reader);
                default -> reader.skipValue();
            }
        }
        reader.endObject();
        return new Cell(kind, Texts.normalize(source));
    }

    /** One text, or a list of its lines. */
    private static String source(JsonReader reader) throws IOException, BadBundleException {
        if (reader.peek() != JsonToken.BEGIN_ARRAY) {
            return string(reader);
        }
        var text = new StringBuilder();
        reader.beginArray();
        while (reader.hasNext()) {
            text.append(string(reader));
            if (text.length() > MAX_SOURCE) {
                throw new BadBundleException("has a cell of more than " + MAX_SOURCE + " characters");
            }
        }
        reader.endArray();
        return text.toString();
    }

    private static String string(JsonReader reader) throws IOException, BadBundleException {
        expect(reader, JsonToken.STRING, "is not a notebook: a cell's kind or source is no text");
        return reader.nextString();
    }

    private static void expect(JsonReader reader, JsonToken token, String otherwise)
            throws IOException, BadBundleException {
        if (reader.peek() != token) {
            throw new BadBundleException(otherwise);
        }
    }
}
