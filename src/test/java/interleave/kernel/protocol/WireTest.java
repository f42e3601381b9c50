package interleave.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message on the wire")
class WireTest {
    private final Signer signer = new Signer("key");
    private final Wire wire = new Wire(signer);

    @Test
    @DisplayName("is read as it was written, with the identities before it and no use for buffers after it")
    void roundTrip() throws Wire.BadMessage {
        JsonObject content = new JsonObject();
        content.addProperty("code", "\"é😀\"");
        Message sent = new MessageMaker()
                .make(List.of(new byte[] {0, 1}, new byte[] {2}), "execute_request", new JsonObject(), content);
        List<byte[]> parts = new ArrayList<>(wire.encode(sent));
        parts.add(new byte[] {9, 9});

        Message read = wire.decode(parts);

        assertEquals("execute_request", read.type());
        assertEquals(sent.header().id(), read.header().id());
        assertEquals(content, read.content());
        assertEquals(2, read.identities().size());
        assertArrayEquals(new byte[] {0, 1}, read.identities().getFirst());
    }

    @Test
    @DisplayName(
            "is refused with a sentence when it is cut short, changed, no JSON object, no UTF-8, or without a type")
    void refused() {
        refused("parts", parts("{}", "{}", "{}").subList(0, 4));
        List<byte[]> changed = parts("{\"msg_type\":\"a\"}", "{}", "{}");
        changed.set(5, bytes("{\"code\":1}"));
        refused("signature", changed);
        refused("object", parts("[]", "{}", "{}"));
        refused("JSON", parts("{\"msg_type\":\"a\"}", "{", "{}"));
        refused("type", parts("{}", "{}", "{}"));
        refused("JSON", parts("{\"msg_type\":\"a\"}", "{}", "{\"a\":".repeat(100_000)));
    }

    private void refused(String word, List<byte[]> parts) {
        String sentence = String.valueOf(
                assertThrows(Wire.BadMessage.class, () -> wire.decode(parts)).getMessage());
        assertEquals(true, sentence.contains(word), sentence);
    }

    private List<byte[]> parts(String header, String parent, String content) {
        List<byte[]> signed = List.of(bytes(header), bytes(parent), bytes("{}"), bytes(content));
        List<byte[]> parts = new ArrayList<>(List.of(bytes("<IDS|MSG>"), signer.sign(signed)));
        parts.addAll(signed);
        return parts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
