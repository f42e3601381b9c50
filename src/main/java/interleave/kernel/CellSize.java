package interleave.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import interleave.kernel.protocol.Json;
import interleave.kernel.protocol.Message;
import interleave.kernel.session.Outcome;
import java.util.Locale;
import java.util.Map;

/**
 * How long a cell is, whether it is run or asked about.
 *
 * @param characters of its code, {@code >= 0}
 */
record CellSize(int characters) {
    /** More than the compiler can make a class of; a copy of it would be kept here and there. */
    private static final int LARGEST = 1 << 20;

    private static final int SHOWN_OF_TOO_LARGE = 1000;

    /** That of the code in a request; 0 where it has none. */
    static CellSize of(Message request) {
        return new CellSize(Json.text(request.content(), "code").length());
    }

    boolean isTooLarge() {
        return characters > LARGEST;
    }

    /** What is said of a cell that is too large. */
    Outcome.Failed refusal() {
        return Outcome.Failed.of(
                "CellTooLarge",
                String.format(
                        Locale.ROOT,
                        "This cell has %,d characters, more than the compiler can make classes of; nothing of it was"
                                + " run. Put what is data into a file and read it:"
                                + " Files.readString(Path.of(\"data.txt\"))",
                        characters));
    }

    /** The request with the beginning of its code. */
    static Message shortened(Message request) {
        JsonObject content = new JsonObject();
        for (Map.Entry<String, JsonElement> entry : request.content().entrySet()) {
            JsonElement value = entry.getValue();
            content.add(
                    entry.getKey(),
                    entry.getKey().equals("code")
                            ? new JsonPrimitive(value.getAsString().substring(0, SHOWN_OF_TOO_LARGE) + " …")
                            : value);
        }
        return new Message(request.identities(), request.header(), request.parent(), request.metadata(), content);
    }
}
