package interleave.grade.exercise;

/**
 * A Java source in memory.
 *
 * @param name file name for messages, such as {@code ProfilePage.java}
 * @param text the source, each line ended by {@code \n}
 */
public record NamedSource(String name, String text) {
    /** The name without {@code .java}: the public type in it. */
    public String typeName() {
        return name.endsWith(".java") ? name.substring(0, name.length() - ".java".length()) : name;
    }
}
