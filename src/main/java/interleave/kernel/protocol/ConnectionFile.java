package interleave.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a Jupyter client expects to find this kernel, and the key both sign with: the file whose path a kernelspec receives as {@code {connection_file}}.
 *
 * @param transport {@code tcp} or {@code ipc}
 * @param ip address, or for {@code ipc} the path that every port number is appended to
 * @param key HMAC key; empty when messages are not signed
 */
public record ConnectionFile(
        String transport, String ip, int shell, int control, int iopub, int stdin, int heartbeat, String key) {

    /**
     * Reads a connection file.
     *
     * @throws IOException if the file is missing, is not JSON, lacks a field, or asks for a signature scheme other than hmac-sha256; the message names
     *     which
     */
    public static ConnectionFile read(Path file) throws IOException {
        JsonObject json;
        try {
            JsonElement parsed = JsonParser.parseString(Files.readString(file));
            json = parsed.getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("the connection file " + file + " is not a JSON object", e);
        }
        String scheme = json.has("signature_scheme") ? text(json, "signature_scheme", file) : "hmac-sha256";
        String key = json.has("key") ? text(json, "key", file) : "";
        if (!key.isEmpty() && !scheme.equals("hmac-sha256")) {
            throw new IOException("the connection file asks for the signature scheme " + scheme
                    + "; this kernel knows hmac-sha256, the one Jupyter uses");
        }
        return new ConnectionFile(
                json.has("transport") ? text(json, "transport", file) : "tcp",
                json.has("ip") ? text(json, "ip", file) : "127.0.0.1",
                port(json, "shell_port", file),
                port(json, "control_port", file),
                port(json, "iopub_port", file),
                port(json, "stdin_port", file),
                port(json, "hb_port", file),
                key);
    }

    /** The ZeroMQ address of one of the five ports. */
    String address(int port) {
        return transport.equals("ipc") ? "ipc://" + ip + "-" + port : transport + "://" + ip + ":" + port;
    }

    private static String text(JsonObject json, String field, Path file) throws IOException {
        JsonElement value = json.get(field);
        if (value == null || !value.isJsonPrimitive()) {
            throw new IOException("the connection file " + file + " lacks " + field);
        }
        return value.getAsString();
    }

    private static int port(JsonObject json, String field, Path file) throws IOException {
        try {
            return Integer.parseInt(text(json, field, file));
        } catch (NumberFormatException e) {
            throw new IOException("the connection file " + file + " has no number as " + field, e);
        }
    }
}
