package interleave.grade;

import java.util.List;

/** The types of {@link interleave.schedule} that a contract and an answer may name: the simulated services. */
final class Services {
    static final String PACKAGE = "interleave.schedule";

    private Services() {}

    static List<ClassBytes> classes() {
        return List.of();
    }
}
