package interleave.kernel.session;

import interleave.kernel.source.JavaText;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a long notebook as fast as a short one: a new snippet imports of the notebook what it names, instead of all of it.
 *
 * <p>JShell puts every snippet into a class of its own, and before each of them an import of every name that was declared so far; the compiler reads all those
 * classes again each time, and JShell keeps all those texts. So cell 1,000 took five times as long as cell 100, and memory grew with the square of the number of cells. The list
 * that JShell makes the imports from is replaced here by one that shows only what is named while a snippet is being evaluated, which {@code -jar} with the
 * manifest's {@code Add-Opens} allows. Where it is not allowed JShell stays as it is, and only slower.
 */
final class Imports {
    /** Words after which no name is declared. */
    private static final Set<String> NO_TYPES = Set.of(
            "public",
            "protected",
            "private",
            "static",
            "final",
            "abstract",
            "volatile",
            "transient",
            "synchronized",
            "default",
            "sealed",
            "strictfp",
            "native",
            "new",
            "return",
            "throw",
            "throws",
            "instanceof",
            "assert",
            "else",
            "do",
            "case",
            "yield",
            "import",
            "extends",
            "implements",
            "permits");

    /** The innermost of type arguments that stand in one another. */
    private static final Pattern TYPE_ARGUMENTS = Pattern.compile("<[\\w$.,?&@\\s\\[\\]]*>");

    private static final Pattern STATEMENT =
            Pattern.compile("(?:for|while|do|if|try|throw|import|class|interface|enum)\\b");

    /** Modifiers, a type that is written out, a name. */
    private static final Pattern DECLARATION = Pattern.compile(
            "(?!(?:new|return|throw|assert|yield|switch)\\b)(?:(?:public|protected|private|static|final|abstract|sealed)\\s+)*"
                + "[\\w$.]+(?:\\s*<[^;={(]*>)?(?:\\s*\\[\\s*])*\\s+(?!instanceof\\b)[\\w$]+\\s*(?:[=;,(\\[{<]|$|extends|implements|permits)");

    private final @Nullable Shown shown;
    /** What the source of each declared name mentions. */
    private final Map<String, Set<String>> mentions = new HashMap<>();
    /** Who mentions a name. */
    private final Map<String, Set<String>> mentionedBy = new HashMap<>();

    /**
     * Keeps a shell fast.
     *
     * @param defaults what it imports by {@link DefaultImports}
     */
    Imports(JShell shell, Collection<String> defaults) {
        this.shown = Shown.in(shell, Set.copyOf(defaults));
    }

    /** Evaluates with the imports that a source needs. */
    <T> T of(String source, Supplier<T> evaluation) {
        return of(source, declared(source), infersTypes(source), true, evaluation);
    }

    /** Evaluates an expression whose value is no more once it was shown: of what it mentions nothing needs to be known later. */
    <T> T ofExpression(String expression, Supplier<T> evaluation) {
        return of(expression, Set.of(), false, DefaultImports.areNeededBy(expression), evaluation);
    }

    private <T> T of(
            String source, Set<String> declared, boolean infersTypes, boolean defaults, Supplier<T> evaluation) {
        if (shown == null) {
            return evaluation.get();
        }
        Set<String> words = words(source);
        Set<String> wanted = new HashSet<>(words);
        boolean inferred = infersTypes;
        for (String dependent : closure(declared, mentionedBy)) {
            Set<String> more = mentions.getOrDefault(dependent, Set.of());
            wanted.addAll(more);
            wanted.add(dependent);
            inferred |= more.contains("var");
        }
        // a letter may be written as the number it has in Unicode; what $1 mentions was noted under no name
        boolean unclear = source.contains("\\u") || words.stream().anyMatch(word -> word.startsWith("$"));
        shown.only(unclear ? null : wanted, inferred ? closure(wanted, mentions) : Set.of(), defaults);
        try {
            return evaluation.get();
        } finally {
            shown.only(null, Set.of(), true);
            note(declared, words);
        }
    }

    private void note(Set<String> declared, Set<String> words) {
        for (String name : declared) {
            mentions.computeIfAbsent(name, _ -> new HashSet<>()).addAll(words);
            for (String word : words) {
                if (!word.equals(name)) {
                    mentionedBy.computeIfAbsent(word, _ -> new HashSet<>()).add(name);
                }
            }
        }
    }

