package interleave.schedule.weave;

/** Names as they stand in the source, of what javac has named otherwise. */
public final class SourceNames {
    private SourceNames() {}

    /** The learner's name of a method: of a lambda, the method that holds it. */
    public static String method(String name) {
        int end = name.lastIndexOf('$');
        boolean lambda = name.startsWith("lambda$") && end > "lambda$".length();
        // of one that can be serialized, the name has a hash in it, too
        return lambda ? name.substring("lambda$".length(), end).replaceFirst("\\$[0-9a-f]{1,8}$", "") : name;
    }
}
