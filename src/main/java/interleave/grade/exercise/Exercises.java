package interleave.grade.exercise;

import interleave.grade.submission.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where exercises are looked up: a folder of folders, one an exercise.
 *
 * <p>Which folder that is: the one given ({@code --exercises DIR}), else the one in the environment variable {@code INTERLEAVE_EXERCISES}, else the
 * repository's own. Solutions stand beside it, in {@code ../solutions/ID}.
 *
 * @param folder the folder of folders
 */
public record Exercises(Path folder) {
    /** The environment variable that names the folder when no option does. */
    public static final String VARIABLE = "INTERLEAVE_EXERCISES";

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /**
     * Decides where to look.
     *
     * @param given what the caller asked for, or null
     * @param environment the process's environment
     * @param repository the root of the repository, whose {@code exercises/} is the last resort
     */
    public static Exercises locate(@Nullable Path given, Map<String, String> environment, Path repository) {
        if (given != null) {
            return new Exercises(given);
        }
        String named = environment.get(VARIABLE);
        return new Exercises(named == null || named.isBlank() ? repository.resolve("exercises") : Path.of(named));
    }

    /** Whether the text could name an exercise: lower-case letters, digits and dashes, at most 64. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The names of all exercises here, sorted. Nothing is said about whether they can be used. */
    public List<String> ids() {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .map(f -> f.getFileName().toString())
                    .filter(Exercises::isId)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Reads an exercise.
     *
     * @throws BadExerciseException if there is none of this name, with the nearest name, or its folder cannot be used
     */
    public Exercise load(String id) throws BadExerciseException {
        if (!isId(id)) {
            throw new BadExerciseException(
                    "\"" + Texts.cut(id, 80) + "\" is no exercise: a name has lower-case letters, digits and dashes.");
        }
        Path home = folder.resolve(id);
        if (!Files.isDirectory(home)) {
            List<String> known = ids();
            throw new BadExerciseException("There is no exercise " + id + " in " + folder + ": "
                    + (known.isEmpty() ? "that folder holds none." : nearest(id, known) + "."));
        }
        return new ExerciseReader(home, solutions(id)).read();
    }

    /** Where the solution of an exercise stands, whether or not there is one. */
    public Path solutions(String id) {
        return folder.toAbsolutePath().normalize().resolveSibling("solutions").resolve(id);
    }

    /** Refuses a name that is none, or that an exercise or a solution has already. */
    public void refuseTaken(String id) throws BadExerciseException {
        if (!isId(id)) {
            throw new BadExerciseException("\"" + Texts.cut(id, 80)
                    + "\" cannot name an exercise: write lower-case letters, digits and dashes, as in 31-rate-limit.");
        }
        for (Path taken : List.of(folder.resolve(id), solutions(id))) {
            if (Files.exists(taken)) {
                throw new BadExerciseException(taken + " is there already; choose another name.");
            }
        }
    }

    private static String nearest(String id, List<String> known) {
        var sorted = new ArrayList<>(known);
        sorted.sort(Comparator.comparingInt((String k) -> distance(id, k)).thenComparing(k -> k));
        return distance(id, sorted.getFirst()) <= 5
                ? "did you mean " + sorted.getFirst() + "? There are " + String.join(", ", known)
                : "there are " + String.join(", ", known);
    }

    /** Letters to add, drop or change to get from one to the other. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
