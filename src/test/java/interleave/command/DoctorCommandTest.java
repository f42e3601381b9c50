package interleave.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import interleave.command.Finding.Verdict;
import interleave.command.Machine.Python;
import interleave.grade.sandbox.Isolation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("doctor")
class DoctorCommandTest {
    private static final Optional<Python> PYTHON = Optional.of(new Python(3, 12, "/usr/bin/python3", true));

    private static final Machine GOOD = new Machine(
            25, "25.0.3 at /jdk", List.of(), PYTHON, 4, 16_000_000_000L, 3, Optional.empty(), Isolation.BUBBLEWRAP);

    @Test
    @DisplayName("finds nothing to do on a machine that has everything, and ends with 0")
    void goodMachine() {
        List<Finding> findings = Checkup.of(GOOD);

        assertTrue(findings.stream().allMatch(finding -> finding.verdict() == Verdict.FINE), findings.toString());
        assertEquals(ExitCode.DONE, DoctorCommand.exitCode(findings));
    }

    @Test
    @DisplayName("names the lessons that use preview features when the JDK is newer than 25")
    void newerJdk() {
        Finding jdk = finding(
                "JDK",
                new Machine(
                        26,
                        "26 at /jdk",
                        List.of(Path.of("notebooks/03-fan-out.ipynb")),
                        PYTHON,
                        4,
                        16_000_000_000L,
                        3,
                        Optional.empty(),
                        Isolation.BUBBLEWRAP));

        assertEquals(Verdict.NOTE, jdk.verdict());
        assertTrue(jdk.meaning().contains("03-fan-out.ipynb"), jdk.meaning());
        assertTrue(jdk.remedy().contains("JAVA_HOME"), jdk.remedy());
    }

    @Test
    @DisplayName("reads which lessons those are from the notebooks themselves")
    void lessonsAreRead(@TempDir Path notebooks) throws Exception {
        Files.writeString(notebooks.resolve("03-fan-out.ipynb"), "{\"source\": [\"StructuredTaskScope.open()\"]}");
        Files.writeString(notebooks.resolve("08-lost-update.ipynb"), "{\"source\": [\"n++\"]}");

        assertEquals(
                List.of(notebooks.resolve("03-fan-out.ipynb")),
                MachineProbe.lessonsThatMention("StructuredTaskScope", notebooks));
    }

    @Test
    @DisplayName("says that one core and one common-pool worker change what lessons show, and breaks nothing for it")
    void oneCore() {
        Machine small = new Machine(25, "25", List.of(), PYTHON, 1, 900_000_000L, 1, Optional.empty(), Isolation.PLAIN);

        for (String subject : List.of("cores", "memory", "common pool", "sandbox")) {
            assertEquals(Verdict.NOTE, finding(subject, small).verdict(), subject);
        }
        assertEquals(ExitCode.DONE, DoctorCommand.exitCode(Checkup.of(small)));
    }

    @Test
    @DisplayName(
            "ends with 70 and a remedy when Python is missing, too old or cannot make a .venv, or Java cannot draw")
    void brokenMachines() {
        assertBroken("Python", withPython(Optional.empty()), "python3-venv");
        assertBroken("Python", withPython(Optional.of(new Python(3, 10, "/usr/bin/python3", true))), "3.11");
        assertBroken("Python", withPython(Optional.of(new Python(3, 11, "/usr/bin/python3", false))), "python3-venv");
        assertBroken(
                "fonts",
                new Machine(
                        25,
                        "25",
                        List.of(),
                        PYTHON,
                        4,
                        16_000_000_000L,
                        3,
                        Optional.of("Fontconfig head is null"),
                        Isolation.BUBBLEWRAP),
                "fontconfig");
    }

    @Test
    @DisplayName("names the sandbox in reach: bubblewrap, else Landlock, else a plain child")
    void sandboxLadder() {
        assertEquals("bubblewrap", finding("sandbox", GOOD).found());
        assertTrue(finding("sandbox", withSandbox(Isolation.LANDLOCK)).found().startsWith("Landlock"));
        assertEquals(
                "plain child process",
                finding("sandbox", withSandbox(Isolation.PLAIN)).found());
    }

    @Test
    @DisplayName("looks at this machine: the cores are this JVM's, and a Python that is not there is none")
    void thisMachine(@TempDir Path home) {
        Machine machine = MachineProbe.look(home, home.resolve("no-python").toString());

        assertEquals(Runtime.getRuntime().availableProcessors(), machine.cores());
        assertEquals(Runtime.version().feature(), machine.javaFeature());
        assertTrue(machine.memoryBytes() > 100_000_000L, "memory in bytes: " + machine.memoryBytes());
        assertEquals(Optional.empty(), machine.python());
        assertEquals(List.of(), machine.previewLessons());
    }

    @Test
    @DisplayName("prints each finding with its remedy beneath, and nothing beneath what is fine")
    void print() {
        StringWriter text = new StringWriter();

        DoctorCommand.print(
                List.of(
                        Finding.fine("cores", "4", "much"),
                        Finding.broken("fonts", "none", "no figures", "Install one.")),
                new PrintWriter(text));

        assertEquals("""
            ok     cores        4
                                much
            BROKEN fonts        none
                                no figures
                             -> Install one.
            """, text.toString().replace(System.lineSeparator(), "\n"));
    }

    @Test
    @DisplayName(
            "is reached through the command line, and an unknown command is a usage error that names those there are")
    void throughMain() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        assertEquals(0, InterleaveCommand.run(new PrintWriter(out), new PrintWriter(err), "doctor", "--help"));
        assertFalse(out.toString().isEmpty());
        assertEquals(ExitCode.USAGE, InterleaveCommand.run(new PrintWriter(out), new PrintWriter(err), "docter"));
        assertTrue(err.toString().contains("docter"), err.toString());
    }

    private static Machine withPython(Optional<Python> python) {
        return new Machine(25, "25", List.of(), python, 4, 16_000_000_000L, 3, Optional.empty(), Isolation.BUBBLEWRAP);
    }

    private static Machine withSandbox(Isolation isolation) {
        return new Machine(25, "25", List.of(), PYTHON, 4, 16_000_000_000L, 3, Optional.empty(), isolation);
    }

    private static void assertBroken(String subject, Machine machine, String remedy) {
        Finding finding = finding(subject, machine);
        assertEquals(Verdict.BROKEN, finding.verdict(), subject);
        assertTrue(finding.remedy().contains(remedy), finding.remedy());
        assertEquals(ExitCode.INFRASTRUCTURE, DoctorCommand.exitCode(Checkup.of(machine)));
    }

    private static Finding finding(String subject, Machine machine) {
        return Checkup.of(machine).stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
