package interleave.kernel.session;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jdk.jshell.spi.ExecutionControl;
import org.jspecify.annotations.Nullable;

/**
 * JShell's way to the guest: what JShell compiles is defined and run there.
 *
 * <p>Unlike JShell's own remote engines it sends frames of data over our link, never serialized objects, and keeps what came back, because a value is more than a
 * string and a failure more than JShell's translation of it: see {@link #value()} and {@link #failure()}. New classes are sent together with the call that needs
 * them, which saves a round trip for every snippet.
 */
public final class Engine implements ExecutionControl {
    private final CompletableFuture<Guest> starting;
    private final Labels labels;
    private final List<ClassBytecodes> unsent = new ArrayList<>();
    private final List<String> replaced = new ArrayList<>();
    private volatile int cell;
    private volatile boolean stopping;
    private volatile @Nullable CompletableFuture<Frame> running;
    private @Nullable Struct value;
    private @Nullable Struct failure;
    private boolean shown;
    private @Nullable String forgotten;
    private boolean dead;
    private boolean invoked;
    private boolean deaf;

    /** Knows which cell a class belongs to, so that its stack frames can say so. */
    interface Labels {
        /** The same class as the guest takes it in: with the cell as its source file, the cell's lines, and the cell's text. */
        Struct relabel(ClassBytecodes compiled);
    }

    Engine(CompletableFuture<Guest> starting, Labels labels) {
        this.starting = starting;
        this.labels = labels;
    }

    /** What follows belongs to this cell. */
    public void begin(int cellId) {
        cell = cellId;
        stopping = false;
        value = null;
        failure = null;
    }

    /** The cell that what is sent belongs to. */
    public int cell() {
        return cell;
    }

    /** Whether the value of the next snippet is to be rendered for the learner. */
    void show(boolean show) {
        shown = show;
        forgotten = null;
    }

    /** The value of the next snippet is to be rendered, and the variable that holds it is not to keep it. */
    void showAndForget(String variable) {
        shown = true;
        forgotten = variable;
    }

    /** What the last snippet that ran returned; null when it returned nothing. */
    @Nullable
    Struct value() {
        return value;
    }

    /** Why the last snippet that ran failed, as the guest tells it; null when it did not. */
    @Nullable
    Struct failure() {
        return failure;
    }

    /** What the guest says of the snippet that it ended because it was told to; null when the last one ended by itself. */
    @Nullable
    Struct stopped() {
        return failure != null && failure.name().equals("stopped") ? failure : null;
    }

    /** Whether the guest was lost. */
    boolean dead() {
        return dead;
    }

    /** The cell is over: returns when the guest has told what it knows of it. */
    void end() {
        Guest guest = starting.getNow(null);
        if (invoked && guest != null && guest.alive()) {
            invoked = false;
            try {
                Frame _ = await(guest.request(Kind.INVOKE, cell, Struct.of("end")));
            } catch (EngineTerminationException e) {
                // told by the next cell
            }
        }
    }

    /** Asks the guest for something that is no Java; null when it refuses. */
    @Nullable
    public Struct ask(Kind kind, @Nullable Struct body) throws EngineTerminationException {
        Frame answer = await(guest().request(kind, cell, body));
        return answer.kind() == Kind.RESULT && answer.body() != null ? answer.struct() : null;
    }

    /** Interrupts what runs, or keeps the rest of the cell from running. Called on another thread than the rest. */
    @Override
    public void stop() {
        stopping = true;
        CompletableFuture<Frame> toEnd = running;
        Guest guest = starting.getNow(null);
        if (toEnd != null && guest != null) {
            Stopping.start(guest, cell, toEnd);
        }
    }

    boolean stopping() {
        return stopping;
    }

    /** Whether nothing of the cell runs in the guest. On any thread. */
    boolean isIdle() {
        return running == null;
    }

