package interleave.grade.author;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import interleave.grade.Grader;
import interleave.grade.Result;
import interleave.grade.compile.OwnNames;
import interleave.grade.exercise.BadExerciseException;
import interleave.grade.exercise.Exercise;
import interleave.grade.exercise.Exercises;
import interleave.grade.exercise.NamedSource;
import interleave.grade.submission.Answer;
import interleave.grade.submission.NotebookJson;
import interleave.grade.submission.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A variant of an exercise for homework: the same ideas with other names and other numbers, so that an answer to the public one earns nothing.
 *
 * <p>The types of the contract get new names, and the words they are made of change in every source, comment, title and hint; every duration becomes longer
 * by one factor, so the new figures fit each other as the old ones did. The sentences that wrong answers are told are taken from judging them, and must be
 * the old ones but for those changes.
 */
public final class ExerciseVariant {
    /** Nouns that begin with a consonant and take an s: what replaces a word of the contract. */
    private static final List<String> NOUNS = List.of(
            "badge",
            "barrel",
            "basket",
            "beacon",
            "bottle",
            "bridge",
            "bucket",
            "carpet",
            "castle",
            "chapter",
            "compass",
            "cupboard",
            "curtain",
            "desk",
            "diamond",
            "donkey",
            "drawer",
            "garden",
            "gear",
            "glacier",
            "hammer",
            "harbor",
            "helmet",
            "jacket",
            "jewel",
            "kettle",
            "ladder",
            "lantern",
            "magnet",
            "marble",
            "meadow",
            "melon",
            "mirror",
            "napkin",
            "needle",
            "pebble",
            "pencil",
            "pigeon",
            "pillow",
            "planet",
            "pumpkin",
            "puzzle",
            "rabbit",
            "ribbon",
            "rocket",
            "saddle",
            "scooter",
            "shovel",
            "spoon",
            "statue",
            "ticket",
            "tractor",
            "trumpet",
            "tunnel",
            "turtle",
            "valley",
            "violin",
            "volcano",
            "wagon",
            "whistle",
            "window",
            "zebra");

    private static final Pattern FIGURES = Pattern.compile("[0-9]+");

    private final Grader grader;
    private final Exercise original;
    private final SourceWords words;
    private final SourceTimes times;
    private final String id;

    /**
     * A variant to be written.
     *
     * @param original the exercise, with its solutions
     * @param id name of the variant
     * @param seed decides the nouns and the factor: the same seed makes the same variant
     * @param changes what to change besides, or in place of what would be drawn: word to word, name to name, number to number
     * @throws BadExerciseException if the original has no solutions, or its sources do not compile
     */
    public ExerciseVariant(Grader grader, Exercise original, String id, long seed, Map<String, String> changes)
            throws BadExerciseException {
        this.grader = grader;
        this.original = original;
        this.id = id;
        var random = new Random(seed);
        OwnNames names = grader.ownNames(original);
        for (NamedSource answer : answers().values()) {
            names.answer(answer.text());
        }
        this.words = new SourceWords(changes(names, changes, random), names.own());
        this.times = SourceTimes.longer(
                Stream.concat(
                                Stream.of(original.contract(), original.tests(), original.hidden())
                                        .flatMap(List::stream)
                                        .map(NamedSource::text),
                                Stream.concat(Stream.of(original.task()), original.hints().stream()))
                        .toList(),
                random);
    }

