package interleave;

import static interleave.Launched.program;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.Launched.Program;
import interleave.Launched.Started;
import interleave.command.ExitCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher's own decisions, on a clone of nothing but the script: JDK, Python and Maven are small scripts that write down when they are
 * called, and PATH holds the few tools that the launcher may use. {@code LauncherIT} runs the real ones.
 */
@DisplayName("./interleave")
class LauncherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> TOOLS = List.of(
            "bash",
            "env",
            "dirname",
            "readlink",
            "cat",
            "find",
            "head",
            "tail",
            "mkdir",
            "ln",
            "rm",
            "mv",
            "cp",
            "touch",
            "cmp",
            "grep",
            "id",
            "sleep",
            "chmod");

    @TempDir
    private Path folder;

    private Path clone;
    private Path tools;
    private Path diary;
    private Map<String, String> environment;

    @BeforeEach
    void clone(@TempDir Path home) throws IOException {
        clone = Files.createDirectories(folder.resolve("a clone"));
        tools = Files.createDirectories(folder.resolve("bin"));
        diary = folder.resolve("diary");
        Files.createFile(diary);
        for (String tool : TOOLS) {
            Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
        }
        // a machine on which nothing lies in the usual folders
        String script = Files.readString(Path.of("interleave"));
        for (String usual : List.of(
                "/usr/lib/jvm/",
                "/usr/java/",
                "/opt/",
                "/Library/",
                "/usr/local/opt/",
                "/usr/local/bin/",
                "/usr/bin/python3")) {
            assertTrue(script.contains(usual), "the launcher no longer looks at " + usual);
            script = script.replace(" " + usual, " /nowhere" + usual);
        }
        executable(clone.resolve("interleave"), script);
        Files.createDirectories(clone.resolve("binder"));
        Files.writeString(clone.resolve("binder/requirements.txt"), "jupyterlab==1\n");
        Files.createDirectories(clone.resolve("src/main/labextension"));
        Files.writeString(clone.resolve("pom.xml"), "<project/>\n");
        Files.createDirectories(clone.resolve("src/main/java"));
        environment = new HashMap<>(Map.of("PATH", tools.toString(), "HOME", home.toString()));
    }

    /** JUnit's own cleaning of a temporary folder warns of each link that leads out of it. */
    @AfterEach
    void removeLinks() throws IOException {
        for (String tool : TOOLS) {
            Files.deleteIfExists(tools.resolve(tool));
        }
    }

    @Test
    @DisplayName("tells a usage error by exit code 2, one sentence and where to read more")
    void usage() throws Exception {
        for (List<String> wrong : List.of(
                List.of("opne"),
                List.of("open", "--prot", "1"),
                List.of("open", "--port", "eighty"),
                List.of("setup", "now"),
                List.of("setup", "--into", "nowhere"),
                List.of("run"),
                List.of("run", "a.ipynb", "--exercises", "nowhere"))) {
            Launched launched = interleave(wrong.toArray(String[]::new)).run(PATIENCE);

            assertEquals(ExitCode.USAGE, launched.exitCode(), wrong + " " + launched);
            assertEquals(2, launched.err().lines().count(), launched.toString());
        }
        assertEquals("", Files.readString(diary));
    }

    @Test
    @DisplayName("says in one sentence and a remedy that there is no JDK 25")
    void noJdk() throws Exception {
        assertMissing(interleave("setup").run(PATIENCE), "No JDK 25 was found", "JAVA_HOME");

        jdk("17.0.15");
        assertMissing(interleave("setup").run(PATIENCE), "No JDK 25 was found", "JAVA_HOME");
    }

    @Test
    @DisplayName("says in one sentence and a remedy that there is no Python 3.11")
    void noPython() throws Exception {
        jdk("25.0.3");
        maven();

        assertMissing(interleave("setup").run(PATIENCE), "No Python 3.11 or newer was found", "python3-venv");
    }

    @Test
    @DisplayName("takes JDK 25 before a newer one, and a newer one where there is no 25")
    void whichJdk() throws Exception {
        maven();
        python();
        jdk("26");
        Launched newer = interleave("setup").run(PATIENCE);
        assertEquals(0, newer.exitCode(), newer.toString());
        assertTrue(newer.err().contains("doctor"), newer.toString());
        assertTrue(Files.readString(clone.resolve("target/setup/kernel")).contains("JAVA_VERSION=\"26\""));

        Path sdkman = Path.of(environment.get("HOME"), ".sdkman/candidates/java/25-tem");
        jdk("25.0.1", sdkman);
        assertEquals(0, interleave("setup").run(PATIENCE).exitCode());
        assertTrue(Files.readString(clone.resolve("target/setup/kernel")).contains("JAVA_VERSION=\"25.0.1\""));
    }

    @Test
    @DisplayName("sets up step by step, says each with its seconds, and the second time does nothing")
    void secondSetupSkips() throws Exception {
        machine();

        Launched first = interleave("setup").run(PATIENCE);

        assertEquals(0, first.exitCode(), first.toString());
        assertEquals(List.of("maven", "venv", "pip", "java kernel install", "java kernel train"), steps());
        assertEquals(
                4, first.err().lines().filter(line -> line.matches(".* \\d+ s")).count(), first.err());

        Launched second = interleave("setup").run(PATIENCE);

        assertEquals("Interleave is set up.\n", second.err());
        assertEquals(5, steps().size());
    }

    @Test
    @DisplayName("does again only what a change asks for: a source, the requirements, the JDK")
    void redoesWhatChanged() throws Exception {
        machine();
        interleave("setup").run(PATIENCE);

        Files.writeString(clone.resolve("binder/requirements.txt"), "jupyterlab==2\n");
        interleave("setup").run(PATIENCE);
        assertEquals(List.of("venv", "pip", "java kernel install", "java kernel train"), steps().subList(5, 9));

        Path source = Files.writeString(clone.resolve("src/main/java/A.java"), "class A {}\n");
        Files.setLastModifiedTime(source, later());
        interleave("setup").run(PATIENCE);
        assertEquals("maven", steps().get(9));

        Files.writeString(Path.of(environment.get("JAVA_HOME"), "release"), "JAVA_VERSION=\"25.0.4\"\n");
        int before = steps().size();
        interleave("setup").run(PATIENCE);
        assertEquals(
                List.of("java kernel install", "java kernel train"),
                steps().stream()
                        .skip(before)
                        .filter(step -> !step.equals("maven"))
                        .toList());
    }

    @Test
    @DisplayName("lets two setups at the same time do the work once between them")
    void twoAtOnce() throws Exception {
        machine();

        Started one = interleave("setup").start();
        Started two = interleave("setup").start();
        Launched first = one.await(PATIENCE);
        Launched second = two.await(PATIENCE);

        assertEquals(0, first.exitCode(), first.toString());
        assertEquals(0, second.exitCode(), second.toString());
        assertEquals(List.of("maven", "venv", "pip", "java kernel install", "java kernel train"), steps());
        assertFalse(Files.exists(clone.resolve("target/setup/lock"), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    @DisplayName("takes over the lock of a setup that was killed")
    void staleLock() throws Exception {
        machine();
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(clone.resolve("target/setup"));
        Files.createSymbolicLink(clone.resolve("target/setup/lock"), Path.of(String.valueOf(dead.pid())));

        assertEquals(0, interleave("setup").run(PATIENCE).exitCode());
        assertEquals(5, steps().size());
    }

    @Test
    @DisplayName("names the cause of a failed step, network, disk or the compiler's own words, with exit code 70 and no"
            + " stack trace")
    void failedStep() throws Exception {
        machine();
        Map<String, String> causes = Map.of(
                "[ERROR] Could not transfer artifact x from central", "Check the network",
                "java.io.IOException: No space left on device", "Free about 1 GB",
                "[ERROR] A.java:[1,7] class, interface or enum expected", "A.java:[1,7]");
        for (Map.Entry<String, String> cause : causes.entrySet()) {
            executable(
                    clone.resolve("mvnw"),
                    "#!/bin/sh\necho '" + cause.getKey() + "'\necho '\tat a.b.C(D.java)'\nexit 1\n");

            Launched launched = interleave("setup").run(PATIENCE);

            assertEquals(ExitCode.INFRASTRUCTURE, launched.exitCode(), launched.toString());
            assertTrue(launched.err().contains(cause.getValue()), launched.toString());
            assertFalse(launched.err().contains("\tat "), launched.toString());
        }
    }

    @Test
    @DisplayName("goes on without the start-up cache when it cannot be trained: it is only slower")
    void untrained() throws Exception {
        machine();
        environment.put("TRAINING_BREAKS", "yes");

        Launched launched = interleave("setup").run(PATIENCE);

        assertEquals(0, launched.exitCode(), launched.toString());
        assertTrue(launched.err().contains("starts more slowly"), launched.toString());
        assertEquals(
                "Interleave is set up.\n", interleave("setup").run(PATIENCE).err());
    }

    @Test
    @DisplayName("starts again what was interrupted half-way")
    void halfWay() throws Exception {
        machine();
        environment.put("PIP_BREAKS", "yes");
        Launched broken = interleave("setup").run(PATIENCE);
        assertEquals(ExitCode.INFRASTRUCTURE, broken.exitCode(), broken.toString());

        environment.remove("PIP_BREAKS");
        Launched whole = interleave("setup").run(PATIENCE);

        assertEquals(0, whole.exitCode(), whole.toString());
        assertEquals(
                List.of("maven", "venv", "pip", "venv", "pip", "java kernel install", "java kernel train"), steps());
    }

    @Test
    @DisplayName("works through a symbolic link and from another folder")
    void fromElsewhere() throws Exception {
        machine();
        Path link = Files.createSymbolicLink(folder.resolve("il"), Path.of("a clone/interleave"));

        Launched launched = program(Path.of(environment.get("HOME")), link.toString(), "grade", "x", "y.java")
                .only(environment)
                .run(PATIENCE);

        assertEquals(0, launched.exitCode(), launched.toString());
        assertEquals(List.of("maven", "java grade x y.java"), steps());
    }

    @Test
    @DisplayName("hands Lab its options and the folder of exercises")
    void opensLab() throws Exception {
        machine();
        Path exercises = Files.createDirectories(folder.resolve("my exercises"));

        Launched launched = interleave("--no-browser", "--port", "8899", "--exercises", exercises.toString())
                .run(PATIENCE);

        assertEquals(0, launched.exitCode(), launched.toString());
        String lab = steps().getLast();
        assertTrue(lab.startsWith("lab "), lab);
        assertTrue(lab.contains("--no-browser") && lab.contains("--port=8899"), lab);
        assertTrue(lab.endsWith("INTERLEAVE_EXERCISES=" + exercises.toRealPath()), lab);
    }

    private Program interleave(String... arguments) {
        String[] command = Stream.concat(Stream.of(clone.resolve("interleave").toString()), Stream.of(arguments))
                .toArray(String[]::new);
        return program(folder, command).only(environment);
    }

    private List<String> steps() throws IOException {
        return Files.readAllLines(diary);
    }

    private static void assertMissing(Launched launched, String sentence, String remedy) {
        assertEquals(ExitCode.INFRASTRUCTURE, launched.exitCode(), launched.toString());
        assertTrue(launched.err().contains(sentence), launched.toString());
        assertTrue(launched.err().contains(remedy), launched.toString());
        assertEquals("", launched.out());
    }

    private void machine() throws IOException {
        jdk("25.0.3");
        maven();
        python();
    }

    private void jdk(String version) throws IOException {
        jdk(version, folder.resolve("jdk"));
        environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    }

    private void jdk(String version, Path where) throws IOException {
        Files.createDirectories(where.resolve("bin"));
        Files.writeString(where.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(where.resolve("bin/javac"), "#!/bin/sh\n");
        executable(where.resolve("bin/java"), """
            #!/bin/bash
            # options of the JVM, -jar, the jar
            until [ "$1" = -jar ]; do shift; done
            shift 2
            case $* in
              "kernel install"*)
                echo "java kernel install" >>'%1$s'
                mkdir -p "$4/share/jupyter/kernels/java" && touch "$4/share/jupyter/kernels/java/kernel.json"
                ;;
              "kernel train") echo "java $*" >>'%1$s' && [ -z "$TRAINING_BREAKS" ] ;;
              *) echo "java $*" >>'%1$s' ;;
            esac
            """.formatted(diary));
    }

    private void maven() throws IOException {
        executable(clone.resolve("mvnw"), """
            #!/bin/bash
            echo maven >>'%s'
            mkdir -p target/lib && touch target/interleave.jar target/interleave-guest.jar
            """.formatted(diary));
    }

    /** A Python that says yes to every version, makes a .venv with itself in it, and writes down what it is asked to run. */
    private void python() throws IOException {
        executable(tools.resolve("python3"), """
            #!/bin/bash
            case "$1 $2" in
              "-c "*) exit 0 ;;
              "-m venv")
                echo venv >>'%1$s'
                mkdir -p "$3/bin" && cp "$0" "$3/bin/python"
                ;;
              "-m pip")
                echo pip >>'%1$s'
                [ -z "$PIP_BREAKS" ]
                ;;
              "-m jupyterlab") echo "lab $* INTERLEAVE_EXERCISES=$INTERLEAVE_EXERCISES" >>'%1$s' ;;
            esac
            """.formatted(diary));
    }

    private static FileTime later() {
        return FileTime.fromMillis(System.currentTimeMillis() + 5_000);
    }

    private static Path onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("this machine has no " + tool));
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
