package interleave.command;

/**
 * Ends a subcommand with one sentence that says what happened, one that says what to do, and an {@link ExitCode}.
 *
 * <p>Unlike any other exception that leaves a subcommand, which is a defect of ours and is reported as one, this one is meant for the reader.
 */
final class CommandFailure extends RuntimeException {
    private final int exitCode;

    CommandFailure(int exitCode, String whatHappened, String remedy) {
        super(whatHappened + System.lineSeparator() + "  " + remedy);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
