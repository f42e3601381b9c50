package interleave.grade.batch;

import interleave.grade.submission.BadBundleException;
import interleave.grade.submission.Submissions;
import interleave.grade.submission.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who handed in a submission, and when. A file's own time says when it was copied, not when it was handed in, so it is used only when asked for.
 *
 * @param learner whose it is
 * @param at when, if that is known
 */
public record HandedIn(String learner, Optional<Instant> at) {
    private static final long MAX_BYTES = 64L << 20;

    /**
     * Reads a table (CSV, RFC 4180) with a column {@code submission} and one or both of {@code learner} and {@code submitted}, a time with its offset, such
     * as {@code 2026-11-20T23:59:00+01:00}.
     *
     * @throws BadBundleException if it is none, or says two things about one submission; the message names the line
     */
    public static Map<String, HandedIn> read(Path file) throws BadBundleException {
        List<List<String>> rows;
        try {
            rows = rows(Texts.read(file, MAX_BYTES));
        } catch (Texts.NoTextException e) {
            throw new BadBundleException(file + " " + e.getMessage() + ".");
        }
        List<String> head = rows.isEmpty()
                ? List.of()
                : rows.getFirst().stream().map(String::strip).toList();
        int submission = head.indexOf("submission");
        int learner = head.indexOf("learner");
        int submitted = head.indexOf("submitted");
        if (submission < 0 || (learner < 0 && submitted < 0)) {
            throw new BadBundleException(
                    file + " has no table that begins with the columns submission and learner, submitted, or both.");
        }
        var handedIn = new HashMap<String, HandedIn>();
        for (int i = 1; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (row.size() != head.size()) {
                throw new BadBundleException(file + ", row " + (i + 1) + " has " + row.size()
                        + " columns; its head has " + head.size() + ".");
            }
            String name = row.get(submission);
            String who = learner < 0 || row.get(learner).isBlank() ? Gradebook.learner(name) : row.get(learner);
            Optional<Instant> at = submitted < 0 || row.get(submitted).isBlank()
                    ? Optional.empty()
                    : Optional.of(time(row.get(submitted).strip(), file + ", row " + (i + 1)));
            if (handedIn.put(name, new HandedIn(who, at)) != null) {
                throw new BadBundleException(file + ", row " + (i + 1) + " names " + name + " for a second time.");
            }
        }
        return Map.copyOf(handedIn);
    }

    /**
     * The time of the file or folder itself, for each submission.
     *
     * @throws BadBundleException if one cannot be read
     */
    public static Map<String, HandedIn> ofFileTimes(List<Submissions.Submission> submissions)
            throws BadBundleException {
        var handedIn = new HashMap<String, HandedIn>();
        for (Submissions.Submission each : submissions) {
            try {
                Instant at = Files.getLastModifiedTime(each.path(), java.nio.file.LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
                handedIn.put(each.name(), new HandedIn(Gradebook.learner(each.name()), Optional.of(at)));
            } catch (IOException e) {
                throw new BadBundleException(
                        each.path() + " cannot be read (" + e.getClass().getSimpleName() + ").");
            }
        }
        return Map.copyOf(handedIn);
    }

    /**
     * Reads a time that says its offset.
     *
     * @throws BadBundleException if it does not
     */
    public static Instant time(String text, String where) throws BadBundleException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadBundleException(where + ": \"" + Texts.cut(text, 60)
                    + "\" is no time with its offset, such as 2026-11-20T23:59:00+01:00 or 2026-11-20T22:59:00Z.");
        }
    }

    /** The rows of a CSV text; quoted fields may hold commas, quotes and line ends. */
    private static List<List<String>> rows(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                boolean end = c == '"' && !text.startsWith("\"\"", i);
                i += c == '"' && !end ? 1 : 0;
                quoted = !end;
                if (!end) {
                    field.append(c);
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',' || c == '\n') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            } else {
                field.append(c);
            }
        }
        if (!row.isEmpty() || !field.isEmpty()) {
            row.add(field.toString());
            rows.add(List.copyOf(row));
        }
        return rows.stream().filter(r -> !r.equals(List.of(""))).toList();
    }
}