    /** The guest, awaited if it is still starting. */
    public Guest guest() throws EngineTerminationException {
        try {
            return starting.get();
        } catch (ExecutionException e) {
            dead = true;
            throw new EngineTerminationException(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineTerminationException("interrupted while the guest starts");
        }
    }

    @Override
    public void load(ClassBytecodes[] classes) {
        unsent.addAll(Arrays.asList(classes));
    }

    /** Sends the classes that no call has taken along yet. Their arrival is not awaited: a class that cannot be linked says so when it is used. */
    void flush() throws EngineTerminationException {
        if (!unsent.isEmpty()) {
            var _ = guest().request(Kind.DEFINE, cell, body("classes", unsent));
            unsent.clear();
        }
    }

    @Override
    public void redefine(ClassBytecodes[] classes) throws ClassInstallException, EngineTerminationException {
        flush();
        Frame answer = await(guest().request(Kind.DEFINE, cell, body("redefine", Arrays.asList(classes))));
        if (answer.kind() == Kind.ERROR) {
            // JShell compiles them under other names now; these stay as they are
            for (ClassBytecodes compiled : classes) {
                replaced.add(compiled.name());
            }
            throw new ClassInstallException(
                    String.valueOf(answer.struct().get("message")), new boolean[classes.length]);
        }
    }

    /** The classes that could not be redefined since this was last asked: others with other names stand in their place. */
    List<String> takeReplaced() {
        List<String> taken = List.copyOf(replaced);
        replaced.clear();
        return taken;
    }

    private Struct body(String name, List<ClassBytecodes> classes) {
        List<Struct> encoded = new ArrayList<>(classes.size());
        for (ClassBytecodes compiled : classes) {
            encoded.add(labels.relabel(compiled));
        }
        return Struct.of(name, "classes", encoded);
    }

    @Override
    public String invoke(String className, String methodName) throws RunException, EngineTerminationException {
        value = null;
        failure = null;
        flush();
        if (stopping) {
            // told to stop while the compiler was at it
            failure = Struct.of("stopped", "left", null);
            throw new StoppedException();
        }
        Guest guest = guest();
        Struct snippet =
                Struct.of("snippet", "class", className, "method", methodName, "show", shown, "forget", forgotten);
        CompletableFuture<Frame> request = guest.request(Kind.INVOKE, cell, snippet);
        running = request;
        invoked = true;
        if (stopping) {
            // told to stop in between: once more cannot hurt
            stop();
        }
        Frame answer = await(request);
        running = null;
        if (answer.kind() == Kind.RESULT) {
            value = answer.body() == null ? null : answer.struct();
            return "";
        }
        failure = answer.struct();
        switch (failure.name()) {
            case "unresolved" -> throw new ResolutionException((int) failure.integer("id"), new StackTraceElement[0]);
            case "stopped" -> throw new StoppedException();
            default ->
                throw new UserException(
                        String.valueOf(failure.get("message")),
                        String.valueOf(failure.get("class")),
                        new StackTraceElement[0]);
        }
    }

    private Frame await(CompletableFuture<Frame> answer) throws EngineTerminationException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            dead = true;
            throw new EngineTerminationException("the guest is gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineTerminationException("interrupted");
        }
    }

    @Override
    public String varValue(String className, String varName) throws RunException, EngineTerminationException {
        flush();
        Frame answer =
                await(guest().request(Kind.INVOKE, cell, Struct.of("variable", "class", className, "name", varName)));
        if (answer.kind() == Kind.RESULT && answer.body() != null) {
            return String.valueOf(Bundles.text(answer.struct()));
        }
        return "";
    }

    /** Does something of which the guest is not told. */
    void deaf(Runnable change) {
        deaf = true;
        try {
            change.run();
        } finally {
            deaf = false;
        }
    }

    @Override
    public void addToClasspath(String path) throws EngineTerminationException {
        if (deaf) {
            return;
        }
        List<String> entries = List.of(path.split(java.io.File.pathSeparator, -1));
        var _ = guest().request(Kind.DEFINE, cell, Struct.of("path", "entries", entries));
    }

    @Override
    public Object extensionCommand(String command, Object argument) throws NotImplementedException {
        throw new NotImplementedException(command);
    }

    @Override
    public void close() {
        var _ = starting.thenAccept(Guest::close);
    }
}
