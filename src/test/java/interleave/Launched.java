package interleave;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that was run to its end: its exit code and what it printed. */
record Launched(int exitCode, String out, String err) {

    /** A program about to be run; {@code only} replaces the whole environment, {@code with} adds to it. */
    static final class Program {
        private final List<String> command;
        private final ProcessBuilder builder;

        Program(Path folder, List<String> command) {
            this.command = List.copyOf(command);
            this.builder = new ProcessBuilder(this.command).directory(folder.toFile());
        }

        Program only(Map<String, String> environment) {
            builder.environment().clear();
            return with(environment);
        }

        Program with(Map<String, String> environment) {
            builder.environment().putAll(environment);
            return this;
        }

        /** Starts the program with nothing on its input. What it prints goes to files, so that no full pipe can hold it up. */
        Started start() throws IOException {
            Path out = Files.createTempFile("launched", ".out");
            Path err = Files.createTempFile("launched", ".err");
            return new Started(
                    command,
                    builder.redirectInput(ProcessBuilder.Redirect.from(
                                    Path.of("/dev/null").toFile()))
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start(),
                    out,
                    err);
        }

        Launched run(Duration patience) throws IOException, InterruptedException {
            return start().await(patience);
        }
    }

    /** A program that runs. */
    record Started(List<String> command, Process process, Path out, Path err) {
        /** Waits for its end; a program that outlives {@code patience} is ended with all it started, and the test fails. */
        Launched await(Duration patience) throws IOException, InterruptedException {
            boolean ended = process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                List<ProcessHandle> family =
                        new ArrayList<>(process.descendants().toList());
                family.add(process.toHandle());
                family.forEach(ProcessHandle::destroyForcibly);
            }
            String printed = Files.readString(out, StandardCharsets.UTF_8);
            String complained = Files.readString(err, StandardCharsets.UTF_8);
            Files.delete(out);
            Files.delete(err);
            if (!ended) {
                fail(command + " did not end within " + patience.toSeconds() + " s\n" + printed + complained);
            }
            return new Launched(process.exitValue(), printed, complained);
        }
    }

    static Program program(Path folder, String... command) {
        return new Program(folder, List.of(command));
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + "\n--- out\n" + out + "--- err\n" + err;
    }
}
