package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every lesson")
class LessonsTest {
    private static final Path GLOSSARY = Path.of("notebooks", "glossary.ipynb");
    private static final Pattern NUMBERED = Pattern.compile("(?!00)\\d\\d-[a-z0-9-]+\\.ipynb");
    /** A table of words: its rows begin after the line of dashes, and each begins with the word. */
    private static final Pattern WORDS =
            Pattern.compile("(?m)^\\| word \\|.*\\R\\|[-| :]+\\|\\R(?<rows>(\\|.*(\\R|\\z))+)");

    private static final Pattern PICTURE_WITHOUT_WORDS = Pattern.compile("!\\[\\s*]\\(|<img(?![^>]*\\balt=\"[^\"]+\")");
    /** Words read in a minute, in a text that asks to be thought about. */
    private static final int WORDS_A_MINUTE = 200;
    /** Minutes that a cell takes: to read it, to guess, to run it, to look. */
    private static final double MINUTES_A_CELL = 0.5;

    /** A belief that a lesson meets, as {@code beliefs.tsv} has them. */
    private record Belief(String number, boolean core, String lesson, String name) {}

    /** A cell, as far as it matters here. */
    private record Cell(String id, boolean code, String source) {}

    /** A notebook, as far as it matters here. */
    private record Lesson(String name, JsonObject metadata, List<Cell> cells) {
        String front() {
            return cells.getFirst().source();
        }

        List<String> ideas() {
            return metadata.has("ideas")
                    ? metadata.getAsJsonArray("ideas").asList().stream()
                            .map(JsonElement::getAsString)
                            .toList()
                    : List.of();
        }
    }

    @Test
    @DisplayName("explains its words in the glossary too, which has each word once, by the alphabet")
    void glossary() throws IOException {
        List<String> known = new ArrayList<>();
        for (Cell cell : lesson(GLOSSARY).cells()) {
            known.addAll(words(cell));
        }
        assertTrue(known.size() > 20, "found only " + known);
        assertEquals(
                known.stream().sorted(String.CASE_INSENSITIVE_ORDER).distinct().toList(), known);
        assertEquals(List.of(), faults(lesson -> missing(lesson, known)));
        Lesson made = made("| word | meaning |\n|---|---|\n| fan out | x |\n| brand new | y |\n\nMore.");
        assertEquals(List.of("made up: “brand new” is not in the glossary"), missing(made, known));
    }

    @Test
    @DisplayName("takes the minutes that its front cell and its metadata promise, and says in what time it runs")
    void minutes() throws IOException {
        assertEquals(List.of(), faults(LessonsTest::wrongMinutes));
        Lesson made = made("about 30 minutes, about 20 minutes; less than 30 s");
        made.metadata().addProperty("teaching", 30);
        made.metadata().addProperty("exercises", 25);
        assertEquals(
                List.of(
                        "made up: its front cell does not say “about 25 minutes”",
                        "made up: takes about 1 minutes to read and run, and promises 30"),
                wrongMinutes(made));
    }

    @Test
    @DisplayName(
            "meets every core belief of its section: says that many think so, that it is not so and why, and runs it")
    void meetsBeliefs() throws IOException {
        List<Belief> beliefs = beliefs();
        assertEquals(53, beliefs.stream().filter(Belief::core).count());
        assertEquals(List.of(), faults(lesson -> unmet(lesson, beliefs)));
        Lesson made = new Lesson(
                "01-one-cook-many-dishes.ipynb",
                JsonParser.parseString("{\"ideas\": [\"01\", \"99\"]}").getAsJsonObject(),
                List.of(new Cell("idea-01", false, "Many think so."), new Cell("c", false, "more")));
        assertEquals(
                List.of(
                        "01-one-cook-many-dishes.ipynb: does not meet 02 (Async = another thread)",
                        "01-one-cook-many-dishes.ipynb: idea-01 does not say that many think so, that it is not so,"
                                + " and why",
                        "01-one-cook-many-dishes.ipynb: nothing runs after idea-01",
                        "01-one-cook-many-dishes.ipynb: has no cell idea-99"),
                unmet(made, beliefs));
    }

