package interleave.kernel.session;

import interleave.kernel.source.JavaText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.ImportSnippet;

/** What cells can name without an import of their own. */
final class DefaultImports {
    /** JShell's own defaults and IJava's, which they include. */
    private static final List<String> IMPORTS = List.of(
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.nio.file.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.function.*",
            "java.util.prefs.*",
            "java.util.regex.*",
            "java.util.stream.*");

    private static final String LAB = "interleave.lab.*";
    /** What cells can call without naming a class: {@code display} and its kin. */
    private static final String DISPLAYS = "static interleave.guest.Displays.*";

    /** And {@code lineMagic} and {@code cellMagic}. */
    private static final String MAGICS = "static interleave.guest.Magics.*";

    /** In the course's kernel cells also explore orders without an import. */
    private static final String EXPLORE = "static interleave.schedule.Explore.explore";

    /** What of those can be called. */
    private static final List<String> CALLABLE = List.of(
            "display",
            "render",
            "updateDisplay",
            "clearOutput",
            "printf",
            "explore",
            "lineMagic",
            "cellMagic",
            "getKernelInstance");

    private DefaultImports() {}

    /** What is imported into cells that see this class path, each as it would stand after {@code import}. */
    static List<String> of(List<Path> classPath) {
        List<String> imports = new ArrayList<>(IMPORTS);
        imports.addAll(List.of(DISPLAYS, MAGICS));
        if (classPath.stream()
                .anyMatch(entry -> String.valueOf(entry.getFileName()).equals("interleave.jar"))) {
            imports.addAll(List.of(LAB, EXPLORE));
        }
        return imports;
    }

    /** What stands after {@code import}, as {@link #of} has it. */
    static String nameOf(ImportSnippet imported) {
        return (imported.isStatic() ? "static " : "") + imported.fullname();
    }

    /** Whether the code names a class that is neither qualified nor of {@code java.lang}. */
    static boolean areNeededBy(String java) {
        String bare = JavaText.bare(java);
        for (int at = 0; at < bare.length(); at++) {
            if (Character.isJavaIdentifierStart(bare.charAt(at))) {
                int end = JavaText.endOfWord(bare, at);
                boolean qualified = at > 0 && bare.charAt(at - 1) == '.';
                if (!qualified && CALLABLE.contains(bare.substring(at, end))) {
                    return true;
                }
                if (!qualified && Character.isUpperCase(bare.charAt(at)) && !isOfJavaLang(bare.substring(at, end))) {
                    return true;
                }
                at = end;
            }
        }
        return false;
    }

    private static boolean isOfJavaLang(String name) {
        try {
            Class.forName("java.lang." + name, false, null);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
