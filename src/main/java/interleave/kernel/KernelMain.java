package interleave.kernel;

import interleave.kernel.protocol.Channels;
import interleave.kernel.protocol.ConnectionFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What a kernelspec starts: {@code java … interleave.kernel.KernelMain CONNECTION_FILE}. No command line library stands on this path, for it costs start-up time. */
public final class KernelMain {
    private final CountDownLatch over = new CountDownLatch(1);

    private KernelMain() {}

    /** Serves until Jupyter asks for the end, or is gone. */
    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("Usage: java … interleave.kernel.KernelMain CONNECTION_FILE");
            System.exit(2);
        }
        int status = new KernelMain().serve(Path.of(arguments[0]));
        System.exit(status);
    }

    private int serve(Path connectionFile) {
        Channels channels;
        Settings settings;
        try {
            settings = Settings.read();
            channels = Channels.open(ConnectionFile.read(connectionFile));
        } catch (IOException | IllegalStateException e) {
            System.err.println("interleave kernel: " + e.getMessage());
            return 70;
        }
        Kernel kernel = new Kernel(channels, settings, over::countDown);
        channels.serve(kernel::onShell, kernel::onControl);
        endWithParent(System.getenv("JPY_PARENT_PID"));
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kernel.end();
        channels.close();
        return 0;
    }

    /** Ends this kernel when the server that started it is gone: it could be reached by nobody any more. */
    private void endWithParent(@Nullable String parent) {
        if (parent == null || parent.isEmpty()) {
            return;
        }
        try {
            Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(parent));
            if (server.isEmpty()) {
                over.countDown();
            } else {
                var _ = server.get().onExit().thenRun(over::countDown);
            }
        } catch (NumberFormatException e) {
            System.err.println("interleave kernel: JPY_PARENT_PID is no number: " + parent);
        }
    }
}
