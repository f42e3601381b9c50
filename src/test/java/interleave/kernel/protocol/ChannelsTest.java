package interleave.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The kernel's channels")
class ChannelsTest {

    @Test
    @DisplayName("close though what is published was heard by nobody: its first reader is not waited for at the end")
    void closeUnheard() throws Exception {
        var channels = new Channels(file());
        channels.serve((request, channel) -> {}, (request, channel) -> {});
        Thread iopub = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("jupyter-iopub"))
                .findFirst()
                .orElseThrow();
        channels.publish("status", new JsonObject(), new JsonObject());

        channels.close();

        assertFalse(iopub.isAlive(), "the publisher still waits for somebody who listens");
    }

    private static ConnectionFile file() throws IOException {
        List<Integer> ports = new ArrayList<>();
        List<ServerSocket> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            open.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket each : open) {
            each.close();
        }
        return new ConnectionFile(
                "tcp", "127.0.0.1", ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), "key");
    }
}
