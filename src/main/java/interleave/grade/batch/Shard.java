package interleave.grade.batch;

import interleave.grade.submission.Hashes;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of N parts of a run, for one of N machines. A submission's name alone decides which part it is in, so parts stay as they are when somebody hands in
 * late, and no machine need know of the others.
 *
 * @param index from 1 to {@code count}
 * @param count {@code >= 1}
 */
public record Shard(int index, int count) {
    /** The whole. */
    public static final Shard WHOLE = new Shard(1, 1);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");

    /** Refuses a part that is none. */
    public Shard {
        if (count < 1 || index < 1 || index > count) {
            throw new IllegalArgumentException("a shard is I/N with 1 <= I <= N, not " + index + "/" + count);
        }
    }

    /**
     * Reads {@code 3/20}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Shard parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("a shard is I/N, as in 3/20, not " + text);
        }
        return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    /** Whether this part judges that submission. */
    public boolean has(String submission) {
        var hash = new BigInteger(Hashes.of(submission), 16);
        return hash.mod(BigInteger.valueOf(count)).intValueExact() == index - 1;
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
