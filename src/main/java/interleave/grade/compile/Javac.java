package interleave.grade.compile;

import com.sun.source.util.JavacTask;
import interleave.grade.submission.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The JDK's compiler, kept warm: no annotation processing, preview features on, everything in memory.
 *
 * <p>One instance serves one thread; make one for each.
 */
public final class Javac implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            "-proc:none",
            "-implicit:none",
            "-g",
            "-parameters",
            "-Xlint:none",
            "-nowarn",
            "-XDshould-stop.ifError=FLOW",
            "-Xmaxerrs",
            "20",
            "-source",
            Integer.toString(Runtime.version().feature()),
            "--enable-preview");

    /** {@code java.lang.} in {@code java.lang.String}: a learner reads types by their simple names. */
    private static final Pattern PACKAGE_PREFIX = Pattern.compile("\\b(?:[a-z][a-z0-9]*\\.)+(?=[A-Z])");

    private final JavaCompiler compiler;
    private final StandardJavaFileManager jdk;

    Javac() {
        compiler = ToolProvider.getSystemJavaCompiler();
        jdk = compiler.getStandardFileManager(null, Locale.ENGLISH, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** One compilation under way. */
    static final class Run {
        final JavacTask task;
        final MemoryFiles files;
        final DiagnosticCollector<JavaFileObject> diagnostics;

        private Run(JavacTask task, MemoryFiles files, DiagnosticCollector<JavaFileObject> diagnostics) {
            this.task = task;
            this.files = files;
            this.diagnostics = diagnostics;
        }

        List<Diagnostic<? extends JavaFileObject>> errors() {
            return diagnostics.getDiagnostics().stream()
                    .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                    .<Diagnostic<? extends JavaFileObject>>map(d -> d)
                    .toList();
        }
    }

    Run start(List<JavaFileObject> sources, List<ClassBytes> given, boolean withClassPath) {
        var files = new MemoryFiles(jdk, given, withClassPath);
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var task = (JavacTask) compiler.getTask(new StringWriter(), files, diagnostics, OPTIONS, null, sources);
        return new Run(task, files, diagnostics);
    }

    /** javac's words for a diagnostic on one line: {@code cannot find symbol: variable x}. */
    static String words(Diagnostic<? extends JavaFileObject> diagnostic) {
        List<String> lines =
                diagnostic.getMessage(Locale.ENGLISH).lines().map(String::strip).toList();
        var text = new StringBuilder(lines.getFirst());
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("symbol:")) {
                text.append(": ").append(line.substring("symbol:".length()).strip());
            } else if (line.startsWith("location:")) {
                text.append(" in ").append(line.substring("location:".length()).strip());
            } else if (!line.isEmpty() && text.length() < 300) {
                text.append(text.charAt(text.length() - 1) == ':' ? " " : "; ").append(line);
            }
        }
        return Texts.cut(PACKAGE_PREFIX.matcher(text).replaceAll(""), 400);
    }

    @Override
    public void close() {
        try {
            jdk.close();
        } catch (IOException e) {
            // nothing of ours is kept there
        }
    }
}
