package interleave.command;

import interleave.command.Finding.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what this machine has, what that means for the lessons, and what to do where something is missing. */
@Command(
        name = "doctor",
        description = "Looks at JDK, Python, cores, memory, common pool, fonts and sandbox.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(
            names = "--python",
            paramLabel = "PATH",
            defaultValue = "${env:INTERLEAVE_PYTHON:-python3}",
            description = "The Python to look at (default: INTERLEAVE_PYTHON, else python3).")
    private String python = "python3";

    @Override
    public Integer call() {
        List<Finding> findings = Checkup.of(MachineProbe.look(Home.folder(), python));
        print(findings, spec.commandLine().getOut());
        return exitCode(findings);
    }

    static int exitCode(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.BROKEN)
                ? ExitCode.INFRASTRUCTURE
                : ExitCode.DONE;
    }

    static void print(List<Finding> findings, PrintWriter out) {
        for (Finding finding : findings) {
            out.printf("%-6s %-12s %s%n", mark(finding.verdict()), finding.subject(), finding.found());
            out.printf("%-19s %s%n", "", finding.meaning());
            if (!finding.remedy().isEmpty()) {
                out.printf("%-16s -> %s%n", "", finding.remedy());
            }
        }
        out.flush();
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case FINE -> "ok";
            case NOTE -> "note";
            case BROKEN -> "BROKEN";
        };
    }
}
