package interleave.grade.author;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import interleave.grade.exercise.Exercise;
import interleave.grade.submission.AnswerCell;
import interleave.grade.submission.NotebookJson;
import java.io.IOException;

/**
 * An exercise's notebook as nbgrader's source version wants it: the answer is a solution cell, one locked cell {@code %grade ID --points} has the points, every
 * other code cell is locked, so that a learner's changes to it are undone.
 *
 * <p>It holds no test: {@code %grade} finds those, the hidden ones too, where {@code INTERLEAVE_EXERCISES} says, which is another folder when marks are given
 * than the one that learners have.
 */
public final class NbgraderNotebook {
    private NbgraderNotebook() {}

    /**
     * The notebook.
     *
     * @param maxPoints points of an answer that passes every test, hidden ones included
     * @throws IOException if the exercise's notebook cannot be read
     */
    public static String of(Exercise exercise, int maxPoints) throws IOException {
        JsonObject notebook = NotebookJson.read(exercise.folder().resolve("exercise.ipynb"));
        var cells = new JsonArray();
        boolean graded = false;
        int locked = 0;
        for (JsonElement each : notebook.getAsJsonArray("cells")) {
            JsonObject cell = each.getAsJsonObject();
            String source = NotebookJson.source(cell);
            if (NotebookJson.isCode(cell)) {
                if (AnswerCell.parse(source)
                        .filter(a -> a.id().equals(exercise.id()))
                        .isPresent()) {
                    mark(cell, "answer", "solution", 0);
                } else if (!graded && source.startsWith("%grade")) {
                    NotebookJson.source(cell, call(exercise));
                    mark(cell, "grade", "grade", maxPoints);
                    graded = true;
                } else {
                    mark(cell, "locked-" + ++locked, "locked", 0);
                }
            }
            cells.add(cell);
        }
        if (!graded) {
            cells.add(gradeCell(exercise, maxPoints));
        }
        notebook.add("cells", cells);
        return NotebookJson.text(notebook);
    }

    private static String call(Exercise exercise) {
        return "%grade " + exercise.id() + " --points";
    }

    private static JsonObject gradeCell(Exercise exercise, int maxPoints) {
        var cell = new JsonObject();
        cell.addProperty("cell_type", "code");
        cell.addProperty("id", "nbgrader-grade");
        cell.add("execution_count", null);
        cell.add("metadata", new JsonObject());
        cell.add("outputs", new JsonArray());
        NotebookJson.source(cell, call(exercise));
        mark(cell, "grade", "grade", maxPoints);
        return cell;
    }

    /** Enters what nbgrader reads, in its schema 3. */
    private static void mark(JsonObject cell, String id, String role, int points) {
        var marks = new JsonObject();
        marks.addProperty("grade", role.equals("grade"));
        marks.addProperty("grade_id", id);
        marks.addProperty("locked", !role.equals("solution"));
        if (role.equals("grade")) {
            marks.addProperty("points", points);
        }
        marks.addProperty("schema_version", 3);
        marks.addProperty("solution", role.equals("solution"));
        marks.addProperty("task", false);
        cell.getAsJsonObject("metadata").add("nbgrader", marks);
    }
}
