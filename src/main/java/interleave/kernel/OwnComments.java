package interleave.kernel;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import interleave.kernel.source.JavaText;
import interleave.kernel.source.OwnType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;

/** What the learner wrote, as a comment, above a declaration of the notebook's, or above a member of a type that is declared in it. */
final class OwnComments {
    /** What may stand between the names in a signature: type arguments, and the components of a record that encloses what is meant. */
    private static final Pattern NO_NAMES = Pattern.compile("<[^<>]*>|\\([^()]*\\)(?=\\.)");

    private OwnComments() {}

    /**
     * The comment of what code ends in the name of, without its marks; empty when that was not declared in a cell, or has none.
     *
     * @param signatures what the compiler says it is, such as {@code int Counter.next()}
     */
    static String of(JShell shell, String code, List<String> signatures) {
        int end = code.length();
        while (end > 0 && !Character.isJavaIdentifierPart(code.charAt(end - 1))) {
            end--;
        }
        int begin = end;
        while (begin > 0 && Character.isJavaIdentifierPart(code.charAt(begin - 1))) {
            begin--;
        }
        String name = code.substring(begin, end);
        if (name.isEmpty()) {
            return "";
        }
        boolean member = begin > 0 && code.charAt(begin - 1) == '.';
        Stream<String> comments = member ? ofMember(shell, name, signatures) : ofSnippets(shell, name);
        return comments.filter(comment -> !comment.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static Stream<String> ofSnippets(JShell shell, String name) {
        return declared(shell, name).map(Snippet::source).map(source -> {
            String above = source.substring(0, JavaText.firstVisible(JavaText.bare(source)));
            return text(above);
        });
    }

    private static Stream<DeclarationSnippet> declared(JShell shell, String name) {
        return shell.snippets()
                .filter(snippet -> shell.status(snippet).isActive())
                .filter(DeclarationSnippet.class::isInstance)
                .map(DeclarationSnippet.class::cast)
                .filter(snippet -> snippet.name().equals(name));
    }

    private static Stream<String> ofMember(JShell shell, String name, List<String> signatures) {
        Set<String> owners = new LinkedHashSet<>();
        Pattern owned = Pattern.compile("([\\w$.]+)\\." + Pattern.quote(name) + "(?![\\w$.])");
        for (String signature : signatures) {
            Matcher owner = owned.matcher(namesAlone(signature));
            if (owner.find()) {
                owners.add(owner.group(1));
            }
        }
        List<String> comments = new ArrayList<>();
        for (String owner : owners) {
            List<String> path = List.of(owner.split("\\."));
            declared(shell, path.getFirst())
                    .filter(TypeDeclSnippet.class::isInstance)
                    .map(snippet -> OwnType.parse(snippet.source()))
                    .forEach(type -> {
                        if (type != null) {
                            collect(type, type.tree(), path.subList(1, path.size()), name, comments);
                        }
                    });
        }
        return comments.stream();
    }

    private static String namesAlone(String signature) {
        String before = signature;
        String after = NO_NAMES.matcher(before).replaceAll("");
        while (!after.equals(before)) {
            before = after;
            after = NO_NAMES.matcher(before).replaceAll("");
        }
        return after;
    }

    /** Collects the comments of the members of this name, in the nested class that a path leads to. */
    private static void collect(OwnType type, ClassTree in, List<String> path, String name, List<String> comments) {
        for (Tree member : in.getMembers()) {
            if (path.isEmpty() && nameOf(member).equals(name)) {
                comments.add(above(type, member));
            } else if (!path.isEmpty()
                    && member instanceof ClassTree nested
                    && nameOf(nested).equals(path.getFirst())) {
                collect(type, nested, path.subList(1, path.size()), name, comments);
            }
        }
    }

    private static String nameOf(Tree member) {
        return switch (member) {
            case MethodTree method -> method.getName().toString();
            case VariableTree field -> field.getName().toString();
            case ClassTree nested -> nested.getSimpleName().toString();
            default -> "";
        };
    }

    /** The comment between a member and what is declared before it. */
    private static String above(OwnType type, Tree member) {
        int start = type.start(member);
        String bare = JavaText.bare(type.source()).substring(0, start);
        int before = start;
        while (before > 0 && ";{},(".indexOf(bare.charAt(before - 1)) < 0) {
            before--;
        }
        String between = type.source().substring(before, start);
        // what stands behind the declaration before, on its line, is about that one
        int line = between.indexOf('\n');
        boolean behind = line > 0 && !between.substring(0, line).strip().startsWith("/*");
        return text(behind ? between.substring(line) : between);
    }

    /** The words of comments. */
    private static String text(String comments) {
        return comments.lines()
                .map(line -> line.strip()
                        .replaceFirst("^(/\\*+|\\*+(?!/)|//+)\\s?", "")
                        .replaceFirst("\\s*\\*+/$", ""))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
