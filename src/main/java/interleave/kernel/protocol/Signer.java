package interleave.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;

/**
 * Signs what goes out and checks what comes in, with HMAC-SHA256 over a message's four JSON parts.
 *
 * <p>Built on {@link MessageDigest} and not on {@code javax.crypto.Mac}, whose provider check costs tens of milliseconds at the start of every kernel. One
 * instance serves one thread; {@link #sibling()} makes one for another thread.
 */
final class Signer {
    private static final int BLOCK = 64;
    private static final int REMEMBERED = 4096;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final boolean on;
    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];
    private final MessageDigest digest = sha256();
    private final HashSet<String> seen = new HashSet<>();
    private final ArrayDeque<String> order = new ArrayDeque<>();

    /** A signer for the key of a connection file; an empty key means that nothing is signed and everything is accepted. */
    Signer(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > BLOCK) {
            bytes = digest.digest(bytes);
        }
        on = bytes.length > 0;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i < bytes.length ? bytes[i] : 0;
            inner[i] = (byte) (b ^ 0x36);
            outer[i] = (byte) (b ^ 0x5c);
        }
    }

    private Signer(Signer other) {
        on = other.on;
        System.arraycopy(other.inner, 0, inner, 0, BLOCK);
        System.arraycopy(other.outer, 0, outer, 0, BLOCK);
    }

    /** A signer with the same key for another thread, with a memory of its own. */
    Signer sibling() {
        return new Signer(this);
    }

    /** The signature of these parts, as lower-case hex; empty when there is no key. */
    byte[] sign(List<byte[]> parts) {
        if (!on) {
            return new byte[0];
        }
        digest.update(inner);
        for (byte[] part : parts) {
            digest.update(part);
        }
        byte[] hash = digest.digest();
        digest.update(outer);
        byte[] mac = digest.digest(hash);
        byte[] hex = new byte[mac.length * 2];
        for (int i = 0; i < mac.length; i++) {
            hex[2 * i] = HEX[(mac[i] >> 4) & 15];
            hex[2 * i + 1] = HEX[mac[i] & 15];
        }
        return hex;
    }

    /** Whether the signature belongs to these parts; the comparison takes the same time wherever they differ. */
    boolean verify(byte[] signature, List<byte[]> parts) {
        return !on || MessageDigest.isEqual(sign(parts), signature);
    }

    /** Whether this signature comes for the first time: a recorded message that is sent again is refused. The last few thousand are remembered. */
    boolean fresh(byte[] signature) {
        if (!on) {
            return true;
        }
        String text = new String(signature, StandardCharsets.US_ASCII);
        if (!seen.add(text)) {
            return false;
        }
        order.addLast(text);
        if (order.size() > REMEMBERED) {
            seen.remove(order.removeFirst());
        }
        return true;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