    /**
     * Names, and all that leads on from them. By who mentions them it is what JShell may compile again when they are declared anew; by what they mention it holds
     * every type that an expression of them can have.
     */
    private static Set<String> closure(Set<String> names, Map<String, Set<String>> edges) {
        Set<String> found = new HashSet<>(names);
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            for (String next : edges.getOrDefault(open.remove(), Set.of())) {
                if (found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }

    /** All names and keywords in a source. */
    static Set<String> words(String source) {
        Set<String> words = new HashSet<>();
        String bare = JavaText.bare(source);
        for (int at = 0; at < bare.length(); at++) {
            if (Character.isJavaIdentifierStart(bare.charAt(at))) {
                int end = JavaText.endOfWord(bare, at);
                words.add(bare.substring(at, end));
                at = end - 1;
            }
        }
        return words;
    }

    /** The names that a source may declare for the notebook: words outside of all brackets that stand where a name does after its type. */
    static Set<String> declared(String source) {
        Set<String> declared = new HashSet<>();
        String bare = withoutTypeArguments(JavaText.bare(source));
        int depth = 0;
        boolean afterType = false;
        for (int at = 0; at < bare.length(); at++) {
            char c = bare.charAt(at);
            if (Character.isJavaIdentifierStart(c)) {
                int end = JavaText.endOfWord(bare, at);
                String word = bare.substring(at, end);
                if (depth == 0 && afterType && !SourceVersion.isKeyword(word) && !word.equals("permits")) {
                    declared.add(word);
                }
                afterType = !NO_TYPES.contains(word);
                at = end - 1;
            } else if (!Character.isWhitespace(c)) {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                boolean arrow = at > 0 && bare.charAt(at - 1) == '-';
                afterType = c == ']' || c == ',' || (c == '>' && !arrow);
            }
        }
        return declared;
    }

    private static String withoutTypeArguments(String bare) {
        String before;
        String after = bare;
        do {
            before = after;
            after = TYPE_ARGUMENTS
                    .matcher(before)
                    .replaceAll(found -> " ".repeat(found.group().length()));
        } while (!after.equals(before));
        return after;
    }

    /** Whether the code that JShell makes of a source may name a type that the source itself does not: that of a {@code var}, or of an expression. */
    static boolean infersTypes(String source) {
        String bare = JavaText.bare(source).stripLeading();
        return JavaText.word(bare, "var", 0) >= 0
                || !(STATEMENT.matcher(bare).lookingAt()
                        || DECLARATION.matcher(bare).lookingAt());
    }

    /** JShell's list of what may be imported, by which it also finds snippets; only going through it shows less than there is. */
    private static final class Shown extends ArrayList<Snippet> {
        private static final long serialVersionUID = 1;

        private transient @Nullable Set<String> only;
        private transient Set<String> types = Set.of();
        private transient boolean withDefaults = true;
        private final transient Set<String> defaults;

        private Shown(List<Snippet> all, Set<String> defaults) {
            super(all);
            this.defaults = defaults;
        }

        /** Takes the place of the list in a shell; null where the JVM does not let it. */
        static @Nullable Shown in(JShell shell, Set<String> defaults) {
            try {
                Field maps = JShell.class.getDeclaredField("maps");
                maps.setAccessible(true);
                Object held = maps.get(shell);
                Field list = held.getClass().getDeclaredField("keyIndexToSnippet");
                list.setAccessible(true);
                List<Snippet> all = new ArrayList<>();
                for (Object snippet : (List<?>) list.get(held)) {
                    all.add((Snippet) snippet);
                }
                Shown shown = new Shown(all, defaults);
                list.set(held, shown);
                return shown;
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null;
            }
        }

        /** Shows what has one of these names, types that have one of the others, and imports, the default ones if wanted; all when there are no names. */
        void only(@Nullable Set<String> names, Set<String> moreTypes, boolean defaultImports) {
            only = names;
            types = moreTypes;
            withDefaults = defaultImports;
        }

        @Override
        public Iterator<Snippet> iterator() {
            Set<String> names = only;
            return names == null
                    ? super.iterator()
                    : stream().filter(each -> isShown(each, names)).iterator();
        }

        private boolean isShown(@Nullable Snippet snippet, Set<String> names) {
            return switch (snippet) {
                case null -> false;
                case ImportSnippet imported -> withDefaults || !defaults.contains(DefaultImports.nameOf(imported));
                case TypeDeclSnippet type -> types.contains(type.name()) || names.contains(type.name());
                case PersistentSnippet declared -> names.contains(declared.name());
                default -> true;
            };
        }
    }
}
