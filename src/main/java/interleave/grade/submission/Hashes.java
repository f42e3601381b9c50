package interleave.grade.submission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over parts, each with its length before it, so that no two different sequences of parts are the same bytes. */
public final class Hashes {
    private final MessageDigest digest;

    /** Of no part yet. */
    public Hashes() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The hash of these parts, in this order. */
    public static String of(String... parts) {
        var hashes = new Hashes();
        for (String part : parts) {
            hashes.add(part);
        }
        return hashes.hex();
    }

    /** One more part. */
    public Hashes add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        return this;
    }

    /** 64 hexadecimal digits, lower case. The last call: no part can follow. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
