package interleave.grade;

import interleave.schedule.Place;
import java.util.List;

/** What became of a source: classes, or the problems that stand in the way. */
public sealed interface Compilation {

    /**
     * It compiles.
     *
     * @param main binary name of the one class that implements the contract
     * @param classes every class of the source
     * @param source its text
     */
    record Compiled(String main, List<ClassBytes> classes, String source) implements Compilation {
        /** The text of a line of the source, without its indentation; empty if the place is in another class than the source has, or has no line. */
        String codeAt(Place place) {
            return classes.stream().anyMatch(each -> each.name().equals(place.type())) && place.line() > 0
                    ? source.lines()
                            .skip(place.line() - 1L)
                            .findFirst()
                            .map(String::strip)
                            .orElse("")
                    : "";
        }
    }

    /**
     * It cannot be judged as it is.
     *
     * @param outcome {@link Outcome#COMPILE} if javac refuses it, {@link Outcome#MISSING} if no class, or more than one, implements the contract,
     *     {@link Outcome#FORBIDDEN} if it uses what the exercise does not allow
     * @param problems at least one, in order of place
     */
    record Refused(Outcome outcome, List<Problem> problems) implements Compilation {}
}
