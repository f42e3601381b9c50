package interleave.grade.submission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer's source text: the unit of judging. Never a kernel's state, never outputs or metadata of what was handed in.
 *
 * @param name what it is called in results: the submission's name
 * @param text the source; lines count from 1
 * @param notes what its owner should know, a sentence each, such as that an earlier answer cell did not count
 */
public record Answer(String name, String text, List<String> notes) {
    /** Characters of an answer, at most. */
    public static final int MAX_LENGTH = 256 << 10;

    private static final long MAX_NOTEBOOK_BYTES = 64L << 20;

    /** Copies the notes. */
    public Answer {
        notes = List.copyOf(notes);
    }

    /** An answer from a text in hand, such as the cell last run. */
    public static Answer of(String name, String text) {
        return new Answer(name, Texts.normalize(text), List.of());
    }

    /**
     * Reads the answer to an exercise from a file: the whole of a {@code .java} file, the last answer cell of a notebook.
     *
     * @throws BadBundleException if the file holds no such answer
     */
    public static Answer read(Path file, String exercise) throws BadBundleException {
        String name = file.getFileName().toString();
        String kind = name.toLowerCase(Locale.ROOT);
        try {
            if (kind.endsWith(".java")) {
                return fromJava(name, Texts.read(file, 4L * MAX_LENGTH));
            }
            if (kind.endsWith(".ipynb")) {
                return fromNotebook(name, Texts.read(file, MAX_NOTEBOOK_BYTES), exercise);
            }
        } catch (Texts.NoTextException e) {
            throw new BadBundleException(name + " " + e.getMessage() + ".");
        }
        throw new BadBundleException(name + " is neither a .java file nor a notebook (.ipynb).");
    }

    static Answer fromJava(String name, String text) throws BadBundleException {
        Optional<AnswerCell> cell = AnswerCell.parse(text);
        return checked(name, cell.isPresent() ? cell.get().text() : text, List.of());
    }

    static Answer fromNotebook(String name, String json, String exercise) throws BadBundleException {
        List<NotebookCells.Cell> cells;
        try {
            cells = NotebookCells.parse(json);
        } catch (BadBundleException e) {
            throw new BadBundleException(name + " " + e.getMessage() + ".");
        }
        Set<String> others = new LinkedHashSet<>();
        var found = new ArrayList<String>();
        int last = 0;
        for (int i = 0; i < cells.size(); i++) {
            @Nullable
            AnswerCell cell = cells.get(i).isCode()
                    ? AnswerCell.parse(cells.get(i).source()).orElse(null)
                    : null;
            if (cell != null && cell.id().equals(exercise)) {
                found.add(cell.text());
                last = i + 1;
            } else if (cell != null) {
                others.add(Texts.cut(cell.id(), 64));
            }
        }
        if (found.isEmpty()) {
            throw new BadBundleException(name + " holds no answer to " + exercise
                    + ": no code cell begins with %%answer " + exercise
                    + (others.isEmpty() ? "" : " (there are answers to " + String.join(", ", others) + ")") + ".");
        }
        return checked(
                name,
                found.getLast(),
                found.size() == 1
                        ? List.of()
                        : List.of("There are " + found.size() + " answer cells for " + exercise
                                + "; the last one counts, cell " + last + " of the notebook."));
    }

    private static Answer checked(String name, String text, List<String> notes) throws BadBundleException {
        if (text.length() > MAX_LENGTH) {
            throw new BadBundleException(name + " holds an answer of " + text.length() + " characters; at most "
                    + MAX_LENGTH + " are judged.");
        }
        return new Answer(name, text, notes);
    }

    /** SHA-256 of the text. */
    public String hash() {
        return Hashes.of("answer", text);
    }
}
