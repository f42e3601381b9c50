package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import interleave.Launched.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** This clone as a learner has it: set up once for all integration tests of a build. */
final class Clone {
    static final Path ROOT = Path.of("").toAbsolutePath();

    /** Past it something hangs; the first set-up fetches JupyterLab. */
    static final Duration PATIENCE = Duration.ofMinutes(20);

    private static @Nullable Launched setup;

    private Clone() {}

    /** Sets this clone up if no test of this JVM has; every later call does nothing. */
    static synchronized void setUp() throws Exception {
        if (setup == null) {
            setup = interleave("setup").run(PATIENCE);
        }
        assertEquals(0, setup.exitCode(), setup.toString());
    }

    /** {@code ./interleave ARGUMENTS}, with the JDK that runs the tests. */
    static Program interleave(String... arguments) {
        return program(Stream.concat(Stream.of(ROOT.resolve("interleave").toString()), Stream.of(arguments))
                .toList());
    }

    static Program program(List<String> command) {
        return new Program(ROOT, command).with(Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    /**
     * A Python environment of its own with these packages, made once a clone.
     *
     * @return its folder of programs
     */
    static synchronized Path environment(String name, String... packages) throws Exception {
        Path folder = ROOT.resolve("target").resolve(name);
        Path made = folder.resolve("made");
        String wanted = String.join(" ", packages);
        if (!Files.exists(made) || !Files.readString(made).equals(wanted)) {
            run(program(List.of("python3", "-m", "venv", "--clear", folder.toString())));
            List<String> pip = List.of(
                    folder.resolve("bin/python").toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check");
            run(program(Stream.concat(pip.stream(), Stream.of(packages)).toList()));
            Files.writeString(made, wanted);
        }
        return folder.resolve("bin");
    }

    /** Runs a program that must succeed. */
    static Launched run(Program program) throws Exception {
        Launched ran = program.run(PATIENCE);
        assertEquals(0, ran.exitCode(), ran.toString());
        return ran;
    }

    static Path python() {
        return ROOT.resolve(".venv/bin/python");
    }

    static boolean has(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
