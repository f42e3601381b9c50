package interleave.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * What every message says about itself.
 *
 * @param json the header as it came or goes, because an answer repeats it unchanged as its parent header
 */
public record Header(JsonObject json) {

    /** {@code msg_type}, for instance {@code execute_request}; empty when a peer left it out. */
    public String type() {
        return text("msg_type");
    }

    /** {@code msg_id}, unique within a session; empty when a peer left it out. */
    public String id() {
        return text("msg_id");
    }

    private String text(String field) {
        JsonElement value = json.get(field);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }
}
