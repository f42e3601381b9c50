package interleave.guest;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.MalformedDataException;
import interleave.link.Struct;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The notebook's side of a guest: classes of snippets are defined, their methods are run on the cell's thread, and the values are rendered where they live.
 *
 * <p>Called by the link's reader thread alone; learner code runs on {@link CellThread}s.
 */
final class Notebook {
    private final Link link;
    private final Output output;
    private final Input input;
    private final Reports reports;
    private final Instrumentation instrumentation;
    private final SnippetLoader loader;
    private @Nullable CellThread current;
    /** Used by cell threads, one after another. */
    private final OldObjects oldObjects;
    /** The request that is under way and has not been answered; whoever takes it away answers. */
    private final AtomicReference<@Nullable Frame> unanswered = new AtomicReference<>();

    Notebook(Link link, Output output, Input input, Reports reports, Instrumentation instrumentation) {
        this.link = link;
        this.output = output;
        this.input = input;
        this.reports = reports;
        this.instrumentation = instrumentation;
        this.loader = new SnippetLoader(new Weaver(List.of(
                new PrivateMethods(),
                new MonitorLines(),
                new StopHandlers(),
                new Submissions(),
                new FutureProbes(instrumentation))));
        this.oldObjects = new OldObjects(loader);
    }

    Input input() {
        return input;
    }

    SnippetLoader loader() {
        return loader;
    }

    /** Takes classes in and defines them, so that one that cannot be defined is told now. */
    void define(int cell, List<?> classes) {
        for (Object each : classes) {
            add((Struct) each);
        }
        try {
            for (Object each : classes) {
                Class.forName(((Struct) each).string("name"), false, loader);
            }
            link.send(Frame.of(Kind.RESULT, cell));
        } catch (ClassNotFoundException | LinkageError e) {
            refuse(cell, e.toString());
        }
    }

    private void add(Struct compiled) {
        loader.add(compiled.string("name"), compiled.get("bytes", byte[].class));
        loader.addSource(compiled.string("name"), compiled.string("source"));
    }

    /** Replaces the methods of classes that are there already; refused when the JVM cannot, and then nothing has changed. */
    void redefine(int cell, List<?> classes) {
        var definitions = new ArrayList<ClassDefinition>();
        try {
            for (Object each : classes) {
                var struct = (Struct) each;
                String name = struct.string("name");
                byte[] bytes = struct.get("bytes", byte[].class);
                definitions.add(new ClassDefinition(Class.forName(name, false, loader), loader.woven(bytes)));
            }
            instrumentation.redefineClasses(definitions.toArray(ClassDefinition[]::new));
            for (Object each : classes) {
                add((Struct) each);
            }
            link.send(Frame.of(Kind.RESULT, cell));
        } catch (ClassNotFoundException | UnmodifiableClassException | UnsupportedOperationException | LinkageError e) {
            refuse(cell, e.toString());
        }
    }

    /** Runs a snippet or reads a variable, on the thread of the cell. */
    void invoke(Frame request) {
        Struct body = request.struct();
        int cell = request.id();
        CellThread thread = threadOf(cell);
        unanswered.set(request);
        switch (body.name()) {
            case "snippet" -> {
                String type = body.string("class");
                String method = body.string("method");
                boolean show = !Boolean.FALSE.equals(body.get("show"));
                var forgotten = (String) body.get("forget");
                thread.run(() -> answer(request, () -> call(type, method, show, forgotten)));
            }
            case "variable" -> {
                String type = body.string("class");
                String name = body.string("name");
                thread.run(() -> answer(request, () -> read(type, name)));
            }
            case "is-null" -> {
                String type = body.string("class");
                String name = body.string("name");
                thread.run(() -> answer(request, () -> Struct.of("is-null", "null", valueOf(type, name) == null)));
            }
            case "keep" ->
                thread.run(() -> answer(request, () -> {
                    oldObjects.keep(body.get("variables", List.class));
                    return null;
                }));
            case "carry" -> thread.run(() -> answer(request, () -> oldObjects.carry(body.get("moves", List.class))));
            case "look" ->
                thread.run(() -> answer(
                        request,
                        () -> oldObjects.look(body.get("variables", List.class), body.get("old", List.class))));
            case "end" ->
                thread.run(() -> answer(request, () -> {
                    reports.cellEnded(cell);
                    return null;
                }));
            case "end-thread" -> {
                long id = body.integer("id");
                var patience = Duration.ofMillis(body.integer("millis"));
                thread.run(() -> answer(request, () -> Threads.end(id, patience)));
            }
            case "watch" ->
                thread.run(() -> answer(request, () -> {
                    reports.watch(body.get("on", Boolean.class));
                    return null;
                }));
            default -> throw new MalformedDataException(body.name() + " cannot be invoked");
        }
    }

