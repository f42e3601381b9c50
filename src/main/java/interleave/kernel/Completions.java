package interleave.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import interleave.kernel.magic.Magic;
import interleave.kernel.magic.Magics;
import interleave.kernel.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/**
 * How code could go on at the cursor: each text with the kind of thing that it is, which front ends show beside it.
 *
 * @param start where the text that is replaced begins, in the code
 * @param kinds the texts, the best first, each with its kind: class, function, instance, keyword, module, property, magic or path
 */
record Completions(int start, Map<String, String> kinds) {
    private static final Pattern MAGIC = Pattern.compile("\\s*(%%?)(\\w*)");
    private static final Pattern FILE = Pattern.compile("\\s*%%?(\\w+)\\s+(?:.*\\s)?(\\S*)");
    private static final Pattern PACKAGE = Pattern.compile("[a-z][\\w.]*\\.");

    /** Of a line with a magic; null when the cursor stands in none. */
    static @Nullable Completions ofMagic(Magics magics, String before) {
        int line = before.lastIndexOf('\n') + 1;
        Matcher name = MAGIC.matcher(before).region(line, before.length());
        if (name.matches()) {
            return new Completions(name.start(2), kinds(magics.beginningWith(name.group(2)).stream(), "magic"));
        }
        Matcher file = FILE.matcher(before).region(line, before.length());
        if (file.matches()) {
            Magic magic = magics.byName(file.group(1));
            return magic == null || !magic.takesFiles()
                    ? null
                    : new Completions(file.start(2), kinds(files(file.group(2)), "path"));
        }
        return null;
    }

    private static Map<String, String> kinds(Stream<String> texts, String kind) {
        Map<String, String> kinds = new LinkedHashMap<>();
        texts.forEach(text -> kinds.put(text, kind));
        return kinds;
    }

    /** The files that a path could mean, folders with a slash at their end. */
    private static Stream<String> files(String begun) {
        String folder = begun.substring(0, begun.lastIndexOf('/') + 1);
        String name = begun.substring(folder.length());
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files
                    .filter(file -> file.getFileName().toString().startsWith(name))
                    .filter(file ->
                            !name.isEmpty() || !file.getFileName().toString().startsWith("."))
                    .map(file -> folder + file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException | InvalidPathException e) {
            return Stream.empty();
        }
    }

    /** Of Java: what fits the type that is wanted there stands first. */
    static Completions ofJava(JShell shell, String before, int start, List<Suggestion> suggestions) {
        Set<String> variables = shell.variables().map(VarSnippet::name).collect(Collectors.toSet());
        String qualifier = before.substring(qualifierOf(before, start), start);
        Map<String, String> kinds = new LinkedHashMap<>();
        for (boolean fitting : new boolean[] {true, false}) {
            suggestions.stream()
                    .filter(suggestion -> suggestion.matchesType() == fitting)
                    .map(Suggestion::continuation)
                    .forEach(text -> kinds.putIfAbsent(text, kind(text, qualifier, variables)));
        }
        return new Completions(start, kinds);
    }

    /** Where the names begin that stand before the cursor with a dot behind each. */
    private static int qualifierOf(String before, int start) {
        int at = start;
        while (at > 0 && (before.charAt(at - 1) == '.' || Character.isJavaIdentifierPart(before.charAt(at - 1)))) {
            at--;
        }
        return at;
    }

    private static String kind(String text, String qualifier, Set<String> variables) {
        if (text.contains("(")) {
            return "function";
        }
        if (SourceVersion.isKeyword(text.strip())) {
            return "keyword";
        }
        if (qualifier.isEmpty()) {
            return variables.contains(text)
                    ? "instance"
                    : Character.isUpperCase(text.charAt(0)) ? "class" : text.endsWith(".") ? "module" : "instance";
        }
        String first = qualifier.substring(0, qualifier.indexOf('.') + 1);
        boolean inPackage = PACKAGE.matcher(qualifier).matches() && !variables.contains(first.replace(".", ""));
        boolean constant = text.length() > 1 && text.equals(text.toUpperCase(java.util.Locale.ROOT));
        return constant && !inPackage
                ? "property"
                : Character.isUpperCase(text.charAt(0)) ? "class" : inPackage ? "module" : "property";
    }

    /** As Jupyter wants it: positions are counted in code points. */
    JsonObject json(String code, int cursor) {
        int from = code.codePointCount(0, Math.clamp(start, 0, code.length()));
        int to = code.codePointCount(0, cursor);
        JsonArray matches = new JsonArray();
        JsonArray types = new JsonArray();
        kinds.forEach((text, kind) -> {
            matches.add(text);
            JsonObject type = new JsonObject();
            type.addProperty("text", text);
            type.addProperty("type", kind);
            type.addProperty("start", from);
            type.addProperty("end", to);
            types.add(type);
        });
        JsonObject metadata = new JsonObject();
        metadata.add("_jupyter_types_experimental", types);
        JsonObject answer = Json.ok();
        answer.add("matches", matches);
        answer.addProperty("cursor_start", from);
        answer.addProperty("cursor_end", to);
        answer.add("metadata", metadata);
        return answer;
    }
}
