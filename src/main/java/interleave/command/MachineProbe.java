package interleave.command;

import com.sun.management.OperatingSystemMXBean;
import interleave.command.Machine.Python;
import interleave.grade.sandbox.Sandbox;
import interleave.link.GuestOptions;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks at the machine this process runs on. Changes nothing, and starts only short processes that it awaits. */
final class MachineProbe {
    /** No answer to {@code --version} takes this long; past it the program counts as not there. */
    private static final int PATIENCE_SECONDS = 20;

    private MachineProbe() {}

    /**
     * Looks once at everything.
     *
     * @param home the repository's folder, where {@code notebooks/} stands
     * @param python the interpreter the launcher found, as a path or a command name
     */
    static Machine look(Path home, String python) {
        Runtime.Version version = Runtime.version();
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                version.feature(),
                version + " at " + System.getProperty("java.home"),
                lessonsThatMention("StructuredTaskScope", home.resolve("notebooks")),
                python(python),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize(),
                ForkJoinPool.getCommonPoolParallelism(),
                fontFault(),
                Sandbox.strongest(GuestOptions.plain(home.resolve("target/interleave-guest.jar")))
                        .level());
    }

    static List<Path> lessonsThatMention(String name, Path notebooks) {
        List<Path> lessons = new ArrayList<>();
        try (Stream<Path> files = Files.list(notebooks)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".ipynb") && Files.readString(file).contains(name)) {
                    lessons.add(file);
                }
            }
        } catch (IOException noNotebooksHere) {
            return List.of();
        }
        return lessons;
    }

    static Optional<Python> python(String command) {
        return answers(
                        command,
                        "-c",
                        "import sys, importlib.util as u; print(*sys.version_info[:2], u.find_spec('ensurepip') is not"
                                + " None, sys.executable)")
                .map(answer -> answer.strip().split(" ", 4))
                .filter(parts -> parts.length == 4)
                .map(parts -> new Python(
                        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[3], parts[2].equals("True")));
    }

    /** Draws one word without a display, as a figure does; what stops it is a missing library or a missing font. */
    static Optional<String> fontFault() {
        System.setProperty("java.awt.headless", "true");
        try {
            var image = new BufferedImage(60, 20, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            try {
                graphics.setColor(Color.WHITE);
                graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
                graphics.drawString("ms", 5, 15);
            } finally {
                graphics.dispose();
            }
            for (int pixel : image.getRGB(0, 0, 60, 20, null, 0, 60)) {
                if ((pixel & 0xFFFFFF) != 0) {
                    return Optional.empty();
                }
            }
            return Optional.of("the text came out empty");
        } catch (RuntimeException | LinkageError | InternalError fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        }
    }

    /** What a program printed, if it exists and ended with 0 in time. */
    private static Optional<String> answers(String... command) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notThere) {
            return Optional.empty();
        }
        try {
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
                    ? Optional.of(answer)
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
