package interleave.command;

import interleave.grade.batch.Gradebook;
import interleave.grade.batch.HandedIn;
import interleave.grade.batch.LateRules;
import interleave.grade.submission.BadBundleException;
import interleave.grade.submission.Submissions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How verdicts become grades. A course keeps these options in a file of its own and names it as {@code @FILE}. */
final class GradebookOptions {
    /** What {@code --submitted} says for the times of the files themselves. */
    private static final String FILES = "files";

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Option(
            names = "--submitted",
            paramLabel = "FILE",
            description =
                    "Who handed in what, and when: a CSV table with the columns submission, and learner, submitted (a"
                            + " time such as 2026-11-20T23:59:00+01:00), or both. Or the word files: the times of the"
                            + " files.")
    private @Nullable String submitted;

    @Option(
            names = "--take",
            paramLabel = "WHICH",
            defaultValue = "best",
            description = "Which of several submissions of one learner counts: best or last (default:"
                    + " ${DEFAULT-VALUE}).")
    private Gradebook.Take take = Gradebook.Take.BEST;

    @Option(names = "--due", paramLabel = "TIME", description = "Until when a submission is in time.")
    private @Nullable String due;

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            defaultValue = "PT0S",
            description = "How late is not late at all, such as PT15M.")
    private Duration grace = Duration.ZERO;

    @Option(
            names = "--late-penalty",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "Taken off the points for each day begun after the due date.")
    private int penalty;

    @Option(names = "--late-days", paramLabel = "N", description = "After so many days nothing counts any more.")
    private @Nullable Integer lateDays;

    /**
     * The gradebook that these options describe.
     *
     * @param submissions what was handed in, to take its files' times; empty when only records are at hand
     * @throws BadBundleException if the table cannot be read
     */
    Gradebook gradebook(List<Submissions.Submission> submissions) throws BadBundleException {
        boolean late = due != null;
        if (!late && (penalty != 0 || lateDays != null || !grace.isZero())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--grace, --late-penalty and --late-days need to know what is late: give --due.");
        }
        if (late && submitted == null) {
            throw new ParameterException(
                    spec.commandLine(), "--due needs to know when each was handed in: give --submitted.");
        }
        LateRules rules;
        try {
            rules = late
                    ? new LateRules(
                            Optional.of(HandedIn.time(String.valueOf(due), "--due")),
                            grace,
                            penalty,
                            Optional.ofNullable(lateDays))
                    : LateRules.NONE;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Late rules: " + e.getMessage() + ".");
        }
        return new Gradebook(rules, take, handedIn(submissions));
    }

    private Map<String, HandedIn> handedIn(List<Submissions.Submission> submissions) throws BadBundleException {
        if (submitted == null) {
            return Map.of();
        }
        if (submitted.equals(FILES)) {
            if (submissions.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "There are no files here to take times from: give a table to --submitted.");
            }
            return HandedIn.ofFileTimes(submissions);
        }
        return HandedIn.read(Path.of(submitted));
    }

    /**
     * The gradebook of a register and a file of late rules, the same as {@code --submitted REGISTER @RULES}.
     *
     * @param rules the file of options, which need not exist
     * @throws BadBundleException if the register or the rules cannot be read
     */
    static Gradebook read(Path register, Path rules) throws BadBundleException {
        var options = new GradebookOptions();
        var line = new CommandLine(new Holder(options)).setCaseInsensitiveEnumValuesAllowed(true);
        List<String> arguments = new ArrayList<>(List.of("--submitted", register.toString()));
        if (Files.exists(rules)) {
            arguments.add("@" + rules);
        }
        try {
            line.parseArgs(arguments.toArray(String[]::new));
            return options.gradebook(List.of());
        } catch (ParameterException e) {
            throw new BadBundleException(rules + ": " + e.getMessage());
        }
    }

    /** A command of these options alone. */
    @Command(name = "late rules")
    private static final class Holder {
        @Mixin
        @SuppressWarnings("UnusedVariable") // picocli reads it
        private final GradebookOptions options;

        Holder(GradebookOptions options) {
            this.options = options;
        }
    }

    /**
     * Refuses rules that would let a submission of unknown time pass as punctual.
     *
     * @throws BadBundleException with the first of them
     */
    void refuseUnknownTimes(Gradebook gradebook, Set<String> submissions) throws BadBundleException {
        if (due == null) {
            return;
        }
        for (String name : new TreeSet<>(submissions)) {
            HandedIn known = gradebook.handedIn().get(name);
            if (known == null || known.at().isEmpty()) {
                throw new BadBundleException(submitted + " does not say when " + name + " was handed in.");
            }
        }
    }
}
