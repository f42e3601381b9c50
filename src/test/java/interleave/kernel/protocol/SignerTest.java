package interleave.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The signature of a message")
class SignerTest {
    @Test
    @DisplayName("is HMAC-SHA256, as the example of RFC 4231 has it, however the text is cut into parts")
    void rfc4231() {
        Signer signer = new Signer("Jefe");

        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                text(signer.sign(List.of(bytes("what do ya want "), bytes("for nothing?")))));
    }

    @Test
    @DisplayName("with a key longer than a block is that of the key's hash")
    void longKey() {
        Signer signer = new Signer("a".repeat(131));

        assertEquals(64, signer.sign(List.of(bytes("x"))).length);
        assertFalse(text(signer.sign(List.of(bytes("x")))).equals(text(new Signer("a").sign(List.of(bytes("x"))))));
    }

    @Test
    @DisplayName("is refused when one part differs, and when it comes a second time")
    void refused() {
        Signer signer = new Signer("key");
        byte[] signature = signer.sign(List.of(bytes("a"), bytes("b")));

        assertTrue(signer.verify(signature, List.of(bytes("a"), bytes("b"))));
        assertFalse(signer.verify(signature, List.of(bytes("a"), bytes("c"))));
        assertTrue(signer.fresh(signature));
        assertFalse(signer.fresh(signature));
        assertTrue(signer.sibling().fresh(signature));
    }

    @Test
    @DisplayName("is empty, and never refused, where the connection file has no key")
    void noKey() {
        Signer signer = new Signer("");

        assertEquals(0, signer.sign(List.of(bytes("a"))).length);
        assertTrue(signer.verify(bytes("anything"), List.of(bytes("a"))));
        assertTrue(signer.fresh(new byte[0]));
        assertTrue(signer.fresh(new byte[0]));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
