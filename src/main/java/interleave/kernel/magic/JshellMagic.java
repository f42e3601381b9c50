package interleave.kernel.magic;

import interleave.kernel.session.Outcome;
import interleave.kernel.source.Wrappers;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** {@code %jshell /vars} and its kin: what the notebook has declared so far, as the JShell tool tells it. */
final class JshellMagic implements Magic {
    private static final String COMMANDS = "/vars, /methods, /types, /imports, /list, /drop name";

    @Override
    public List<String> names() {
        return List.of("jshell");
    }

    @Override
    public String help() {
        return """
            %jshell /vars | /methods | /types | /imports | /list | /drop NAME

            What the notebook has declared so far, as the JShell tool tells it.\
            """;
    }

    @Override
    public Outcome run(Call call) {
        List<String> words = Arguments.of(call.arguments());
        String command = words.isEmpty() ? "" : words.getFirst();
        String name = words.size() > 1 ? words.get(1) : "";
        JShell shell = call.life().session().shell();
        List<String> lines = new ArrayList<>();
        try {
            switch (command) {
                case "/vars", "/v" ->
                    shell.variables()
                            .filter(each -> meant(each.name(), name))
                            .forEach(each -> lines.add(variable(shell, each)));
                case "/methods", "/m" ->
                    shell.methods().filter(each -> meant(each.name(), name)).forEach(each -> lines.add(method(each)));
                case "/types", "/t" ->
                    shell.types().filter(each -> meant(each.name(), name)).forEach(each -> lines.add(type(each)));
                case "/imports", "/i" ->
                    shell.imports()
                            .map(ImportSnippet::source)
                            .map(String::strip)
                            .forEach(lines::add);
                case "/list", "/l" ->
                    shell.snippets()
                            .filter(each -> shell.status(each).isActive() && each.kind() != Snippet.Kind.IMPORT)
                            .forEach(each ->
                                    lines.add(each.id() + " : " + each.source().strip()));
                case "/drop" -> {
                    List<Snippet> dropped = shell.snippets()
                            .filter(each -> shell.status(each).isActive() && named(each, name))
                            .toList();
                    if (dropped.isEmpty()) {
                        return Outcome.Failed.of("NothingToDrop", "Nothing is declared under the name " + name + ".");
                    }
                    dropped.forEach(shell::drop);
                }
                default -> {
                    return Outcome.Failed.of(
                            "Usage",
                            "There is: " + COMMANDS + "; %jshell " + (command.isEmpty() ? "alone" : command)
                                    + " is none of them.");
                }
            }
        } catch (IllegalStateException e) {
            return new Outcome.Lost();
        }
        if (!lines.isEmpty()) {
            String text = Wrappers.withoutThem(String.join("\n", lines));
            call.front().text(text);
        }
        return Outcome.Done.NOTHING;
    }

    private static boolean meant(String name, String wanted) {
        return wanted.isEmpty() || wanted.equals(name);
    }

    private static boolean named(Snippet snippet, String name) {
        return switch (snippet) {
            case VarSnippet variable -> variable.name().equals(name);
            case MethodSnippet method -> method.name().equals(name);
            case TypeDeclSnippet type -> type.name().equals(name);
            default -> snippet.id().equals(name);
        };
    }

    private static String variable(JShell shell, VarSnippet variable) {
        boolean there = shell.status(variable) == Snippet.Status.VALID;
        return variable.typeName() + " " + variable.name() + " = "
                + (there ? shell.varValue(variable) : "(not active)");
    }

    private static String method(MethodSnippet method) {
        String signature = method.signature();
        int result = signature.lastIndexOf(')') + 1;
        return signature.substring(result) + " " + method.name() + signature.substring(0, result);
    }

    private static String type(TypeDeclSnippet type) {
        return switch (type.subKind()) {
                    case INTERFACE_SUBKIND -> "interface ";
                    case ENUM_SUBKIND -> "enum ";
                    case RECORD_SUBKIND -> "record ";
                    case ANNOTATION_TYPE_SUBKIND -> "@interface ";
                    default -> "class ";
                }
                + type.name();
    }
}
