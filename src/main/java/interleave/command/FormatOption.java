package interleave.command;

import interleave.grade.formats.Format;
import interleave.grade.formats.Formats;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option {@code --format}: which formats results are written in. */
final class FormatOption {
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            completionCandidates = Names.class,
            description = "How results are written, one or several: ${COMPLETION-CANDIDATES}. With --out, class, csv,"
                    + " gradebook and junit are always written.")
    private List<String> names = List.of();

    /** The names that may be given. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Formats.ALL.stream().map(Format::name).iterator();
        }
    }

    /** The formats asked for, in order. */
    List<Format> formats() {
        var formats = new ArrayList<Format>();
        for (String name : names) {
            formats.add(Formats.named(name)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "There is no format '" + name + "'. There are: " + String.join(", ", new Names()) + ".")));
        }
        return List.copyOf(formats);
    }
}
