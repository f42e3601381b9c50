package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Runs each {@code src/test/python/test_*.py} with pytest in the learner's {@code .venv}, and reports each of its cases as a test of its own.
 *
 * <p>What those tests need beyond JupyterLab lies in {@code target/test-python}, so that {@code .venv} stays what a learner has.
 */
@DisplayName("pytest")
class PythonIT {
    private static final Path TESTS = Path.of("src", "test", "python");
    private static final Path LIBRARIES = Clone.ROOT.resolve("target/test-python");

    @BeforeAll
    static void install() throws Exception {
        Clone.setUp();
        Path wanted = TESTS.resolve("requirements.txt");
        Path installed = LIBRARIES.resolve("requirements.txt");
        if (Files.exists(installed) && Files.mismatch(wanted, installed) == -1) {
            return;
        }
        Launched pip = Clone.program(List.of(
                        Clone.python().toString(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--no-deps",
                        "--upgrade",
                        "--target",
                        LIBRARIES.toString(),
                        "-r",
                        wanted.toString()))
                .run(Clone.PATIENCE);
        assertEquals(0, pip.exitCode(), pip.toString());
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    @TestFactory
    @DisplayName("passes")
    Stream<DynamicContainer> everyFile() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            List<Path> tests = files.filter(
                            file -> file.getFileName().toString().matches("test_.*\\.py"))
                    .sorted()
                    .toList();
            assertFalse(tests.isEmpty(), "no test_*.py in " + TESTS);
            return tests.stream()
                    .map(file -> dynamicContainer(
                            file.getFileName().toString(), Stream.of(file).flatMap(PythonIT::cases)));
        }
    }

    /** Runs one file when JUnit comes to it; each case becomes a test that repeats what pytest found. */
    private static Stream<DynamicTest> cases(Path file) {
        try {
            Path report = Clone.ROOT.resolve("target/pytest/" + file.getFileName() + ".xml");
            Files.createDirectories(report.getParent());
            Files.deleteIfExists(report);
            Launched pytest = Clone.program(List.of(
                            Clone.python().toString(),
                            "-m",
                            "pytest",
                            "-p",
                            "no:cacheprovider",
                            "--junitxml=" + report,
                            file.toString()))
                    .with(Map.of(
                            "INTERLEAVE_TEST_REPOSITORY",
                            System.getProperty("localRepository", ""),
                            "INTERLEAVE_TEST_FULL",
                            System.getProperty("full", "false"),
                            "PYTHONPATH",
                            LIBRARIES.toString(),
                            "PYTHONDONTWRITEBYTECODE",
                            "1",
                            "JUPYTER_PREFER_ENV_PATH",
                            "1"))
                    .run(Clone.PATIENCE);
            List<DynamicTest> cases = Files.exists(report) ? read(report) : new ArrayList<>();
            if (pytest.exitCode() > 1 || cases.isEmpty()) {
                cases.add(dynamicTest("runs to its end", () -> fail(pytest.toString())));
            }
            return cases.stream();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(file + " was stopped", stopped);
        } catch (Exception broken) {
            throw new IllegalStateException(file + " could not be run", broken);
        }
    }

    private static List<DynamicTest> read(Path report) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getElementsByTagName("testcase");
        List<DynamicTest> cases = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element testcase = (Element) found.item(i);
            cases.add(dynamicTest(testcase.getAttribute("name"), () -> repeat(testcase)));
        }
        return cases;
    }

    private static void repeat(Element testcase) {
        for (String bad : List.of("failure", "error")) {
            NodeList found = testcase.getElementsByTagName(bad);
            if (found.getLength() > 0) {
                Element told = (Element) found.item(0);
                fail(testcase.getAttribute("name") + ": " + told.getAttribute("message") + "\n"
                        + told.getTextContent());
            }
        }
        NodeList skipped = testcase.getElementsByTagName("skipped");
        if (skipped.getLength() > 0) {
            abort(((Element) skipped.item(0)).getAttribute("message"));
        }
        assertTrue(testcase.hasAttribute("time"), "a case that neither failed nor was skipped was run");
    }
}
