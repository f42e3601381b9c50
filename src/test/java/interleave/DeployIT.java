package interleave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is deployed elsewhere fits the schemas of that place, strictly, without asking it")
@EnabledIfSystemProperty(named = "full", matches = "true", disabledReason = "installs 100 MB of schemas: -Pfull")
class DeployIT {
    private static final Path DEPLOY = Clone.ROOT.resolve("src/main/deploy");

    private static Path bin;

    @TempDir
    private Path folder;

    @BeforeAll
    static void install() throws Exception {
        bin = Clone.environment("deploy-tools", "kubernetes-validate==1.37.0", "check-jsonschema==0.39.0");
    }

    private static Launched tool(String name, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(bin.resolve(name).toString()));
        command.addAll(List.of(arguments));
        return Clone.program(command).run(Clone.PATIENCE);
    }

    private static Launched kubernetes(Path manifest) throws Exception {
        return tool("kubernetes-validate", "--strict", "-k", "1.33", manifest.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"job.yaml", "merge.yaml"})
    @DisplayName("Kubernetes 1.33")
    void manifests(String name) throws Exception {
        Launched checked = kubernetes(DEPLOY.resolve("kubernetes").resolve(name));
        assertEquals(0, checked.exitCode(), checked.toString());
    }

    @Test
    @DisplayName("and a slip of the pen in a manifest would be found")
    void slip() throws Exception {
        String job = Files.readString(DEPLOY.resolve("kubernetes/job.yaml"));
        Path wrong = Files.writeString(folder.resolve("job.yaml"), job.replace("parallelism:", "paralellism:"));
        assertNotEquals(0, kubernetes(wrong).exitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classroom.yml", "class.yml"})
    @DisplayName("GitHub Actions")
    void workflows(String name) throws Exception {
        Path workflow = Files.copy(DEPLOY.resolve("github").resolve(name), folder.resolve(name));
        Launched schema = tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", workflow.toString());
        assertEquals(0, schema.exitCode(), schema.toString());
        Path wrong = Files.writeString(
                folder.resolve("wrong.yml"), Files.readString(workflow).replace("runs-on:", "run-on:"));
        Launched found = tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", wrong.toString());
        assertNotEquals(0, found.exitCode(), found.toString());
    }
}
