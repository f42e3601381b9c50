package interleave.command;

import interleave.course.Room;
import interleave.course.RoomPicture;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interleave predictions DIR}: what the learners of a room predicted, and what came out, in one picture. */
@Command(
        name = "predictions",
        description =
                "Sums up the predictions in a folder of progress files, one a learner (their my-progress.json under any"
                        + " name that ends in .json), as one page with one picture.",
        mixinStandardHelpOptions = true)
final class PredictionsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of progress files.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--out", paramLabel = "FILE", description = "The page to write (default: predictions.html in DIR).")
    private @Nullable Path out;

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), "There is no folder " + folder + ".");
        }
        try {
            Room room = Room.read(folder);
            PrintWriter to = spec.commandLine().getOut();
            for (String file : room.unreadable()) {
                spec.commandLine().getErr().println("Left out: " + file);
            }
            if (room.experiments().isEmpty()) {
                throw new CommandFailure(
                        ExitCode.BAD_EXERCISE,
                        "No file in " + folder + " holds a prediction.",
                        "Each learner runs a lesson's predictions and hands in notebooks/my-progress.json, under a"
                                + " name of their own.");
            }
            Path page = out == null ? folder.resolve("predictions.html") : out;
            Files.writeString(page, RoomPicture.page(room));
            to.println(room.learners() + (room.learners() == 1 ? " learner: " : " learners: ") + page);
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.INFRASTRUCTURE, "A file could not be read or written: " + e.getMessage(), "Try again.");
        }
    }
}
