package interleave.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/**
 * The command line of the Java side. What needs Python or Maven ({@code open}, {@code setup}, {@code run}) is done by the launcher
 * {@code interleave} beside this repository's README, which calls this class for the rest.
 *
 * <p>Exit codes are those of {@link ExitCode}. A failure prints what happened and the remedy; a stack trace appears only when the environment
 * variable {@code INTERLEAVE_STACKTRACE} is set, or when the failure is a defect of ours.
 */
@Command(
        name = "interleave",
        description = "Concurrency, parallelism and async in Java: lessons that run, answers that are judged.",
        mixinStandardHelpOptions = true,
        versionProvider = InterleaveCommand.Version.class,
        subcommands = {
            DoctorCommand.class,
            KernelCommand.class,
            GradeCommand.class,
            ExerciseCommand.class,
            AssignCommand.class,
            PredictionsCommand.class
        })
public final class InterleaveCommand extends CommandGroup {

    /** Runs one subcommand in this JVM and returns its exit code; {@code out} takes answers, {@code err} takes complaints. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new InterleaveCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(InterleaveCommand::explain)
                .execute(args);
    }

    private static int explain(Exception thrown, CommandLine command, ParseResult parsed) {
        boolean ours = !(thrown instanceof CommandFailure);
        if (ours) {
            command.getErr()
                    .println("interleave " + command.getCommandName() + " failed in a way it should not: " + thrown);
            command.getErr().println("  This is a defect of Interleave; please report it with the lines below.");
        } else {
            command.getErr().println(thrown.getMessage());
        }
        if (ours || System.getenv("INTERLEAVE_STACKTRACE") != null) {
            thrown.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return thrown instanceof CommandFailure failure ? failure.exitCode() : ExitCode.INFRASTRUCTURE;
    }

    /** The version Maven gave the jar, and the JDK that runs it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = InterleaveCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "Interleave " + (version == null ? "(run from classes)" : version) + ", Java " + Runtime.version()
            };
        }
    }
}
