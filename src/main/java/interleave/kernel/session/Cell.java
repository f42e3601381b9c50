package interleave.kernel.session;

import com.google.gson.JsonObject;
import interleave.kernel.protocol.Message;

/**
 * One request to run code.
 *
 * @param id names the cell towards the guest; never used twice in the life of the kernel
 * @param number the execution count that the front end shows beside it, as in {@code [7]}
 * @param code what the learner wrote, magics included
 * @param mayAsk whether the front end answers when code reads {@code System.in}
 */
public record Cell(int id, int number, String code, Message request, boolean mayAsk) {

    /** What every message about this cell names as its parent. */
    public JsonObject parent() {
        return request.header().json();
    }

    /** How this cell is called in messages to the learner and in stack traces. */
    public String label() {
        return label(number);
    }

    static String label(int number) {
        return "cell [" + number + "]";
    }
}
