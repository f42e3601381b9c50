package interleave.schedule.weave;

import java.lang.constant.ClassDesc;

/** The classes that woven code calls, by their names alone: weaving knows nothing of the run. */
final class Called {
    private static final String PACKAGE = "interleave.schedule.inside.";

    private Called() {}

    /** The binary name of that class. */
    static String name(String simple) {
        return PACKAGE + simple;
    }

    static ClassDesc type(String simple) {
        return ClassDesc.of(name(simple));
    }
}
