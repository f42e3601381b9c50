package interleave;

import static java.nio.charset.StandardCharsets.UTF_8;

import interleave.command.InterleaveCommand;
import interleave.kernel.KernelMain;
import java.io.PrintWriter;

/** Where the jar starts: a kernel, when a kernelspec asks for one, else the {@linkplain InterleaveCommand command line}. Nothing of the latter's library stands on the kernel's way. */
public final class Main {
    private Main() {}

    /** Does what the command line asks for and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(
                KernelMain.isMeant(args)
                        ? KernelMain.serve(args)
                        : InterleaveCommand.run(
                                new PrintWriter(System.out, true, UTF_8),
                                new PrintWriter(System.err, true, UTF_8),
                                args));
    }
}
