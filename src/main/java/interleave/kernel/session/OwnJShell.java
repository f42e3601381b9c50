package interleave.kernel.session;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.spi.ExecutionControlProvider;

/** Makes a JShell as cells need it: with our engine, our class path and preview features, and no file opened before it is needed. */
final class OwnJShell {
    private static final List<String> OPTIONS =
            List.of("--enable-preview", "-source", "25", "-proc:none", "-Xlint:none");

    private static final String CLASS_PATH = "java.class.path";

    private OwnJShell() {}

    /**
     * Makes a JShell whose cells see this class path and nothing of our own.
     *
     * <p>JShell takes the class path of the JVM that it runs in for the one to begin with, and a {@code -classpath} among its compiler options would undo every
     * later {@link JShell#addToClasspath}; so it is shown another class path while it is made.
     */
    static JShell build(
            Engine engine,
            List<Path> classPath,
            CellPackages packages,
            Consumer<CompilerFiles> made,
            List<String> moreOptions) {
        synchronized (OwnJShell.class) {
            String ours = System.getProperty(CLASS_PATH);
            String cells = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            System.setProperty(CLASS_PATH, cells);
            try {
                // -source and not --release: the latter reads a second copy of the JDK's classes, twice as slow at
                // first
                List<String> options = new ArrayList<>(OPTIONS);
                options.addAll(moreOptions);
                return JShell.builder()
                        .executionEngine(new Provider(engine), Map.of())
                        .compilerOptions(options.toArray(String[]::new))
                        .fileManager(files -> {
                            CompilerFiles unopened = new CompilerFiles(files, cells, packages);
                            made.accept(unopened);
                            return unopened;
                        })
                        .build();
            } finally {
                System.setProperty(CLASS_PATH, ours);
            }
        }
    }

    /** Hands JShell the engine that was made for it. */
    private record Provider(Engine engine) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "interleave";
        }

        @Override
        public Engine generate(jdk.jshell.spi.ExecutionEnv env, Map<String, String> parameters) {
            return engine;
        }
    }
}
