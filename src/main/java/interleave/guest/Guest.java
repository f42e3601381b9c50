package interleave.guest;

import interleave.link.Frame;
import interleave.link.GuestJvm;
import interleave.link.Interrupts;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.MalformedDataException;
import interleave.link.Struct;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The guest JVM of a notebook: connects to the one that started it, and does what the frames ask until the link ends.
 *
 * <p>Started only by {@link GuestJvm}, as {@code java -jar interleave-guest.jar SOCKET}. The thread that reads the link never runs learner code, so that a
 * STOP is always heard; when the link ends, for whatever reason, the JVM halts at once and leaves nothing behind.
 */
public final class Guest {
    private static @Nullable Instrumentation instrumentation;

    private final Link link;
    private final Notebook notebook;
    private final Magics magics;

    private Guest(Link link) {
        this.link = link;
        var output = new Output(link);
        var input = new Input(link);
        var reports = new Reports(link, output);
        this.notebook = new Notebook(link, output, input, reports, instrumentation());
        output.install();
        reports.install();
        input.install();
        Display.connect(link, output);
        this.magics = Magics.connect(link, output);
    }

    /** Called by the JVM before {@link #main}: the manifest names this class as the launcher's agent. */
    public static void agentmain(String arguments, Instrumentation given) {
        instrumentation = given;
        // the threads' own record for %threads; the package-private virtual-thread builder for interleave.schedule
        Internals.open(given);
    }

    /**
     * Connects and serves.
     *
     * @param arguments the path of the Unix domain socket that waits for this guest
     * @throws IOException if nobody waits there
     */
    public static void main(String[] arguments) throws IOException {
        Interrupts.ignore();
        var link = new Link(SocketChannel.open(UnixDomainSocketAddress.of(arguments[0])));
        var guest = new Guest(link);
        link.send(Frame.hello());
        Thread.currentThread().setName("interleave-link-reader");
        try {
            guest.serve();
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private void serve() {
        for (Frame frame = link.receive(); frame != null; frame = link.receive()) {
            try {
                handle(frame);
            } catch (MalformedDataException e) {
                refuse(frame, e.getMessage());
            } catch (RuntimeException | IOException | LinkageError e) {
                refuse(frame, e.toString());
            }
        }
    }

    private void handle(Frame frame) throws IOException {
        switch (frame.kind()) {
            case DEFINE -> define(frame);
            case INVOKE -> notebook.invoke(frame);
            case STOP -> notebook.stop(frame.id(), "abandon".equals(frame.body()));
            case STDIN -> notebook.input().answer((String) frame.body());
            case SERVICE_ANSWER -> hand(frame.struct());
            case DUMP -> link.send(new Frame(Kind.RESULT, frame.id(), Threads.dump()));
            // the only end in good order: a JVM that is being trained writes its start-up cache then
            case BYE -> System.exit(0);
            case HELLO, RESULT, ERROR, OUT, EVENT, SERVICE_CALL, TRACE, SCHEDULE ->
                throw new MalformedDataException(frame.kind() + " is not for a guest");
        }
    }

    private void define(Frame frame) throws IOException {
        Struct body = frame.struct();
        switch (body.name()) {
            case "classes" -> notebook.define(frame.id(), list(body, "classes"));
            case "redefine" -> notebook.redefine(frame.id(), list(body, "classes"));
            case "path" -> {
                append(list(body, "entries"));
                link.send(Frame.of(Kind.RESULT, frame.id()));
            }
            default -> throw new MalformedDataException(body.name() + " cannot be defined");
        }
    }

    private void append(List<?> entries) throws IOException {
        for (Object each : entries) {
            Path entry = Path.of((String) each);
            if (Files.isDirectory(entry)) {
                notebook.loader().addDirectory(entry);
            } else {
                Internals.appendToClassPath(entry, instrumentation());
            }
        }
        if (!entries.isEmpty()) {
            Value.classPathHasGrown();
        }
    }

    /** Takes what a magic added to the class path, then lets the cell that called it go on. */
    private void hand(Struct answer) throws IOException {
        try {
            append(list(answer, "path"));
        } finally {
            magics.answered(answer);
        }
    }

    private static Instrumentation instrumentation() {
        if (instrumentation == null) {
            throw new IllegalStateException("the guest was not started from its jar");
        }
        return instrumentation;
    }

    private void refuse(Frame request, @Nullable String why) {
        switch (request.kind()) {
            case DEFINE, INVOKE, DUMP ->
                link.send(new Frame(Kind.ERROR, request.id(), Struct.of("refused", "message", String.valueOf(why))));
            default -> {
                // nobody waits for an answer
            }
        }
    }

    private static List<?> list(Struct body, String field) {
        return body.get(field, List.class);
    }
}