    private Map<String, String> changes(OwnNames names, Map<String, String> asked, Random random) {
        Set<String> taken = new HashSet<>();
        names.foreign().forEach(n -> taken.addAll(SourceWords.parts(n)));
        String everything = String.join("\n", texts()).toLowerCase(Locale.ROOT);
        var free = new ArrayList<>(
                NOUNS.stream().filter(n -> !everything.contains(n)).toList());
        java.util.Collections.shuffle(free, random);
        var changes = new LinkedHashMap<String, String>();
        for (NamedSource type : original.contract()) {
            for (String word : SourceWords.parts(type.typeName())) {
                if (word.length() > 2 && !taken.contains(word) && !asked.containsKey(word) && !free.isEmpty()) {
                    changes.computeIfAbsent(word, _ -> free.removeFirst());
                }
            }
            boolean changed = SourceWords.parts(type.typeName()).stream().anyMatch(changes::containsKey)
                    || SourceWords.parts(type.typeName()).stream().anyMatch(asked::containsKey);
            if (!changed && !asked.containsKey(type.typeName()) && names.own().contains(type.typeName())) {
                String noun = free.removeFirst();
                changes.put(
                        type.typeName(),
                        noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1) + type.typeName());
            }
        }
        changes.putAll(asked);
        return changes;
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        Stream.of(original.contract(), original.tests(), original.hidden())
                .flatMap(List::stream)
                .forEach(s -> texts.add(s.text()));
        texts.add(original.task());
        texts.addAll(original.hints());
        return texts;
    }

    /**
     * Writes the variant and its solutions.
     *
     * @param exercises where the variant goes; the original may stand elsewhere
     * @return the variant, as its folder says
     * @throws BadExerciseException if the name is taken, or a wrong answer is not told what it was told before but for names and numbers; what is written
     *     stays, to be mended by hand
     * @throws IOException if a file cannot be read or written
     */
    public Exercise write(Exercises exercises) throws BadExerciseException, IOException {
        exercises.refuseTaken(id);
        Path folder = exercises.folder().resolve(id);
        Path solutions = exercises.solutions(id);
        UnaryOperator<String> java = text -> renamed(times.java(words.java(text)));
        UnaryOperator<String> prose = text -> renamed(times.prose(words.prose(text)));

        write(folder.resolve("exercise.json"), json(prose));
        write(folder.resolve("exercise.ipynb"), notebook(java, prose));
        write(
                folder.resolve("hints.md"),
                prose.apply(Files.readString(original.folder().resolve("hints.md"))));
        write(folder.resolve("contract"), original.contract(), java);
        write(folder.resolve("test"), original.tests(), java);
        write(solutions.resolve("hidden"), original.hidden(), java);
        for (Map.Entry<String, NamedSource> answer : answers().entrySet()) {
            write(
                    solutions.resolve(answer.getKey()),
                    java.apply(answer.getValue().text()));
        }
        Exercise variant = exercises.load(id);
        for (Map.Entry<String, NamedSource> answer : answers().entrySet()) {
            if (answer.getKey().startsWith("wrong/")) {
                quote(variant, solutions.resolve(answer.getKey()));
            }
        }
        return variant;
    }

    /**
     * How the public solution does on the variant: it must not earn every point.
     *
     * @throws BadExerciseException if the variant cannot be used
     */
    public Result judgePublicSolution(Exercise variant) throws BadExerciseException {
        NamedSource solution = Objects.requireNonNull(answers().get("Solution.java"));
        return grader.judge(variant, Answer.of("the public solution", solution.text()));
    }

    /** Puts into the first line of a wrong answer what its author is told now. */
    private void quote(Exercise variant, Path file) throws BadExerciseException, IOException {
        String text = Files.readString(file);
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        if (!line.startsWith(ExerciseCheck.FAILS)) {
            return;
        }
        String quoted = line.substring(ExerciseCheck.FAILS.length()).strip();
        String told = ExerciseCheck.told(
                grader.judge(variant, Answer.of(file.getFileName().toString(), text)));
        if (!FIGURES.matcher(quoted)
                .replaceAll("#")
                .equals(FIGURES.matcher(told).replaceAll("#"))) {
            throw new BadExerciseException(file + " is told \"" + told + "\" where the original was told \"" + quoted
                    + "\"; change the variant by hand, or keep a word with --rename word=word.");
        }
        write(file, ExerciseCheck.FAILS + told + (end < 0 ? "\n" : text.substring(end)));
    }

    private String renamed(String text) {
        return SourceWords.replace(
                Pattern.compile("(?<![\\w-])" + Pattern.quote(original.id()) + "(?![\\w-])"), text, _ -> id);
    }

    private void write(Path folder, List<NamedSource> sources, UnaryOperator<String> java) throws IOException {
        for (NamedSource source : sources) {
            write(folder.resolve(words.type(source.typeName()) + ".java"), java.apply(source.text()));
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String json(UnaryOperator<String> prose) throws IOException {
        JsonObject json = JsonParser.parseString(
                        Files.readString(original.folder().resolve("exercise.json")))
                .getAsJsonObject();
        json.addProperty("title", prose.apply(original.title()));
        if (original.contractName() != null) {
            json.addProperty("contract", words.type(original.contractName()));
        }
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    private String notebook(UnaryOperator<String> java, UnaryOperator<String> prose) throws IOException {
        JsonObject notebook = NotebookJson.read(original.folder().resolve("exercise.ipynb"));
        for (JsonElement each : notebook.getAsJsonArray("cells")) {
            JsonObject cell = each.getAsJsonObject();
            UnaryOperator<String> change = NotebookJson.isCode(cell) ? java : prose;
            NotebookJson.source(cell, change.apply(NotebookJson.source(cell)));
        }
        return NotebookJson.text(notebook);
    }

    /** The solution and the wrong answers of the original, by their path in its solutions. */
    private Map<String, NamedSource> answers() throws BadExerciseException {
        Path solutions = original.solutions();
        if (solutions == null || !Files.isRegularFile(solutions.resolve("Solution.java"))) {
            throw new BadExerciseException(
                    original.id() + " has no reference solution beside it, so a variant of it cannot" + " be checked.");
        }
        var files = new ArrayList<Path>(List.of(solutions.resolve("Solution.java")));
        files.addAll(ExerciseCheck.wrongAnswers(solutions));
        var answers = new LinkedHashMap<String, NamedSource>();
        for (Path file : files) {
            try {
                answers.put(
                        solutions.relativize(file).toString().replace('\\', '/'),
                        new NamedSource(file.getFileName().toString(), Texts.read(file, Answer.MAX_LENGTH)));
            } catch (Texts.NoTextException e) {
                throw new BadExerciseException(file + " " + e.getMessage() + ".");
            }
        }
        return answers;
    }
}
