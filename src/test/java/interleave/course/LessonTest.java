package interleave.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A lesson")
class LessonTest {
    private static final String CELL = "waits.predict(\"both\",  Duration.ofMillis(55));   // Noor's\n"
            + "waits.predict(\"one\",\n    30);\nwaits.run(4)";

    @TempDir
    private Path folder;

    private Lesson lesson() throws IOException {
        Path notebook = folder.resolve("03-x.ipynb");
        Files.writeString(notebook, """
            {"cells": [], "metadata": {"interleave": {"lesson": "03-x", "guesses":
              ["waits.predict(\\"both\\", Duration.ofMillis(55)); // Noor's", "waits.predict(\\"one\\", 30);"]}}}
            """);
        return Lesson.read(notebook).orElseThrow();
    }

    @Test
    @DisplayName("knows what a cell predicts, statement by statement, however it is laid out")
    void statements() {
        assertEquals(
                Map.of(
                        "both", "waits.predict(\"both\", Duration.ofMillis(55)); // Noor's",
                        "one", "waits.predict(\"one\", 30);"),
                Lesson.predicting(CELL));
        assertEquals(Map.of(), Lesson.predicting("fortune.predict(tomorrow);"));
    }

    @Test
    @DisplayName(
            "tells a number that its reader left as it came from one that was changed, or has something written behind"
                    + " it")
    void guesses() throws IOException {
        Lesson lesson = lesson();

        assertTrue(lesson.isGuess("both", CELL));
        assertTrue(lesson.isGuess("one", CELL));
        assertTrue(lesson.isGuess("both", CELL.replace("  ", " ")));
        assertFalse(lesson.isGuess("both", CELL.replace("55", "50")));
        assertTrue(lesson.isGuess("one", CELL.replace("55", "50")));
        assertFalse(lesson.isGuess("both", CELL.replace("Noor's", "mine")));
        assertFalse(lesson.isGuess("one", CELL.replace("30);", "30);   // mine")));
        assertFalse(lesson.isGuess("a question of the reader's own", CELL));
    }

    @Test
    @DisplayName("of the course names all the guesses of its cells in its metadata, so that those left as they came are"
            + " known")
    void metadata() throws IOException {
        List<Lesson> lessons = Course.read(Path.of("")).lessons();
        assertTrue(lessons.size() > 5, lessons::toString);
        for (Lesson lesson : lessons) {
            Set<String> statements = new HashSet<>();
            JsonObject notebook =
                    JsonParser.parseString(Files.readString(lesson.notebook())).getAsJsonObject();
            for (JsonElement each : notebook.getAsJsonArray("cells")) {
                JsonObject cell = each.getAsJsonObject();
                if (cell.get("cell_type").getAsString().equals("code")) {
                    StringBuilder source = new StringBuilder();
                    cell.getAsJsonArray("source").forEach(line -> source.append(line.getAsString()));
                    statements.addAll(Lesson.predicting(source.toString()).values());
                }
            }
            assertEquals(statements, lesson.guesses(), lesson.id());
            assertEquals(lesson.predictions(), statements.size(), lesson.id());
        }
    }
}