    @Test
    @DisplayName(
            "has an exercise that rejects a wrong answer for every core belief of its section, and five at least for"
                    + " each")
    void rejectsBeliefs() throws IOException {
        List<Belief> beliefs = beliefs();
        assertEquals(List.of(), faults(lesson -> notEmbodied(lesson, beliefs)));
        List<String> few = new ArrayList<>();
        for (String exercise : exercises("")) {
            int catalogued = wrongAnswers(exercise).size();
            if (!exercise.startsWith("00") && catalogued < 5) {
                few.add(exercise + " has " + catalogued + " wrong answers");
            }
        }
        assertEquals(List.of(), few);
        assertEquals(
                List.of("03-fan-out.ipynb: no exercise has a wrong answer for 99 (Made up)"),
                notEmbodied(
                        new Lesson("03-fan-out.ipynb", new JsonObject(), List.of()),
                        List.of(
                                new Belief("99", true, "03-fan-out", "Made up"),
                                new Belief("98", false, "03-fan-out", "x"))));
    }

    private static List<String> notEmbodied(Lesson lesson, List<Belief> beliefs) {
        Set<String> embodied = exercises(lesson.name().substring(0, 3)).stream()
                .flatMap(exercise -> wrongAnswers(exercise).stream())
                .map(name -> name.substring(0, 2))
                .collect(Collectors.toSet());
        return beliefs.stream()
                .filter(belief -> belief.core() && lesson.name().equals(belief.lesson() + ".ipynb"))
                .filter(belief -> !embodied.contains(belief.number()))
                .map(belief -> lesson.name() + ": no exercise has a wrong answer for " + belief.number() + " ("
                        + belief.name() + ")")
                .toList();
    }

    /** Names of the exercises that begin so. */
    private static List<String> exercises(String prefix) {
        return names(Path.of("exercises")).stream()
                .filter(name -> name.startsWith(prefix) && Files.isDirectory(Path.of("exercises", name)))
                .toList();
    }

