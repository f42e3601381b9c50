package interleave.grade.submission;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell whose first line is {@code %%answer ID}: an answer, as kernel and grader alike understand it.
 *
 * @param id the exercise it answers
 * @param text what follows the first line; its lines count from 1
 */
public record AnswerCell(String id, String text) {
    private static final Pattern MAGIC = Pattern.compile("%%answer[ \\t]+(\\S+)[ \\t]*(?:\\r?\\n|\\z)");

    /** The answer in a cell's source, if its first line says that it is one. */
    public static Optional<AnswerCell> parse(String source) {
        Matcher magic = MAGIC.matcher(source);
        return magic.lookingAt()
                ? Optional.of(new AnswerCell(magic.group(1), Texts.normalize(source.substring(magic.end()))))
                : Optional.empty();
    }
}
