package interleave.command;

import interleave.kernel.KernelSpec;
import interleave.kernel.KernelTraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the kernel known to Jupyter, and fast to start. The kernel itself is started by its kernelspec, without this class. */
@Command(
        name = "kernel",
        description = "Installs the Java kernel, or trains its start-up caches.",
        mixinStandardHelpOptions = true,
        subcommands = {KernelCommand.Install.class, KernelCommand.Train.class})
final class KernelCommand extends CommandGroup {
    /** Writes the kernelspec. */
    @Command(name = "install", description = "Makes the kernel known to Jupyter.", mixinStandardHelpOptions = true)
    static final class Install implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Where where;

        @Option(
                names = "--plain",
                description = "A kernel for any notebook: cells see the JDK alone, not the course's library.")
        private boolean plain;

        /** Where to. */
        static final class Where {
            @Option(
                    names = "--prefix",
                    paramLabel = "DIR",
                    description = "Into DIR/share/jupyter: a virtual environment's folder, or /usr/local.")
            private @Nullable Path prefix;

            @Option(names = "--user", description = "For this user's Jupyter, whichever it is.")
            @SuppressWarnings("UnusedVariable") // its presence says it all: the other choice is not taken
            private boolean user;
        }

        @Override
        public Integer call() {
            Path data = where.prefix != null ? where.prefix.resolve("share").resolve("jupyter") : userFolder();
            try {
                Path written = KernelSpec.here(!plain).writeTo(data.toAbsolutePath());
                spec.commandLine()
                        .getOut()
                        .println("Installed the kernel '" + KernelSpec.NAME + "' in " + written + ".");
                return ExitCode.DONE;
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.INFRASTRUCTURE,
                        "The kernel could not be installed in " + data + ": " + e.getMessage(),
                        "Name a folder that you may write to, with --prefix.");
            }
        }

        /** Where Jupyter looks for what this user installed, by its own rules: the home folder is the one that the environment names, not the one of the password file. */
        private static Path userFolder() {
            Path home = named("HOME").orElseGet(() -> Path.of(System.getProperty("user.home")));
            boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
            return named("JUPYTER_DATA_DIR")
                    .orElseGet(() -> mac
                            ? home.resolve("Library/Jupyter")
                            : named("XDG_DATA_HOME")
                                    .orElseGet(() -> home.resolve(".local/share"))
                                    .resolve("jupyter"));
        }

        private static Optional<Path> named(String variable) {
            return Optional.ofNullable(System.getenv(variable))
                    .filter(path -> !path.isEmpty())
                    .map(Path::of);
        }
    }

    /** Makes the start-up caches. */
    @Command(
            name = "train",
            description = "Makes the start-up caches of the kernel and of the JVM that runs cells.",
            mixinStandardHelpOptions = true)
    static final class Train implements Callable<Integer> {
        @Override
        public Integer call() {
            try {
                KernelTraining.run(KernelSpec.here(true));
                return ExitCode.DONE;
            } catch (IOException e) {
                throw new CommandFailure(
                        ExitCode.INFRASTRUCTURE,
                        "The start-up caches could not be made: " + e.getMessage(),
                        "The kernel works without them and starts more slowly; 'interleave kernel train' tries again.");
            }
        }
    }
}
