package exercise;

/**
 * One row of a report: what it says, or why it says nothing.
 *
 * @param id whose row it is
 * @param text what the translator answered, or the message of the service that failed
 * @param available whether both services answered
 */
public record Row(int id, String text, boolean available) {

    /** A row with its translated text. */
    public static Row of(int id, String text) {
        return new Row(id, text, true);
    }

    /** A row that could not be had, with the message of the service that failed. */
    public static Row failed(int id, String reason) {
        return new Row(id, reason, false);
    }
}
