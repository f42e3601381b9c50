package interleave.kernel;

import interleave.kernel.protocol.Channels;
import interleave.kernel.protocol.ConnectionFile;
import interleave.kernel.session.Settings;
import interleave.link.Interrupts;
import interleave.link.StartupCache;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What a kernelspec starts: {@code java … -jar interleave.jar kernel serve CONNECTION_FILE}. No command line library stands on this path, for it costs start-up time. */
public final class KernelMain {
    /** The words on the command line that lead here. */
    public static final List<String> COMMAND = List.of("kernel", "serve");

    private final CountDownLatch over = new CountDownLatch(1);

    private KernelMain() {}

    /** Whether a command line is that of a kernelspec. */
    public static boolean isMeant(String[] arguments) {
        return arguments.length == COMMAND.size() + 1
                && List.of(arguments).subList(0, COMMAND.size()).equals(COMMAND);
    }

    /** Serves until Jupyter asks for the end, or is gone; returns the exit code. */
    public static int serve(String[] arguments) {
        return isStale() ? again() : new KernelMain().serve(Path.of(arguments[COMMAND.size()]));
    }

    /** Whether this JVM started from a cache that was trained with other jars than the ones on its class path, so that it runs old classes. */
    private static boolean isStale() {
        String cache = System.getProperty(Settings.KERNEL_CACHE);
        if (cache == null || !Files.isRegularFile(Path.of(cache))) {
            return false;
        }
        List<Path> jars = new ArrayList<>();
        for (String property : List.of("java.class.path", Settings.GUEST_JAR)) {
            jars.add(Path.of(System.getProperty(property, "")));
        }
        return StartupCache.ifFits(Path.of(cache), jars) == null;
    }

    /** Starts the kernel once more, without the cache, and waits for its end. */
    private static int again() {
        System.err.println("interleave kernel: built anew since its start-up cache was made; starting without it."
                + " 'interleave kernel train' makes a new one.");
        ProcessHandle.Info me = ProcessHandle.current().info();
        List<String> command = new ArrayList<>(List.of(me.command().orElse("java")));
        for (String argument : me.arguments().orElse(new String[0])) {
            if (!argument.startsWith("-XX:AOTCache=") && !argument.startsWith("-D" + Settings.KERNEL_CACHE + "=")) {
                command.add(argument);
            }
        }
        // whoever ends this process ends the kernel: its standard input ends with us
        command.add(1, "-D" + Settings.FOLLOWS + "=true");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process kernel = builder.start();
            Interrupts.to(() -> pass(kernel));
            return kernel.waitFor();
        } catch (IOException e) {
            System.err.println("interleave kernel: cannot start without the cache: " + e.getMessage());
            return 70;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 70;
        }
    }

    /** Passes a signal on to the kernel that runs in our place. */
    private static void pass(Process kernel) {
        try {
            OutputStream input = kernel.getOutputStream();
            input.write('\n');
            input.flush();
        } catch (IOException e) {
            // it is gone, and so are we
        }
    }

    private int serve(Path connectionFile) {
        Channels channels;
        Kernel kernel;
        try {
            channels = new Channels(ConnectionFile.read(connectionFile));
            kernel = new Kernel(channels, Settings.read(), over::countDown);
            if (Boolean.getBoolean(Settings.FOLLOWS)) {
                Interrupts.ignore();
                Thread.ofPlatform().name("kernel-follow").daemon().start(() -> follow(kernel::interrupt));
            } else {
                // Ctrl-C, or the signal instead of Jupyter's message
                Interrupts.to(kernel::interrupt);
            }
            channels.serve(kernel::onShell, kernel::onControl);
        } catch (IOException | IllegalStateException e) {
            System.err.println("interleave kernel: " + e.getMessage());
            return 70;
        }
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

    /** Does what the JVM wants that started this one in its place: interrupts at every byte of standard input, ends with it. */
    private void follow(Runnable interrupt) {
        try {
            while (System.in.read() >= 0) {
                interrupt.run();
            }
        } catch (IOException e) {
            // it is gone
        }
        over.countDown();
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
