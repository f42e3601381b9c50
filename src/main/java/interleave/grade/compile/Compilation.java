package interleave.grade.compile;

import interleave.schedule.message.Place;
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
        public String codeAt(Place place) {
            int line = lineAt(place);
            return line > 0
                    ? source.lines()
                            .skip(line - 1L)
                            .findFirst()
                            .map(String::strip)
                            .orElse("")
                    : "";
        }

        /** The line of the source, 0 if the place is in another class than the source has, or has no line. */
        public int lineAt(Place place) {
            return has(place) ? place.line() : 0;
        }

        /** The same place, whose method says its class, too, if that is none of the source: {@code Yesterday.sell}. */
        public Place named(Place place) {
            String type = place.type();
            return has(place) ? place : new Place(type, Place.simpleName(type) + "." + place.method(), place.line());
        }

        private boolean has(Place place) {
            return classes.stream().anyMatch(each -> each.name().equals(place.type()));
        }
    }

    /**
     * It cannot be judged as it is.
     *
     * @param why what kind of problems these are
     * @param problems at least one, in order of place
     */
    record Refused(Why why, List<Problem> problems) implements Compilation {}

    /** Why a source is refused. */
    enum Why {
        /** The compiler refuses it. */
        DOES_NOT_COMPILE,
        /** No class, or more than one, implements the contract. */
        NOT_ONE_CLASS,
        /** It uses what the exercise does not allow. */
        FORBIDDEN
    }
}
