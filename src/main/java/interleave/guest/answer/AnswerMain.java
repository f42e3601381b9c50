package interleave.guest.answer;

import interleave.guest.Guest;
import interleave.guest.Output;
import interleave.link.Frame;
import interleave.link.GuestJvm;
import interleave.link.GuestOptions;
import interleave.link.Link;
import interleave.link.MalformedDataException;
import interleave.link.Seccomp;
import interleave.link.Struct;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * The guest JVM of a grader: like {@link Guest}, for answers instead of cells, and with nothing else in it.
 *
 * <p>Started only by {@link GuestJvm}, once for each answer, often for each test: what it does not load costs nothing. No agent, no notebook, no reports.
 */
public final class AnswerMain {
    private AnswerMain() {}

    /**
     * Connects and serves.
     *
     * @param arguments the path of the Unix domain socket that waits for this guest, and {@link GuestOptions#LAST_SOCKET} if it is to be the last
     * @throws IOException if nobody waits there, or another socket cannot be ruled out
     */
    public static void main(String[] arguments) throws IOException {
        var link = new Link(SocketChannel.open(UnixDomainSocketAddress.of(arguments[0])));
        if (arguments.length > 1 && arguments[1].equals(GuestOptions.LAST_SOCKET)) {
            Seccomp.NO_SOCKETS.restrictThisJvm();
        }
        var output = new Output(link);
        output.install();
        System.setIn(InputStream.nullInputStream());
        // what ends a thread without anybody hearing of it is not printed either: output counts
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
        link.send(Frame.hello());
        Thread.currentThread().setName("interleave-link-reader");
        try {
            serve(link, new AnswerRunner(link, output));
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void serve(Link link, AnswerRunner answers) {
        for (Frame frame = link.receive(); frame != null; frame = link.receive()) {
            try {
                handle(frame, answers);
            } catch (RuntimeException | LinkageError e) {
                link.send(AnswerRunner.error(frame.id(), Struct.of("refused", "message", e.toString())));
            }
        }
    }

    private static void handle(Frame frame, AnswerRunner answers) {
        switch (frame.kind()) {
            case DEFINE -> answers.define(frame);
            case INVOKE -> answers.invoke(frame);
            case SERVICE_ANSWER -> answers.move(frame);
            case SCHEDULE -> answers.schedule(frame);
            // the only end in good order: a JVM that is being trained writes its start-up cache then
            case BYE -> System.exit(0);
            case HELLO, RESULT, ERROR, OUT, EVENT, SERVICE_CALL, TRACE, STDIN, STOP, DUMP ->
                throw new MalformedDataException(frame.kind() + " is not for the guest of an answer");
        }
    }
}
