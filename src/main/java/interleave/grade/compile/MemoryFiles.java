package interleave.grade.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** The files of one compilation: sources, given classes and compiled classes are in memory; the JDK's are on disk. */
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, GivenClass> given = new LinkedHashMap<>();
    private final Map<String, Output> outputs = new LinkedHashMap<>();
    private final boolean withClassPath;

    /**
     * Files for one compilation.
     *
     * @param given classes to compile against
     * @param withClassPath whether the class path of {@code jdk} is seen as well
     */
    MemoryFiles(StandardJavaFileManager jdk, List<ClassBytes> given, boolean withClassPath) {
        super(jdk);
        this.withClassPath = withClassPath;
        given.forEach(c -> this.given.put(c.name(), new GivenClass(c)));
    }

    /** What was compiled, sorted by name. */
    List<ClassBytes> compiled() {
        return outputs.values().stream()
                .map(o -> new ClassBytes(o.binaryName, o.bytes.toByteArray()))
                .sorted(Comparator.comparing(ClassBytes::name))
                .toList();
    }

    static JavaFileObject source(String name, String text) {
        return new Source(name, text);
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        if (location != StandardLocation.CLASS_PATH) {
            return super.list(location, packageName, kinds, recurse);
        }
        var files = new ArrayList<JavaFileObject>();
        if (kinds.contains(JavaFileObject.Kind.CLASS)) {
            given.values().stream()
                    .filter(c -> packageOf(c.binaryName).equals(packageName))
                    .forEach(files::add);
        }
        if (withClassPath) {
            super.list(location, packageName, kinds, recurse).forEach(files::add);
        }
        return files;
    }

    private static String packageOf(String binaryName) {
        int dot = binaryName.lastIndexOf('.');
        return dot < 0 ? "" : binaryName.substring(0, dot);
    }

    @Override
    public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof GivenClass c ? c.binaryName : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        return a.toUri().equals(b.toUri());
    }

    @Override
    public boolean hasLocation(Location location) {
        return location == StandardLocation.CLASS_PATH
                || location == StandardLocation.CLASS_OUTPUT
                || (location != StandardLocation.SOURCE_PATH
                        && location != StandardLocation.ANNOTATION_PROCESSOR_PATH
                        && super.hasLocation(location));
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
        return outputs.computeIfAbsent(className, Output::new);
    }

    @Override
    public @Nullable ClassLoader getClassLoader(JavaFileManager.Location location) {
        // no annotation processor and no plug-in is ever looked for
        return null;
    }

    @Override
    public void close() {
        // the JDK's files are shared between compilations and stay open
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///source/" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            // an answer may declare public types under any name
            return kind == Kind.SOURCE;
        }
    }

    private static final class GivenClass extends SimpleJavaFileObject {
        private final String binaryName;
        private final byte[] bytes;

        GivenClass(ClassBytes given) {
            super(URI.create("memory:///given/" + given.name().replace('.', '/') + ".class"), Kind.CLASS);
            this.binaryName = given.name();
            this.bytes = given.bytes();
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private static final class Output extends SimpleJavaFileObject {
        private final String binaryName;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Output(String binaryName) {
            super(URI.create("memory:///compiled/" + binaryName.replace('.', '/') + ".class"), Kind.CLASS);
            this.binaryName = binaryName;
        }

        @Override
        public OutputStream openOutputStream() {
            bytes.reset();
            return bytes;
        }
    }
}
