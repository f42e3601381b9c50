package interleave.kernel.protocol;

import com.google.gson.JsonObject;

/** What waits to be published on iopub. */
sealed interface Outgoing {

    /** Any message but text. */
    record Whole(String type, JsonObject parent, JsonObject content) implements Outgoing {}

    /** Text of a stream; neighbours of one parent and stream travel as one message. */
    record Text(String stream, JsonObject parent, String text) implements Outgoing {}

    /** Nothing comes after this. */
    record End() implements Outgoing {}
}
