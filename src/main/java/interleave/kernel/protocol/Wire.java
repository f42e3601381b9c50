package interleave.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns messages into ZeroMQ parts and back: identities, {@code <IDS|MSG>}, signature, header, parent header, metadata, content, and buffers, which no
 * message to a Java kernel has and which are passed over.
 */
final class Wire {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

    private final Signer signer;

    Wire(Signer signer) {
        this.signer = signer;
    }

    /** A message that cannot be read; the sentence says why. */
    static final class BadMessage extends Exception {
        private static final long serialVersionUID = 1L;

        BadMessage(String sentence) {
            super(sentence);
        }
    }

    /**
     * Reads one multipart message.
     *
     * @throws BadMessage if a part is missing, the signature is wrong or repeated, or a part is not a JSON object
     */
    Message decode(List<byte[]> parts) throws BadMessage {
        int delimiter = 0;
        while (delimiter < parts.size() && !Arrays.equals(parts.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        if (delimiter + 6 > parts.size()) {
            throw new BadMessage("a message without the parts that every Jupyter message has");
        }
        byte[] signature = parts.get(delimiter + 1);
        List<byte[]> signed = parts.subList(delimiter + 2, delimiter + 6);
        if (!signer.verify(signature, signed)) {
            throw new BadMessage("a message with a wrong signature");
        }
        if (!signer.fresh(signature)) {
            throw new BadMessage("a message that was received before");
        }
        Header header = new Header(object(signed.get(0)));
        if (header.type().isEmpty()) {
            throw new BadMessage("a message that does not say its type");
        }
        return new Message(
                List.copyOf(parts.subList(0, delimiter)),
                header,
                object(signed.get(1)),
                object(signed.get(2)),
                object(signed.get(3)));
    }

    /** The parts to send, signed. */
    List<byte[]> encode(Message message) {
        List<byte[]> signed = List.of(
                bytes(message.header().json()),
                bytes(message.parent()),
                bytes(message.metadata()),
                bytes(message.content()));
        List<byte[]> parts = new ArrayList<>(message.identities().size() + 6);
        parts.addAll(message.identities());
        parts.add(DELIMITER);
        parts.add(signer.sign(signed));
        parts.addAll(signed);
        return parts;
    }

    private static byte[] bytes(JsonObject json) {
        return json.isEmpty() ? new byte[] {'{', '}'} : json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject object(byte[] utf8) throws BadMessage {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            JsonElement json = JsonParser.parseString(text);
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException | CharacterCodingException | StackOverflowError e) {
            throw new BadMessage("a message whose JSON cannot be read");
        }
        throw new BadMessage("a message whose part is not a JSON object");
    }
}
