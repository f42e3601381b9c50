package interleave.command;

import interleave.grade.batch.Gradebook;
import interleave.grade.batch.Marks;
import interleave.grade.batch.MissingPartException;
import interleave.grade.batch.RunFolder;
import interleave.grade.formats.Formats;
import interleave.grade.submission.BadBundleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interleave grade merge OUT… --out DIR}: the same reports as if one machine had judged it all. */
@Command(
        name = "merge",
        description =
                "Puts together what 'grade --shard' judged, and writes the reports of the whole class; of one folder,"
                        + " writes its reports again, with other late rules or formats.",
        mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "OUT", description = "Folders that 'grade --out' wrote.")
    private List<Path> folders = List.of();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder of the whole.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Mixin
    private FormatOption formats = new FormatOption();

    @Mixin
    private GradebookOptions rules = new GradebookOptions();

    @Override
    public Integer call() {
        try {
            Gradebook gradebook = rules.gradebook(List.of());
            Marks marks = RunFolder.merge(folders, gradebook);
            rules.refuseUnknownTimes(gradebook, Set.copyOf(marks.run().submissions()));
            var folder = new RunFolder(out);
            folder.put(marks);
            Formats.write(marks, folder, formats.formats());
            return GradeCommand.end(marks, out, spec.commandLine().getOut());
        } catch (BadBundleException e) {
            throw new CommandFailure(ExitCode.BAD_EXERCISE, String.valueOf(e.getMessage()), "Nothing was written.");
        } catch (MissingPartException e) {
            throw new CommandFailure(
                    ExitCode.INFRASTRUCTURE, String.valueOf(e.getMessage()), "Run that shard again, then merge again.");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.INFRASTRUCTURE, "A file could not be read or written: " + e.getMessage(), "Try again.");
        }
    }
}
