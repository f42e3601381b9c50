package interleave.grade.author;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes words wherever they stand: as part of a name in Java ({@code allSections}), in comments, in texts, in prose. Case and plural are kept.
 *
 * <p>In code only the names in {@code mayChange} change; everything else of a Java source is what the JDK or a library calls so.
 */
final class SourceWords {
    private static final Pattern JAVA = Pattern.compile("(?<comment>//[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<text>\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\")"
            + "|'(?:\\\\.|[^'\\\\\\n])+'"
            + "|(?<number>\\b[0-9][0-9_]*[lL]?\\b(?!\\.))"
            + "|(?<name>[\\p{L}_$][\\p{L}\\p{N}_$]*)");

    /** What is passed over as a whole: an escape, an address, the name of an idea. Then a word, then a number. */
    private static final Pattern PROSE = Pattern.compile("\\\\.|https?://\\S+|\\b[0-9]{2}(?:-[a-z0-9]+)+"
            + "|(?<name>[\\p{L}_$][\\p{L}\\p{N}_$]*)|(?<number>\\b[0-9]+\\b(?!\\.[0-9]))");

    private static final Pattern PART = Pattern.compile("\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?\\p{Ll}+|[^\\p{L}]+");

    private final Map<String, String> words;
    private final Map<String, String> numbers = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    /**
     * Changes to make.
     *
     * @param changes singular to singular, number to number, or a name to a name
     * @param mayChange names of Java that are the source's own
     */
    SourceWords(Map<String, String> changes, Set<String> mayChange) {
        words = new HashMap<>();
        changes.forEach((from, to) -> {
            if (from.chars().allMatch(Character::isDigit)) {
                numbers.put(from, to);
            } else if (parts(from).size() > 1) {
                names.put(from, to);
            } else {
                words.put(from.toLowerCase(Locale.ROOT), to.toLowerCase(Locale.ROOT));
            }
        });
        for (String name : mayChange) {
            names.putIfAbsent(name, name(name));
        }
    }

    /** The words that a name is made of, in lower case: {@code profile} and {@code page} of {@code ProfilePage}. */
    static List<String> parts(String name) {
        return PART.matcher(name)
                .results()
                .map(r -> r.group().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The new name of a type, or the same. */
    String type(String name) {
        return names.getOrDefault(name, name);
    }

    /** A Java source with its names, comments, texts and numbers changed. */
    String java(String source) {
        return replace(JAVA, source, match -> {
            if (match.group("comment") != null || match.group("text") != null) {
                return prose(match.group());
            }
            if (match.group("number") != null) {
                return numbers.getOrDefault(match.group(), match.group());
            }
            return match.group("name") == null ? match.group() : names.getOrDefault(match.group(), match.group());
        });
    }

    /** Text for people, with the same changes; {@code an} before a changed word becomes {@code a} where it must. */
    String prose(String text) {
        String changed = replace(PROSE, text, match -> {
            if (match.group("number") != null) {
                return numbers.getOrDefault(match.group(), match.group());
            }
            String name = match.group("name");
            return name == null
                    ? match.group()
                    : names.getOrDefault(name, word(name).orElse(name));
        });
        for (String noun : new LinkedHashSet<>(words.values())) {
            if ("aeiou".indexOf(noun.charAt(0)) < 0) {
                changed = Pattern.compile("\\b([Aa])n(?=[ \\n][*_`]{0,2}" + Pattern.quote(noun) + "s?\\b)")
                        .matcher(changed)
                        .replaceAll("$1");
            }
        }
        return changed;
    }

    private String name(String name) {
        return replace(PART, name, match -> word(match.group()).orElse(match.group()));
    }

    /** The new word, in the old one's case and number. */
    private Optional<String> word(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String to = words.get(lower);
        if (to == null && lower.endsWith("s") && words.containsKey(lower.substring(0, lower.length() - 1))) {
            to = words.get(lower.substring(0, lower.length() - 1)) + "s";
        }
        return Optional.ofNullable(to).map(t -> inCaseOf(word, t));
    }

    private static String inCaseOf(String model, String word) {
        if (model.length() > 1 && model.equals(model.toUpperCase(Locale.ROOT))) {
            return word.toUpperCase(Locale.ROOT);
        }
        return Character.isUpperCase(model.charAt(0))
                ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
                : word;
    }

    /** What is found is replaced by what the function makes of it, literally. */
    static String replace(Pattern pattern, String text, Function<MatchResult, String> by) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(by.apply(match)));
    }
}
