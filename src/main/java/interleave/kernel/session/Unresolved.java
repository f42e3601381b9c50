package interleave.kernel.session;

import interleave.kernel.source.JavaText;
import interleave.kernel.source.Source;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** Names that a declaration uses and that nobody has declared: where they stand, and what does not work until they are. */
final class Unresolved {
    private Unresolved() {}

    /** The error of a variable that cannot be declared, or of a call that needs a name that is missing. */
    static Outcome.Failed outcome(Source cell, int offset, DeclarationSnippet snippet, List<String> missing) {
        List<String> trace = describe(cell, offset, snippet, missing);
        String first = trace.isEmpty()
                ? "a name is missing"
                : trace.getFirst().lines().findFirst().orElse("");
        return new Outcome.Failed("CompileError", first, trace);
    }

    /** One pointed sentence for every missing name. */
    static List<String> describe(Source cell, int offset, DeclarationSnippet snippet, List<String> missing) {
        String bare = JavaText.bare(snippet.source());
        List<String> sentences = new ArrayList<>();
        for (String name : missing) {
            String plain = CompileErrors.plain(name);
            String word = word(plain);
            int at = Math.max(0, JavaText.word(bare, word, 0));
            String sentence = "cannot find symbol: " + plain + "\n" + consequence(snippet);
            sentences.add(cell.point(sentence, offset + at, offset + at + word.length()));
        }
        return sentences;
    }

    /** {@code foo} of {@code method foo(int)}. */
    private static String word(String symbol) {
        String name = symbol.substring(symbol.indexOf(' ') + 1).strip();
        return name.substring(0, JavaText.endOfWord(name, 0));
    }

    private static String consequence(DeclarationSnippet snippet) {
        return switch (snippet) {
            case MethodSnippet method -> method.name() + "() cannot be called until it is declared.";
            case TypeDeclSnippet type -> type.name() + " cannot be used until it is declared.";
            case VarSnippet variable -> variable.name() + " was not declared.";
            default -> snippet.name() + " cannot be used until it is declared.";
        };
    }
}