    private static List<String> wrongAnswers(String exercise) {
        return names(Path.of("solutions", exercise, "wrong"));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("shows no picture without words")
    void pictures() throws IOException {
        assertEquals(List.of(), faults(LessonsTest::wordlessPictures));
        assertEquals(1, wordlessPictures(made("![](a.png)")).size());
        assertEquals(1, wordlessPictures(made("<img src=\"a.png\" alt=\"\">")).size());
        assertEquals(
                0,
                wordlessPictures(made("![a cook](a.png) <img alt=\"a cook\" src=\"a.png\">"))
                        .size());
    }

    @Test
    @DisplayName("uses of the helper library what there is: a public type that no lesson uses is not there")
    void library() throws IOException {
        String code = lessons().stream()
                .flatMap(lesson -> lesson.cells().stream())
                .filter(Cell::code)
                .map(Cell::source)
                .collect(Collectors.joining("\n"));
        Set<String> unused = new TreeSet<>();
        for (String type : publicTypes()) {
            if (!Pattern.compile("\\b" + type + "\\b").matcher(code).find()) {
                unused.add(type);
            }
        }
        assertEquals(Set.of(), unused);
    }

    private static List<String> missing(Lesson lesson, List<String> known) {
        return lesson.cells().stream()
                .flatMap(cell -> words(cell).stream())
                .filter(word -> known.stream().noneMatch(word::equalsIgnoreCase))
                .map(word -> lesson.name() + ": “" + word + "” is not in the glossary")
                .toList();
    }

    private static List<String> words(Cell cell) {
        List<String> words = new ArrayList<>();
        Matcher table = WORDS.matcher(cell.code() ? "" : cell.source());
        while (table.find()) {
            table.group("rows")
                    .lines()
                    .map(row -> row.split("\\|", -1)[1].strip())
                    .forEach(words::add);
        }
        return words;
    }

    private static List<String> wrongMinutes(Lesson lesson) {
        List<String> faults = new ArrayList<>();
        int teaching = lesson.metadata().get("teaching").getAsInt();
        int exercises = lesson.metadata().get("exercises").getAsInt();
        for (String promise : new LinkedHashSet<>(
                List.of("about " + teaching + " minutes", "about " + exercises + " minutes", "less than 30 s"))) {
            if (!lesson.front().contains(promise)) {
                faults.add(lesson.name() + ": its front cell does not say “" + promise + "”");
            }
        }
        long words = lesson.cells().stream()
                .filter(cell -> !cell.code())
                .flatMap(cell -> Pattern.compile("\\w+").matcher(cell.source()).results())
                .count();
        long cells = lesson.cells().stream()
                .filter(cell -> cell.code() && !cell.source().startsWith("%"))
                .count();
        double estimate = (double) words / WORDS_A_MINUTE + cells * MINUTES_A_CELL;
        if (estimate < teaching * 0.6 || estimate > teaching * 1.4) {
            faults.add(lesson.name() + ": takes about " + Math.max(1, Math.round(estimate))
                    + " minutes to read and run, and promises " + teaching);
        }
        return faults;
    }

    private static List<String> unmet(Lesson lesson, List<Belief> beliefs) {
        List<String> faults = new ArrayList<>();
        for (Belief belief : beliefs) {
            if (belief.core()
                    && lesson.name().equals(belief.lesson() + ".ipynb")
                    && !lesson.ideas().contains(belief.number())) {
                faults.add(lesson.name() + ": does not meet " + belief.number() + " (" + belief.name() + ")");
            }
        }
        for (String idea : lesson.ideas()) {
            List<Cell> section = section(lesson, "idea-" + idea);
            String said = section.isEmpty() ? "" : section.getFirst().source().replaceAll("[*\\s]+", " ");
            if (section.isEmpty()) {
                faults.add(lesson.name() + ": has no cell idea-" + idea);
                continue;
            }
            if (!said.contains("Many think") || !said.contains("It is not so") || !said.contains("because")) {
                faults.add(lesson.name() + ": idea-" + idea
                        + " does not say that many think so, that it is not so, and why");
            }
            if (section.stream().noneMatch(Cell::code)) {
                faults.add(lesson.name() + ": nothing runs after idea-" + idea);
            }
        }
        return faults;
    }

    /** The cell that meets a belief and those after it, up to the next such cell. */
    private static List<Cell> section(Lesson lesson, String id) {
        List<Cell> section = new ArrayList<>();
        for (Cell cell : lesson.cells()) {
            if (cell.id().equals(id) || (!section.isEmpty() && !cell.id().matches("idea-\\d\\d"))) {
                section.add(cell);
            } else if (!section.isEmpty()) {
                break;
            }
        }
        return section;
    }

    private static List<String> wordlessPictures(Lesson lesson) {
        return lesson.cells().stream()
                .filter(cell -> PICTURE_WITHOUT_WORDS.matcher(cell.source()).find())
                .map(cell -> lesson.name() + ": " + cell.id() + " has a picture without words")
                .toList();
    }

    /** Something to find fault with. */
    private interface Lint {
        List<String> faults(Lesson lesson);
    }

    private static List<String> faults(Lint lint) throws IOException {
        return lessons().stream()
                .filter(lesson -> NUMBERED.matcher(lesson.name()).matches())
                .flatMap(lesson -> lint.faults(lesson).stream())
                .toList();
    }

    private static Lesson made(String front) {
        return new Lesson("made up", new JsonObject(), List.of(new Cell("front", false, front)));
    }

    private static List<Lesson> lessons() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            List<Lesson> lessons = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList()) {
                lessons.add(lesson(file));
            }
            assertFalse(lessons.isEmpty(), "found no lesson: the test runs in the wrong folder");
            return lessons;
        }
    }

    private static Lesson lesson(Path file) throws IOException {
        JsonObject notebook = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        List<Cell> cells = new ArrayList<>();
        for (JsonElement element : notebook.getAsJsonArray("cells")) {
            JsonObject cell = element.getAsJsonObject();
            StringBuilder source = new StringBuilder();
            cell.getAsJsonArray("source").forEach(line -> source.append(line.getAsString()));
            cells.add(new Cell(
                    cell.get("id").getAsString(),
                    cell.get("cell_type").getAsString().equals("code"),
                    source.toString()));
        }
        JsonObject ours = notebook.getAsJsonObject("metadata").getAsJsonObject("interleave");
        return new Lesson(
                file.getFileName().toString(), Optional.ofNullable(ours).orElseGet(JsonObject::new), cells);
    }

    private static List<Belief> beliefs() throws IOException {
        try (InputStream in = Objects.requireNonNull(LessonsTest.class.getResourceAsStream("beliefs.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(fields -> new Belief(fields[0], fields[1].equals("*"), fields[2], fields[3]))
                    .toList();
        }
    }

    private static Set<String> publicTypes() throws IOException {
        Set<String> types = new TreeSet<>();
        Pattern declared = Pattern.compile(
                "(?m)^public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|record|interface|enum) (\\w+)");
        try (Stream<Path> files = Files.list(Path.of("src/main/java/interleave/lab"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher type = declared.matcher(Files.readString(file));
                if (type.find()) {
                    types.add(type.group(1));
                }
            }
        }
        assertTrue(types.contains("Experiment"), "found only " + types);
        return types;
    }
}
