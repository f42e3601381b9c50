package interleave.course;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import interleave.grade.submission.NotebookJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A lesson as its notebook says.
 *
 * @param id what its metadata call it, such as {@code 03-fan-out}
 * @param title its first heading, such as {@code 03 · Fan out}
 * @param notebook the file
 * @param teaching minutes to read and run it, {@code >= 0}
 * @param exercising minutes for its exercises, {@code >= 0}
 * @param cells ids of the cells to run, in order; those that are run as often as one likes, for an exercise or to look how far one has come, do not count
 * @param predictions numbers that it asks its reader to predict, {@code >= 0}
 * @param guesses the statements that predict, as the notebook came: numbers that are not yet its reader's own; none where its metadata name none
 * @param exercises names of the exercises it opens or links, in order
 * @param ids ids of all its cells
 */
public record Lesson(
        String id,
        String title,
        Path notebook,
        int teaching,
        int exercising,
        List<String> cells,
        int predictions,
        Set<String> guesses,
        List<String> exercises,
        Set<String> ids) {
    private static final Pattern HEADING = Pattern.compile("(?m)^#\\s+(.+?)\\s*$");
    private static final Pattern EXERCISE = Pattern.compile("(?m)^%exercise\\s+(?<id>[a-z0-9-]+)\\s*$");
    private static final Pattern LINKED =
            Pattern.compile("\\]\\(\\.\\./exercises/(?<id>[a-z0-9-]+)/exercise\\.ipynb\\)");
    /** A statement that predicts, with what stands behind it on its line. */
    private static final Pattern PREDICTS =
            Pattern.compile("\\w+\\s*\\.predict\\(\\s*\"(?<what>(?:[^\"\\\\]|\\\\.)*)\"[^;]*;[^\\n]*");

    private static final Pattern OF_AN_EXERCISE =
            Pattern.compile("%%answer\\b.*|%(exercise|grade|hint|solution|progress)\\b.*", Pattern.DOTALL);

    /** Copies the lists. */
    public Lesson {
        cells = List.copyOf(cells);
        guesses = Set.copyOf(guesses);
        exercises = List.copyOf(exercises);
        ids = Set.copyOf(ids);
    }

    /**
     * The lesson in a notebook; empty when its metadata name none.
     *
     * @throws IOException if the file cannot be read, or is no notebook
     */
    public static Optional<Lesson> read(Path notebook) throws IOException {
        JsonObject json;
        try {
            json = NotebookJson.read(notebook);
            JsonObject ours = json.getAsJsonObject("metadata").getAsJsonObject("interleave");
            return ours == null || !ours.has("lesson") ? Optional.empty() : Optional.of(of(notebook, json, ours));
        } catch (RuntimeException e) {
            throw new IOException(notebook + " is no notebook that could be read", e);
        }
    }

    private static Lesson of(Path notebook, JsonObject json, JsonObject ours) {
        String id = ours.get("lesson").getAsString();
        String title = id;
        boolean titled = false;
        int predictions = 0;
        var cells = new ArrayList<String>();
        var exercises = new LinkedHashSet<String>();
        var ids = new LinkedHashSet<String>();
        for (JsonElement each : json.getAsJsonArray("cells")) {
            JsonObject cell = each.getAsJsonObject();
            String source = NotebookJson.source(cell);
            String cellId = cell.has("id") ? cell.get("id").getAsString() : "";
            ids.add(cellId);
            if (!NotebookJson.isCode(cell)) {
                Matcher linked = LINKED.matcher(source);
                while (linked.find()) {
                    exercises.add(linked.group("id"));
                }
                Matcher heading = HEADING.matcher(source);
                if (!titled && heading.find()) {
                    title = heading.group(1);
                    titled = true;
                }
            } else if (OF_AN_EXERCISE.matcher(source).matches()) {
                Matcher opened = EXERCISE.matcher(source);
                while (opened.find()) {
                    exercises.add(opened.group("id"));
                }
            } else if (!source.isBlank() && !isSkipped(cell)) {
                cells.add(cellId);
                predictions += predicting(source).size();
            }
        }
        return new Lesson(
                id,
                title,
                notebook,
                minutes(ours, "teaching"),
                minutes(ours, "exercises"),
                cells,
                predictions,
                guesses(ours),
                List.copyOf(exercises),
                ids);
    }

    /** Whether a program that runs the notebook leaves the cell out: it is one to interrupt, and never runs to its end. */
    private static boolean isSkipped(JsonObject cell) {
        JsonObject metadata = cell.getAsJsonObject("metadata");
        return metadata != null
                && metadata.has("tags")
                && metadata.getAsJsonArray("tags").asList().stream()
                        .anyMatch(tag -> tag.getAsString().equals("skip-execution"));
    }

    private static Set<String> guesses(JsonObject ours) {
        var guesses = new LinkedHashSet<String>();
        if (ours.has("guesses")) {
            ours.getAsJsonArray("guesses").forEach(guess -> guesses.add(guess.getAsString()));
        }
        return guesses;
    }

    /** The statements of a cell that predict, each in one line with single spaces, by what they are about. */
    static Map<String, String> predicting(String source) {
        var found = new LinkedHashMap<String, String>();
        Matcher statement = PREDICTS.matcher(source);
        while (statement.find()) {
            found.put(
                    statement.group("what"),
                    statement.group().replaceAll("\\s+", " ").strip());
        }
        return found;
    }

    /** Whether a cell predicts a number as the notebook came: its reader has neither changed it nor written anything beside it. */
    public boolean isGuess(String what, String source) {
        return guesses.contains(predicting(source).getOrDefault(what, ""));
    }

    private static int minutes(JsonObject ours, String name) {
        return ours.has(name) ? ours.get(name).getAsInt() : 0;
    }

    /** The first cell to run that is not among these; null when all are. */
    public @Nullable String firstWithout(Set<String> run) {
        return cells.stream().filter(cell -> !run.contains(cell)).findFirst().orElse(null);
    }

    /** How many of the cells to run are among these. */
    public int countOf(Set<String> run) {
        return (int) cells.stream().filter(run::contains).count();
    }
}
