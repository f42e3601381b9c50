package exercise;

/**
 * One section of a page: what it shows, or why it shows nothing.
 *
 * @param name as the layout calls it
 * @param text what the service answered, or its own message when it failed
 * @param available whether the service answered
 */
public record Section(String name, String text, boolean available) {

    /** A section with the answer of the service. */
    public static Section of(String name, String answer) {
        return new Section(name, answer, true);
    }

    /** A section that could not be had, with the message of the service. */
    public static Section failed(String name, String reason) {
        return new Section(name, reason, false);
    }
}
