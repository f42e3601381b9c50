package interleave.kernel;

import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** What the learner wrote, as a comment, above a declaration of the notebook's. */
final class OwnComments {
    private OwnComments() {}

    /** The comment of what code ends in the name of, without its marks; empty when that was not declared in a cell, or has none. */
    static String of(JShell shell, String code) {
        int end = code.length();
        while (end > 0 && !Character.isJavaIdentifierPart(code.charAt(end - 1))) {
            end--;
        }
        int begin = end;
        while (begin > 0 && Character.isJavaIdentifierPart(code.charAt(begin - 1))) {
            begin--;
        }
        String name = code.substring(begin, end);
        if (name.isEmpty() || (begin > 0 && code.charAt(begin - 1) == '.')) {
            return "";
        }
        List<String> comments = shell.snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet declaration
                        && declaration.name().equals(name)
                        && shell.status(snippet).isActive())
                .map(Snippet::source)
                .map(OwnComments::above)
                .filter(comment -> !comment.isEmpty())
                .toList();
        return String.join("\n", comments);
    }

    private static String above(String source) {
        String before = source.substring(0, JavaText.firstVisible(JavaText.bare(source)));
        return before.lines()
                .map(line -> line.strip()
                        .replaceFirst("^(/\\*+|\\*+(?!/)|//+)\\s?", "")
                        .replaceFirst("\\s*\\*+/$", ""))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
