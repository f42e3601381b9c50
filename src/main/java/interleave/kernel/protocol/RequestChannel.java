package interleave.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.List;

/** The shell or the control channel, as the code that answers a request sees it. To be used on the channel's own thread only. */
public interface RequestChannel {

    /** Sends the answer to a request, for instance {@code execute_reply}. */
    void reply(Message request, String type, JsonObject content);

    /** The requests that have arrived behind the one in work, taken out of the line: whoever takes them answers them or {@linkplain #putBack puts them back}. */
    List<Message> takeWaiting();

    /** Puts requests at the head of the line again, in this order. */
    void putBack(List<Message> requests);
}
