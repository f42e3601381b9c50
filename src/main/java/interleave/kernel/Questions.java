package interleave.kernel;

import com.google.gson.JsonObject;
import interleave.kernel.magic.Magic;
import interleave.kernel.magic.Magics;
import interleave.kernel.protocol.Json;
import interleave.kernel.session.JavaSession;
import interleave.kernel.session.Nesting;
import interleave.kernel.source.JavaText;
import interleave.kernel.source.Parts;
import interleave.kernel.source.Pieces;
import interleave.schedule.HtmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Answers what a front end asks about code that does not run: is it complete, how could it go on, what is this. */
final class Questions {
    /** Codes of the compiler for what no further line can mend. */
    private static final List<String> SYNTAX = List.of(
            "compiler.err.expected",
            "compiler.err.illegal",
            "compiler.err.invalid",
            "compiler.err.unclosed",
            "compiler.err.not.stmt",
            "compiler.err.dot.class.expected",
            "compiler.err.else.without.if",
            "compiler.err.catch.without.try",
            "compiler.err.finally.without.try",
            "compiler.err.orphaned",
            "compiler.err.empty.char.lit",
            "compiler.err.malformed",
            "compiler.err.int.number.too.large",
            "compiler.err.class.method.or.field.expected",
            "compiler.err.invalid.meth.decl.ret.type.req",
            "compiler.err.premature.eof",
            "compiler.err.try.without.catch.finally.or.resource.decls",
            "compiler.err.repeated.modifier",
            "compiler.err.variable.not.allowed");

    /** Modifiers that end in an annotation, with the semicolon that the analysis gives them: what they belong to comes on the next line. */
    private static final Pattern ANNOTATIONS = Pattern.compile(
            "\\s*(?:(?:@\\s*[\\w.]+(?:\\s*\\([^()]*\\))?|public|private|protected|static|final|abstract)\\s+)*@\\s*(?!interface\\b)[\\w.]+\\s*;?\\s*");

    private Questions() {}

    /** Answers {@code is_complete_request}. */
    static JsonObject complete(JavaSession session, String code) {
        JsonObject answer = new JsonObject();
        String status = answered(session, code, () -> statusOfCell(session, code), "unknown");
        answer.addProperty("status", status);
        if (status.equals("incomplete")) {
            answer.addProperty("indent", indent(code));
        }
        return answer;
    }

    /** An answer, or another where the compiler has none: it is still at work, or the code is more than it can follow. */
    private static <T> T answered(JavaSession session, String code, Supplier<T> answer, T otherwise) {
        if (Nesting.isTooDeep(code)) {
            return otherwise;
        }
        try {
            return session.answer(answer, otherwise);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return otherwise;
        }
    }

    private static String statusOfCell(JavaSession session, String code) {
        for (Parts part : Parts.of(session::analysis, code)) {
            if (part instanceof Parts.Java java) {
                String status = status(session, java.text());
                if (!status.equals("complete")) {
                    return status;
                }
            }
        }
        return "complete";
    }

    private static String status(JavaSession session, String code) {
        SourceCodeAnalysis analysis = session.analysis();
        List<Pieces.Piece> pieces = Pieces.split(analysis, code);
        for (Pieces.Piece piece : pieces) {
            if (ANNOTATIONS.matcher(JavaText.bare(piece.source())).matches()) {
                return "incomplete";
            }
            // of the last piece as it was written: a statement that lacks nothing but an empty one is given that
            String written = piece.equals(pieces.getLast()) ? code.substring(piece.offset()) : piece.source();
            switch (analysis.analyzeCompletion(written).completeness()) {
                case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> {
                    return "incomplete";
                }
                case COMPLETE, COMPLETE_WITH_SEMI, EMPTY, UNKNOWN -> {
                    // it may be no Java all the same
                }
            }
            int end = JavaText.bare(piece.source()).stripTrailing().length();
            for (Snippet snippet : analysis.sourceToSnippets(piece.source())) {
                Optional<Diag> first = snippet.kind() == Snippet.Kind.ERRONEOUS
                        ? session.shell()
                                .diagnostics(snippet)
                                .filter(Questions::isSyntax)
                                .findFirst()
                        : Optional.empty();
                if (first.isPresent()) {
                    // what is wrong only where the text ends is not wrong yet
                    return first.get().getPosition() >= end ? "incomplete" : "invalid";
                }
            }
        }
        return "complete";
    }

    private static boolean isSyntax(Diag diagnostic) {
        return diagnostic.isError() && SYNTAX.stream().anyMatch(diagnostic.getCode()::startsWith);
    }