    /**
     * Stops a cell: interrupts it, and ends it where it prints. Abandoned, it is answered for here and left running.
     *
     * @param abandon whether the cell is to be left behind
     */
    void stop(int cell, boolean abandon) {
        CellThread thread = current;
        Frame request = unanswered.get();
        if (thread == null || thread.cell() != cell || request == null) {
            return;
        }
        if (!abandon) {
            Stopped.aim(thread.thread());
            thread.stopWherePrinting();
            thread.thread().interrupt();
        } else if (unanswered.compareAndSet(request, null)) {
            current = null;
            thread.end();
            CellThread.calm(thread.thread());
            output.flush();
            link.send(new Frame(Kind.ERROR, cell, Struct.of("stopped", "left", Threads.describe(thread.thread()))));
        }
    }

    private CellThread threadOf(int cell) {
        CellThread thread = current;
        if (thread == null || thread.cell() != cell) {
            if (thread != null) {
                thread.end();
            }
            thread = new CellThread(cell, loader);
            current = thread;
        }
        return thread;
    }

    private @Nullable Object call(String type, String method, boolean show, @Nullable String forgotten)
            throws ReflectiveOperationException {
        Method snippet = Class.forName(type, true, loader).getDeclaredMethod(method);
        snippet.setAccessible(true);
        Object value;
        ThreadWatch.snippetBegins();
        try {
            value = snippet.invoke(null);
        } finally {
            ThreadWatch.snippetEnds();
        }
        if (forgotten != null) {
            // the class stays for good, and would keep the value alive
            variable(type, forgotten).set(null, null);
        }
        return show && snippet.getReturnType() != void.class ? Value.of(value) : null;
    }

    private Object read(String type, String name) throws ReflectiveOperationException {
        return Value.of(valueOf(type, name));
    }

    private @Nullable Object valueOf(String type, String name) throws ReflectiveOperationException {
        return variable(type, name).get(null);
    }

    private Field variable(String type, String name) throws ReflectiveOperationException {
        Field variable = Class.forName(type, true, loader).getDeclaredField(name);
        variable.setAccessible(true);
        return variable;
    }

    private void answer(Frame request, Snippet snippet) {
        Frame answer;
        try {
            answer = new Frame(Kind.RESULT, request.id(), snippet.run());
        } catch (InvocationTargetException e) {
            answer = new Frame(Kind.ERROR, request.id(), ending(e.getCause()));
        } catch (Throwable e) {
            answer = new Frame(Kind.ERROR, request.id(), ending(e));
        }
        Thread me = Thread.currentThread();
        boolean interrupted = Thread.interrupted();
        if (unanswered.compareAndSet(request, null)) {
            boolean stopped = Stopped.isFor(me);
            CellThread.calm(me);
            output.flush();
            boolean failed = answer.kind() == Kind.ERROR;
            link.send(stopped && (failed || interrupted) ? stoppedInstead(answer) : answer);
        }
    }

    /** A cell that was told to stop and then failed did so because of it: that is what the learner is told. */
    private static Frame stoppedInstead(Frame answer) {
        return new Frame(Kind.ERROR, answer.id(), Struct.of("stopped", "left", null));
    }

    private static Struct ending(@Nullable Throwable thrown) {
        return thrown == null ? Failure.of(new NullPointerException()) : Failure.of(thrown);
    }

    private void refuse(int cell, String why) {
        link.send(new Frame(Kind.ERROR, cell, Struct.of("refused", "message", why)));
    }

    private interface Snippet {
        @Nullable
        Object run() throws Throwable;
    }
}
