package interleave.link;

import com.sun.jdi.BooleanValue;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.spi.Connection;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ends a thread of the guest that an interrupt does not end: throws {@code interleave.guest.Stopped} into it, wherever it is.
 *
 * <p>This is what {@code Thread.stop} once did, over the debugger connection that the guest opened when it started. The debugger interface is only built
 * on that connection when the first stop is needed; until then the connection costs nothing.
 */
public final class Debugger implements AutoCloseable {
    private static final String STOPPED = "interleave.guest.Stopped";
    /** Whose native methods, which wait, return when something is thrown: sleep, wait and park. */
    private static final Set<String> WOKEN = Set.of("java.lang.Thread", "java.lang.Object", "jdk.internal.misc.Unsafe");

    /** Nanoseconds after which what was thrown and seen nowhere was swallowed, by a handler that is not woven. */
    private static final long AGAIN = 400_000_000;

    private final SocketChannel channel;
    private @Nullable VirtualMachine machine;
    private @Nullable ThreadReference last;
    private long thrown;

    /** Takes over a channel on which the JDWP handshake is done. */
    Debugger(SocketChannel channel) {
        this.channel = channel;
    }

    /** What came of an attempt to stop. */
    public enum Attempt {
        /** It was thrown; the thread ends as soon as it runs. */
        THROWN,
        /** It was thrown into a thread that waits for a monitor or sits in native code, and takes effect when it has come out of there. */
        OUT_OF_REACH,
        /** The thread was in code of ours, or in the initialiser of a class of the JDK, neither of which must end in the middle: try again a moment later. */
        NOT_NOW,
        /** No thread is marked to be stopped, or it has ended, or the guest is gone. */
        NOBODY
    }

    /**
     * Throws into the thread that {@code Stopped.target} names in the guest; called again until that thread has ended.
     *
     * <p>The first time {@code finally} blocks run, so that locks are released. Once one of them has begun and the thread still runs, calling this again throws again,
     * and goes through {@code finally} blocks too. As long as none has begun, on a machine that is slow to let the thread run, nothing is thrown again for a while.
     *
     * @return what came of it
     */
    public synchronized Attempt stop() {
        try {
            VirtualMachine vm = machine();
            for (ReferenceType type : vm.classesByName(STOPPED)) {
                if (type.getValue(type.fieldByName("target")) instanceof ThreadReference thread
                        && type.getValue(type.fieldByName("INSTANCE")) instanceof ObjectReference stopped) {
                    return stop(thread, stopped);
                }
            }
            return Attempt.NOBODY;
        } catch (IOException | VMDisconnectedException e) {
            return Attempt.NOBODY;
        }
    }

    private Attempt stop(ThreadReference thread, ObjectReference stopped) {
        thread.suspend();
        try {
            if (inOurCode(thread) || initialisesTheJdk(thread)) {
                return Attempt.NOT_NOW;
            }
            ClassType type = (ClassType) stopped.referenceType();
            boolean begun = type.getValue(type.fieldByName("inFinally")) instanceof BooleanValue flag && flag.value();
            if (begun || !thread.equals(last) || System.nanoTime() - thrown > AGAIN) {
                type.setValue(
                        type.fieldByName("insisting"), stopped.virtualMachine().mirrorOf(begun));
                thread.stop(stopped);
                last = thread;
                thrown = System.nanoTime();
            }
            return isOutOfReach(thread) ? Attempt.OUT_OF_REACH : Attempt.THROWN;
        } catch (IncompatibleThreadStateException e) {
            return Attempt.NOBODY;
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new AssertionError("Stopped is a Throwable with a boolean field", e);
        } finally {
            thread.resume();
        }
    }

    private static boolean isOutOfReach(ThreadReference thread) throws IncompatibleThreadStateException {
        if (thread.status() == ThreadReference.THREAD_STATUS_MONITOR) {
            return true;
        }
        Location top = thread.frame(0).location();
        return top.method().isNative() && !WOKEN.contains(top.declaringType().name());
    }

    /** Whether a class of the JDK is being initialised: were that to end, nobody could use the class any more. */
    private static boolean initialisesTheJdk(ThreadReference thread) throws IncompatibleThreadStateException {
        for (StackFrame frame : thread.frames()) {
            Location location = frame.location();
            if (location.method().isStaticInitializer()
                    && isOfTheJdk(location.declaringType().name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfTheJdk(String type) {
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
    }

    /** Whether the thread would end in a method of ours: code of ours stands above all learner code on its stack. */
    private static boolean inOurCode(ThreadReference thread) throws IncompatibleThreadStateException {
        for (StackFrame frame : thread.frames()) {
            String type = frame.location().declaringType().name();
            if (type.startsWith("interleave.")) {
                return true;
            }
            if (!isOfTheJdk(type)) {
                return false;
            }
        }
        return true;
    }

    private VirtualMachine machine() throws IOException {
        if (machine == null) {
            machine = Bootstrap.virtualMachineManager().createVirtualMachine(new Packets(channel));
        }
        return machine;
    }

    /** Closes the connection; the guest runs on. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The debugger wire protocol's packets: four bytes of length, which count themselves, then the rest. */
    private static final class Packets extends Connection {
        private final SocketChannel channel;

        Packets(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public byte[] readPacket() throws IOException {
            var length = ByteBuffer.allocate(Integer.BYTES);
            try {
                fill(length);
            } catch (EOFException e) {
                return new byte[0];
            }
            var packet = ByteBuffer.allocate(length.getInt(0)).put(length.flip());
            fill(packet);
            return packet.array();
        }

        @Override
        public synchronized void writePacket(byte[] packet) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(packet);
            bytes.limit(bytes.getInt(0));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        private void fill(ByteBuffer buffer) throws IOException {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new EOFException();
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }
    }
}
