package interleave.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * One Jupyter message, on its way in or out.
 *
 * @param identities the ZeroMQ routing prefix: who asked, or, on iopub, the topic
 * @param parent the header of the message this one answers; an empty object when there is none
 */
public record Message(
        List<byte[]> identities, Header header, JsonObject parent, JsonObject metadata, JsonObject content) {

    /** {@code msg_type} of the header. */
    public String type() {
        return header.type();
    }
}
