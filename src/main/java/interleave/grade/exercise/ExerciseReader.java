package interleave.grade.exercise;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import interleave.grade.submission.AnswerCell;
import interleave.grade.submission.BadBundleException;
import interleave.grade.submission.Hashes;
import interleave.grade.submission.NotebookCells;
import interleave.grade.submission.Texts;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one exercise's folder. Every complaint is one sentence: which file, what is wrong, what to do. */
final class ExerciseReader {
    private static final long MAX_BYTES = 1 << 20;
    private static final long MAX_NOTEBOOK_BYTES = 16 << 20;
    private static final Set<String> FIELDS = Set.of("title", "minutes", "limits", "allow", "ideas", "contract");
    private static final Set<String> LIMITS = Set.of("heapMiB", "fuel", "realSeconds", "outputKiB");
    private static final Pattern IDEA = Pattern.compile("[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern HINT = Pattern.compile("(?m)^##\\s+(\\d+).*$");

    private final Path folder;
    private final Path solutions;
    private final String id;

    ExerciseReader(Path folder, Path solutions) {
        this.folder = folder;
        this.solutions = solutions;
        this.id = folder.getFileName().toString();
    }

    Exercise read() throws BadExerciseException {
        String json = text(folder.resolve("exercise.json"), MAX_BYTES);
        JsonObject fields = fields(json);
        List<NamedSource> contract = sources(folder.resolve("contract"));
        List<NamedSource> tests = sources(folder.resolve("test"));
        List<NamedSource> hidden =
                Files.isDirectory(solutions.resolve("hidden")) ? sources(solutions.resolve("hidden")) : List.of();
        if (contract.isEmpty()) {
            throw bad("contract", "holds no .java file; put the interface that an answer implements there");
        }
        if (tests.isEmpty()) {
            throw bad("test", "holds no .java file; put the JUnit 5 test there");
        }
        List<String> hints = hints();
        Notebook notebook = notebook();
        String contractName = fields.has("contract") ? string(fields, "contract") : null;
        var hash = new Hashes().add("exercise").add(json);
        hash(hash, contract);
        hash(hash, tests);
        hash(hash, hidden);
        hints.forEach(hash::add);
        return new Exercise(
                id,
                string(fields, "title"),
                fields.has("minutes") ? (int) number(fields, "minutes", 1, 600) : 20,
                limits(fields),
                strings(fields, "allow"),
                ideas(fields),
                contractName,
                contract,
                tests,
                hidden,
                hints,
                notebook.task(),
                notebook.starter(),
                folder,
                Files.isDirectory(solutions) ? solutions : null,
                hash.hex());
    }

    private static void hash(Hashes hash, List<NamedSource> sources) {
        hash.add(Integer.toString(sources.size()));
        sources.forEach(s -> hash.add(s.name()).add(s.text()));
    }

    private JsonObject fields(String json) throws BadExerciseException {
        try {
            var reader = new JsonReader(new StringReader(json));
            reader.setStrictness(Strictness.STRICT);
            if (!(JsonParser.parseReader(reader) instanceof JsonObject fields)) {
                throw bad("exercise.json", "is not a JSON object; start with {\"title\": \"…\"}");
            }
            for (String name : fields.keySet()) {
                if (!FIELDS.contains(name)) {
                    throw bad(
                            "exercise.json",
                            "has a field \"" + name + "\" that means nothing; there are "
                                    + String.join(", ", FIELDS.stream().sorted().toList()));
                }
            }
            return fields;
        } catch (JsonParseException e) {
            throw bad("exercise.json", "is not JSON: " + Texts.cut(String.valueOf(e.getMessage()), 120));
        }
    }

    private Limits limits(JsonObject fields) throws BadExerciseException {
        JsonElement element = fields.get("limits");
        if (element == null) {
            return Limits.DEFAULT;
        }
        if (!(element instanceof JsonObject limits)) {
            throw bad("exercise.json", "has \"limits\" that are not an object like {\"heapMiB\": 64}");
        }
        for (String name : limits.keySet()) {
            if (!LIMITS.contains(name)) {
                throw bad(
                        "exercise.json",
                        "limits \"" + name + "\", which is no limit; there are "
                                + String.join(", ", LIMITS.stream().sorted().toList()));
            }
        }
        Limits usual = Limits.DEFAULT;
        return new Limits(
                limits.has("heapMiB") ? (int) number(limits, "heapMiB", 16, 4096) : usual.heapMiB(),
                limits.has("fuel") ? number(limits, "fuel", 1000, 1L << 40) : usual.fuel(),
                limits.has("realSeconds")
                        ? Duration.ofSeconds(number(limits, "realSeconds", 1, 600))
                        : usual.realTime(),
                limits.has("outputKiB") ? (int) number(limits, "outputKiB", 1, 16384) : usual.outputKiB());
    }

    private List<String> ideas(JsonObject fields) throws BadExerciseException {
        List<String> ideas = strings(fields, "ideas");
        for (String idea : ideas) {
            if (!IDEA.matcher(idea).matches()) {
                throw bad(
                        "exercise.json",
                        "names the idea \"" + idea + "\"; write its number and name, as in 07-lazy-stream");
            }
        }
        return ideas;
    }

    private String string(JsonObject fields, String name) throws BadExerciseException {
        JsonElement value = fields.get(name);
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isString()
                || value.getAsString().isBlank()) {
            throw bad("exercise.json", "has no text for \"" + name + "\"; add one");
        }
        return value.getAsString().strip();
    }

