package interleave.kernel.session;

import interleave.kernel.source.Source;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the environment asks of a Java kernel, under the names that IJava and JJava gave: {@code IJAVA_CLASSPATH} or {@code JJAVA_CLASSPATH}, and so on.
 *
 * @param classPath what cells see from the start, the asterisks of {@code *_CLASSPATH} resolved
 * @param compilerOptions {@code *_COMPILER_OPTS}
 * @param jvmOptions {@code *_JVM_OPTS}
 * @param startup texts that run before the first cell: {@code *_STARTUP_SCRIPTS_PATH}, then {@code *_STARTUP_SCRIPT}
 * @param timeoutMillis {@code *_TIMEOUT}, the milliseconds after which a cell is interrupted; 0 for never
 */
public record Environment(
        List<Path> classPath,
        List<String> compilerOptions,
        List<String> jvmOptions,
        List<Source> startup,
        long timeoutMillis) {
    private static final List<String> PREFIXES = List.of("IJAVA_", "JJAVA_");

    /** Reads these variables; what cannot be read is left out, with a word on standard error. */
    static Environment read(Map<String, String> variables) {
        List<Path> classPath = new ArrayList<>();
        for (String entry : split(value(variables, "CLASSPATH"), File.pathSeparator)) {
            classPath.addAll(PathPattern.matched(entry, false));
        }
        List<Source> startup = new ArrayList<>();
        for (String entry : split(value(variables, "STARTUP_SCRIPTS_PATH"), File.pathSeparator)) {
            for (Path file : PathPattern.matched(entry, false)) {
                startup.addAll(scripts(file));
            }
        }
        String script = value(variables, "STARTUP_SCRIPT");
        if (!script.isBlank()) {
            startup.add(new Source("the start-up script", script));
        }
        return new Environment(
                List.copyOf(classPath),
                split(value(variables, "COMPILER_OPTS"), " "),
                split(value(variables, "JVM_OPTS"), " "),
                List.copyOf(startup),
                timeout(value(variables, "TIMEOUT")));
    }

    private static String value(Map<String, String> variables, String name) {
        for (String prefix : PREFIXES) {
            String value = variables.get(prefix + name);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(java.util.regex.Pattern.quote(separator), -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return List.copyOf(parts);
    }

    /** A file, or all scripts of a folder in the order of their names. */
    private static List<Source> scripts(Path path) {
        List<Path> files =
                Files.isDirectory(path) ? PathPattern.matched(path + "/*.{jshell,jsh,java}", false) : List.of(path);
        List<Source> scripts = new ArrayList<>();
        for (Path file : files) {
            try {
                scripts.add(new Source(String.valueOf(file.getFileName()), Files.readString(file)));
            } catch (IOException e) {
                System.err.println("interleave kernel: the start-up script " + file + " cannot be read");
            }
        }
        return scripts;
    }

    private static long timeout(String text) {
        try {
            return text.isBlank() ? 0 : Math.max(0, Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            System.err.println("interleave kernel: " + text + " is no number of milliseconds for a time-out");
            return 0;
        }
    }
}