    /** Four blanks for every bracket that is still open. */
    private static String indent(String code) {
        int open = 0;
        String bare = JavaText.bare(code);
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            open += c == '{' || c == '(' ? 1 : c == '}' || c == ')' ? -1 : 0;
        }
        return "    ".repeat(Math.clamp(open, 0, 20));
    }

    /** Answers {@code complete_request}. */
    static JsonObject completions(JavaSession session, Magics magics, String code, int cursorPoints) {
        int cursor = index(code, cursorPoints);
        String before = code.substring(0, cursor);
        Completions ofMagic = Completions.ofMagic(magics, before);
        if (ofMagic != null) {
            return ofMagic.json(code, cursor);
        }
        Completions none = new Completions(cursor, Map.of());
        return answered(session, code, () -> ofJava(session, before), none).json(code, cursor);
    }

    private static Completions ofJava(JavaSession session, String before) {
        int cursor = before.length();
        int[] anchor = {0};
        for (int from : starts(session.analysis(), before)) {
            List<Suggestion> suggestions =
                    session.completing().completionSuggestions(before.substring(from), cursor - from, anchor);
            if (!suggestions.isEmpty()) {
                return Completions.ofJava(session.shell(), before, from + anchor[0], suggestions);
            }
        }
        return new Completions(cursor, Map.of());
    }

    /** Where the code that is being written may begin: with the statements before it, for their variables, or at the last statement alone. */
    private static List<Integer> starts(SourceCodeAnalysis analysis, String before) {
        int magics = 0;
        for (int line = 0; line >= 0 && line < before.length(); ) {
            int end = before.indexOf('\n', line);
            if (before.charAt(line) == '%' && end >= 0) {
                magics = end + 1;
            }
            line = end < 0 ? -1 : end + 1;
        }
        List<Integer> starts = new ArrayList<>();
        int statements = -1;
        int last = magics;
        List<Pieces.Piece> pieces = Pieces.split(analysis, before.substring(magics));
        for (Pieces.Piece piece : pieces) {
            last = magics + piece.offset();
            // with no statement before it, the last piece is where it begins, whatever it is: the compiler is spared
            // most questions
            boolean alone = statements < 0 && piece.equals(pieces.getLast());
            boolean declaration = !alone
                    && piece.whole()
                    && analysis.sourceToSnippets(piece.source()).stream()
                            .anyMatch(snippet -> snippet.kind() == Snippet.Kind.IMPORT
                                    || snippet.kind() == Snippet.Kind.METHOD
                                    || snippet.kind() == Snippet.Kind.TYPE_DECL);
            statements = declaration ? -1 : statements < 0 ? last : statements;
        }
        if (statements >= 0 && statements != last) {
            starts.add(statements);
        }
        starts.add(last);
        return starts;
    }

    /** Answers {@code inspect_request}: how the magic is used, or the signatures and documentation of what the cursor is on or in. */
    static JsonObject inspect(JavaSession session, Magics magics, String code, int cursorPoints, boolean detailed) {
        int cursor = index(code, cursorPoints);
        Magic magic = magics.at(code, cursor);
        String asked = code.substring(0, JavaText.endOfWord(code, cursor));
        JsonObject data = magic != null
                ? data(magic.help(), "<pre>" + HtmlText.escape(magic.help()) + "</pre>")
                : answered(session, code, () -> describe(session, asked, detailed), new JsonObject());
        JsonObject answer = Json.ok();
        answer.addProperty("found", !data.isEmpty());
        answer.add("data", data);
        answer.add("metadata", new JsonObject());
        return answer;
    }

    private static JsonObject data(String text, String html) {
        JsonObject data = new JsonObject();
        data.addProperty("text/plain", text);
        data.addProperty("text/html", html);
        return data;
    }

    /** Describes what code ends in; empty when nothing is known of it. */
    private static JsonObject describe(JavaSession session, String code, boolean detailed) {
        List<Documentation> found = documentation(session, code);
        if (found.isEmpty()) {
            return new JsonObject();
        }
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder();
        for (Documentation documentation : found) {
            String javadoc = documentation.javadoc();
            text.append(documentation.signature()).append('\n');
            html.append("<p><code>")
                    .append(HtmlText.escape(documentation.signature()))
                    .append("</code></p>");
            if (javadoc != null && !javadoc.isBlank() && (detailed || found.size() == 1)) {
                text.append(plain(javadoc)).append('\n');
                html.append("<div>").append(javadoc).append("</div>");
            }
        }
        List<String> signatures = found.stream().map(Documentation::signature).toList();
        String comment = OwnComments.of(session.shell(), code, signatures);
        if (!comment.isEmpty()) {
            text.append(comment).append('\n');
            html.append("<pre>").append(HtmlText.escape(comment)).append("</pre>");
        }
        return data(text.toString(), html.toString());
    }

    private static List<Documentation> documentation(JavaSession session, String name) {
        // as a call first: "System.out.println" alone names no method to the compiler
        List<String> attempts = !name.isEmpty() && Character.isJavaIdentifierPart(name.charAt(name.length() - 1))
                ? List.of(name + "(", name)
                : List.of(name);
        List<Integer> starts = starts(session.analysis(), name);
        for (String attempt : attempts) {
            for (int from : starts) {
                int start = Math.min(from, attempt.length());
                List<Documentation> found =
                        session.analysis().documentation(attempt.substring(start), attempt.length() - start, true);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    /** Javadoc without its tags. */
    private static String plain(String javadoc) {
        StringBuilder plain = new StringBuilder(javadoc.length());
        for (int at = 0; at < javadoc.length(); at++) {
            char c = javadoc.charAt(at);
            int end = c == '<'
                    ? javadoc.indexOf('>', at)
                    : c == '{' && javadoc.startsWith("{@", at) ? javadoc.indexOf(' ', at) : -1;
            if (end >= 0 && end - at < 60) {
                String tag = javadoc.substring(at, end).toLowerCase(Locale.ROOT);
                plain.append(tag.startsWith("<p") || tag.startsWith("<li") ? "\n" : "");
                at = end;
            } else if (c != '}') {
                plain.append(c);
            }
        }
        return plain.toString()
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .strip();
    }

    /** The index of a position that is counted in code points. */
    private static int index(String code, int points) {
        int all = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.clamp(points, 0, all));
    }
}