    private long number(JsonObject fields, String name, long min, long max) throws BadExerciseException {
        try {
            long value = fields.get(name).getAsLong();
            if (value >= min && value <= max) {
                return value;
            }
        } catch (IllegalStateException | NumberFormatException | UnsupportedOperationException e) {
            // said below, as for a number out of range
        }
        throw bad(
                "exercise.json",
                "has \"" + name + "\": " + Texts.cut(fields.get(name).toString(), 40) + "; write a whole number from "
                        + min + " to " + max);
    }

    private List<String> strings(JsonObject fields, String name) throws BadExerciseException {
        JsonElement value = fields.get(name);
        var strings = new ArrayList<String>();
        if (value != null) {
            if (!value.isJsonArray()) {
                throw bad("exercise.json", "has \"" + name + "\" that is not a list of texts");
            }
            for (JsonElement element : value.getAsJsonArray()) {
                if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString()) {
                    throw bad("exercise.json", "has \"" + name + "\" that is not a list of texts");
                }
                strings.add(element.getAsString());
            }
        }
        return List.copyOf(strings);
    }

    /** Sorted by name, so that hash and order of tests are the same on every file system. */
    private List<NamedSource> sources(Path directory) throws BadExerciseException {
        if (!Files.isDirectory(directory)) {
            throw bad(
                    directory,
                    "is missing; an exercise has exercise.json, exercise.ipynb, hints.md, contract/ and test/");
        }
        var sources = new ArrayList<NamedSource>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.getFileName().toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                sources.add(new NamedSource(file.getFileName().toString(), text(file, MAX_BYTES)));
            }
        } catch (IOException e) {
            throw bad(directory, "cannot be listed (" + e.getClass().getSimpleName() + ")");
        }
        return List.copyOf(sources);
    }

    private List<String> hints() throws BadExerciseException {
        String text = text(folder.resolve("hints.md"), MAX_BYTES);
        var hints = new ArrayList<String>();
        var heading = HINT.matcher(text);
        int start = -1;
        while (heading.find()) {
            if (start >= 0) {
                hints.add(text.substring(start, heading.start()).strip());
            }
            start = heading.end();
            if (!heading.group(1).equals(Integer.toString(hints.size() + 1))) {
                throw bad(
                        "hints.md",
                        "has a hint " + heading.group(1) + " where hint " + (hints.size() + 1)
                                + " is due; number them ## 1, ## 2, ## 3");
            }
        }
        if (start < 0) {
            throw bad("hints.md", "holds no hint; begin one with a line ## 1");
        }
        hints.add(text.substring(start).strip());
        for (int i = 0; i < hints.size(); i++) {
            if (hints.get(i).isEmpty()) {
                throw bad("hints.md", "has nothing to say under ## " + (i + 1));
            }
        }
        return List.copyOf(hints);
    }

    private record Notebook(String task, String starter) {}

    private Notebook notebook() throws BadExerciseException {
        Path file = folder.resolve("exercise.ipynb");
        try {
            var task = new StringBuilder();
            @Nullable AnswerCell starter = null;
            for (NotebookCells.Cell cell : NotebookCells.parse(text(file, MAX_NOTEBOOK_BYTES))) {
                var answer = cell.isCode() ? AnswerCell.parse(cell.source()) : java.util.Optional.<AnswerCell>empty();
                if (answer.isPresent() && answer.get().id().equals(id)) {
                    if (starter != null) {
                        throw bad(file, "has two cells %%answer " + id + "; keep one, the starter");
                    }
                    starter = answer.get();
                } else if (cell.isMarkdown() && starter == null) {
                    task.append(task.isEmpty() ? "" : "\n\n")
                            .append(cell.source().strip());
                }
            }
            if (starter == null) {
                throw bad(file, "has no starter; begin a code cell with %%answer " + id);
            }
            return new Notebook(task.toString(), starter.text());
        } catch (BadBundleException e) {
            throw bad(file, e.getMessage());
        }
    }

    private String text(Path file, long maxBytes) throws BadExerciseException {
        try {
            return Texts.read(file, maxBytes);
        } catch (Texts.NoTextException e) {
            throw bad(
                    file,
                    e.getMessage() + "; an exercise has exercise.json, exercise.ipynb, hints.md, contract/ and test/");
        }
    }

    private BadExerciseException bad(String name, @Nullable String why) {
        return bad(folder.resolve(name), why);
    }

    private static BadExerciseException bad(Path file, @Nullable String why) {
        return new BadExerciseException(file + " " + why + ".");
    }
}
