package interleave.kernel.session;

import interleave.kernel.source.ClassLines;
import interleave.kernel.source.Expression;
import interleave.kernel.source.JavaText;
import interleave.kernel.source.LineMap;
import interleave.kernel.source.Pieces;
import interleave.kernel.source.Pieces.Piece;
import interleave.kernel.source.Source;
import interleave.kernel.source.Wrappers;
import interleave.link.Struct;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import org.jspecify.annotations.Nullable;

/**
 * One life of a guest, seen from Java: the JShell state and the engine that runs it. When the guest is gone so is this, and a new one is made.
 *
 * <p>A cell is split into snippets before any of them runs, so that a syntax error anywhere keeps the whole cell from running. A value is shown when the cell
 * ends in an expression without a semicolon; a declaration, an assignment or a statement shows nothing (as in IJava, except that there a semicolon does not
 * keep a value from being shown). Used by one thread, except {@link #stop()}.
 */
public final class JavaSession implements AutoCloseable {
    /** JShell keeps the value of an expression statement as {@code $1}, {@code $2} …, and gets slower with every one; this many are left to it. */
    private static final int KEPT_VALUES = 10;

    /** How long a front end is kept waiting for what the compiler says of code that does not run: whoever has asked types on by then, or runs the cell. */
    private static final Duration QUESTION = Duration.ofSeconds(5);

    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final @Nullable CompilerFiles files;
    private final String known;
    private final Engine engine;
    private final CellSources sources;
    private final Notes notes;
    private final Map<Snippet, Place> places = new HashMap<>();
    private final ChangedClasses changed;
    private final Imports imports;
    private final ArrayList<Snippet> values = new ArrayList<>();
    /** Guards JShell, which one thread at a time may use. */
    private final Object turn = new Object();

    private final CompilerThread thread = new CompilerThread();

    private final AtomicInteger wanted = new AtomicInteger();
    private final ArrayDeque<Source> startup;
    private final ArrayDeque<String> unimported = new ArrayDeque<>();
    /** What joined the class path while a cell ran. */
    private final Queue<Path> unseen = new ConcurrentLinkedQueue<>();

    private int evaluated;
    private Place current = new Place(new Source("the kernel's start", ""), 0, 1);

    /** Told what the learner should know of a cell that runs all the same. */
    public interface Notes {
        void note(String text);
    }

    /** Where a snippet stands: in which cell, from which position and line on. */
    private record Place(Source cell, int offset, int line) {}

    JavaSession(
            CompletableFuture<Guest> guest,
            List<Path> classPath,
            CellPackages packages,
            Environment environment,
            CellSources sources,
            Notes notes) {
        this.startup = new ArrayDeque<>(environment.startup());
        this.sources = sources;
        this.notes = notes;
        this.engine = new Engine(guest, this::relabel);
        AtomicReference<@Nullable CompilerFiles> made = new AtomicReference<>();
        this.shell = OwnJShell.build(engine, classPath, packages, made::set, environment.compilerOptions());
        this.files = made.get();
        this.known = classPath.getLast().toString();
        this.analysis = shell.sourceCodeAnalysis();
        List<String> defaults = DefaultImports.of(classPath);
        this.imports = new Imports(shell, defaults);
        this.changed = new ChangedClasses(shell, engine, sources, notes, this::again);
        unimported.addAll(defaults);
    }

    /** Imports names or packages for all cells that follow. */
    public void addImports(List<String> names) {
        synchronized (turn) {
            unimported.addAll(names);
        }
    }

    /**
     * Imports what is to be imported, one after another, between cells: most of the time that JShell takes to get ready is spent here, and a first cell that names
     * no class need not wait for it. To be called on a thread of its own.
     */
    void importBeside() {
        try {
            while (true) {
                synchronized (turn) {
                    while (wanted.get() > 0) {
                        turn.wait();
                    }
                    if (unimported.isEmpty()) {
                        return;
                    }
                    importNext();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // the guest is gone, and this JShell with it
        }
    }

    /** What a cell imports already is left alone: at an import of a package, also of one known to it, JShell compiles the whole notebook again. */
    private void importNext() {
        String name = unimported.removeFirst();
        if (shell.imports().noneMatch(known -> name.equals(DefaultImports.nameOf(known)))) {
            shell.eval("import " + name + ";");
        }
    }

    /** From the next cell on the compiler sees these jars and folders, which the guest has been given already. On any thread. */
    void seeLater(List<Path> entries) {
        unseen.addAll(entries);
    }

    private void seeNow() {
        for (Path entry = unseen.poll(); entry != null; entry = unseen.poll()) {
            String seen = entry.toString();
            engine.deaf(() -> shell.addToClasspath(seen));
        }
    }

    /** Has JShell to itself while it does something. */
    private <T> T inTurn(Supplier<T> work) {
        wanted.incrementAndGet();
        synchronized (turn) {
            try {
                seeNow();
                return work.get();
            } finally {
                wanted.decrementAndGet();
                turn.notifyAll();
            }
        }
    }

    private void importAll() {
        while (!unimported.isEmpty()) {
            importNext();
        }
    }

    /** The way to the guest, for what is not Java. */
    public Engine engine() {
        return engine;
    }

    /** The shell, with all that cells import. */
    public JShell shell() {
        return inTurn(() -> {
            importAll();
            return shell;
        });
    }

    /** What reads code without running it, with all that cells import. */
    public SourceCodeAnalysis analysis() {
        return inTurn(() -> {
            importAll();
            return analysis;
        });
    }

    /** The analysis for completion, which from the first call on knows the names of all packages. */
    public SourceCodeAnalysis completing() {
        SourceCodeAnalysis ready = analysis();
        if (files != null && files.showToIndex()) {
            // a change of the class path is what makes JShell look again; the guest is not told of this one, which is
            // none
            engine.deaf(() -> shell.addToClasspath(known));
        }
        return ready;
    }

    /** Interrupts what runs. On any thread. */
    void stop() {
        engine.stop();
        thread.leave(engine::isIdle);
    }

    /** Whether the compiler is not at work, or ends within that time, for a cell that was interrupted meanwhile. */
    public boolean isFree(Duration within) {
        return thread.isFree(within);
    }

    boolean dead() {
        return engine.dead();
    }

    @Override
    public void close() {
        engine.close();
    }

    /**
     * Runs Java code of a cell.
     *
     * @param cell where it comes from
     * @param offset where in the cell's text it begins
     * @param java the code, a part of the cell's text
     */
    public Outcome run(Source cell, int offset, String java) {
        return thread.run(
                () -> inTurn(() -> {
                    if (!startup.isEmpty()) {
                        startUp();
                    }
                    if (DefaultImports.areNeededBy(java)) {
                        importAll();
                    }
                    return runNow(cell, offset, java);
                }),
                Interrupted.compiling());
    }

    /**
     * Answers a question about code that does not run, by asking the compiler.
     *
     * @param otherwise the answer where the compiler cannot be asked, because it is still at work on what was left, or has none before the learner gives it up
     */
    public <T> T answer(Supplier<T> question, T otherwise) {
        return thread.isFree(Duration.ZERO) ? thread.runWithin(QUESTION, question, otherwise) : otherwise;
    }

    /** Runs what the environment wants to be run before the first cell; what it prints stands under that cell. */
    private void startUp() {
        importAll();
        while (!startup.isEmpty()) {
            Source script = startup.removeFirst();
            if (runNow(script, 0, script.text()) instanceof Outcome.Failed failed) {
                notes.note(script.label() + " failed:\n" + String.join("\n", failed.trace()));
            }
        }
    }

    private Outcome runNow(Source cell, int offset, String java) {
        sources.add(cell);
        List<Piece> pieces = Pieces.split(analysis, java);
        if (!pieces.isEmpty() && !pieces.getLast().whole()) {
            Outcome broken = broken(cell, offset, pieces.getLast());
            if (broken != null) {
                return broken;
            }
        }
        List<DeclarationSnippet> declared = new ArrayList<>();
        Outcome outcome = Outcome.Done.NOTHING;
        for (int i = 0; i < pieces.size(); i++) {
            if (engine.stopping()) {
                return Interrupted.outcome(null);
            }
            Piece piece = pieces.get(i);
            boolean last = i == pieces.size() - 1;
            outcome = run(cell, offset, piece, last && !piece.ended() && !isDisplay(piece), declared);
            if (outcome instanceof Outcome.Failed) {
                break;
            }
        }
        tellWhatIsMissing(declared);
        if (!tellWhatIsLost(cell)) {
            return new Outcome.Lost();
        }
        tidy();
        return outcome;
    }

    /** Whether a piece is a call of {@code display}, whose result is the name of what it has shown already. */
    private boolean isDisplay(Piece piece) {
        String bare = JavaText.bare(piece.source()).strip();
        int open = 0;
        for (int at = bare.indexOf('('); bare.startsWith("display(") && at < bare.length(); at++) {
            open += bare.charAt(at) == '(' ? 1 : bare.charAt(at) == ')' ? -1 : 0;
            if (open == 0) {
                return at == bare.length() - 1
                        && shell.methods().noneMatch(method -> method.name().equals("display"));
            }
        }
        return false;
    }

    /** Told once the whole cell has run, because it may give a value again to what it took one from; false when the guest is gone. */
    private boolean tellWhatIsLost(Source cell) {
        if (!engine.dead()) {
            try {
                changed.tell(cell.label());
            } catch (IllegalStateException | EngineTerminationException e) {
                return false;
            }
        }
        return true;
    }

    /** Told once the whole cell has run, because a name may be declared further down in it. */
    private void tellWhatIsMissing(List<DeclarationSnippet> declared) {
        if (engine.dead()) {
            return;
        }
        for (DeclarationSnippet declaration : declared) {
            Status status = shell.status(declaration);
            Place place = places.get(declaration);
            if (place != null && (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED)) {
                List<String> missing = shell.unresolvedDependencies(declaration).toList();
                Unresolved.describe(place.cell(), place.offset(), declaration, missing)
                        .forEach(notes::note);
            }
        }
    }

    /** The error of a part that cannot be run; null when JShell does not see it as one after all. */
    private @Nullable Outcome broken(Source cell, int offset, Piece piece) {
        List<Diag> diagnostics = new ArrayList<>();
        for (Snippet snippet : analysis.sourceToSnippets(piece.source())) {
            if (snippet.kind() != Snippet.Kind.ERRONEOUS) {
                return null;
            }
            shell.diagnostics(snippet).forEach(diagnostics::add);
        }
        return diagnostics.isEmpty() ? null : CompileErrors.describe(cell, offset + piece.offset(), diagnostics);
    }

    private Outcome run(Source cell, int offset, Piece piece, boolean show, List<DeclarationSnippet> declared) {
        int begin = offset + piece.offset();
        current = new Place(cell, begin, cell.line(begin));
        if (show && !changed.mayHaveLeftOldObjects() && Expression.is(piece.source())) {
            Outcome shown = value(cell, begin, piece);
            if (shown != null) {
                return shown;
            }
        }
        engine.show(show);
        List<SnippetEvent> events;
        try {
            events = imports.of(piece.source(), () -> shell.eval(piece.source()));
            for (SnippetEvent event : events) {
                if (event.causeSnippet() == null) {
                    places.put(event.snippet(), current);
                }
            }
            engine.flush();
        } catch (IllegalStateException | EngineTerminationException e) {
            return new Outcome.Lost();
        }
        if (engine.dead()) {
            return new Outcome.Lost();
        }
        try {
            Outcome outcome = outcome(cell, begin, show, events, declared);
            changed.ran(events, cell.label());
            List<String> named = changed.named(piece.source(), outcome);
            return named.isEmpty() ? outcome : explained(outcome, named);
        } catch (IllegalStateException | EngineTerminationException e) {
            return new Outcome.Lost();
        }
    }

    /** The outcome of an expression and its value; null, and nothing has run, when it is no expression or has errors that JShell is to tell. */
    private @Nullable Outcome value(Source cell, int begin, Piece piece) {
        String holder = Expression.variable(++evaluated);
        engine.showAndForget(holder);
        try {
            String declaration = Expression.asVariable(holder, piece.source());
            SnippetEvent event = imports.ofExpression(piece.source(), () -> shell.eval(declaration))
                    .getFirst();
            if (engine.dead()) {
                return new Outcome.Lost();
            }
            if (event.snippet() instanceof VarSnippet variable) {
                shell.drop(variable);
            }
            if (event.status() != Status.VALID) {
                return null;
            }
            Outcome failure = failure(cell, begin, event);
            Outcome outcome = failure != null
                    ? failure
                    : engine.stopped() != null ? Interrupted.outcome(engine.stopped()) : valueShown();
            List<String> named = changed.named(piece.source(), outcome);
            return named.isEmpty() ? outcome : explained(outcome, named);
        } catch (IllegalStateException | EngineTerminationException e) {
            return new Outcome.Lost();
        }
    }

    private Outcome valueShown() {
        return engine.value() == null ? Outcome.Done.NOTHING : new Outcome.Done(Bundles.data(engine.value()));
    }

    /** The outcome of code that names variables which lost their value: a failure says so, what went well is accompanied by it. */
    private Outcome explained(Outcome outcome, List<String> named) {
        if (outcome instanceof Outcome.Failed failed) {
            List<String> trace = new ArrayList<>(failed.trace());
            trace.addAll(named);
            return new Outcome.Failed(failed.name(), failed.value(), List.copyOf(trace));
        }
        named.forEach(notes::note);
        return outcome;
    }

    private Outcome outcome(
            Source cell, int begin, boolean show, List<SnippetEvent> events, List<DeclarationSnippet> declared) {
        for (SnippetEvent event : events) {
            Outcome failure = event.causeSnippet() == null ? failure(cell, begin, event) : null;
            if (failure != null) {
                return failure;
            }
        }
        if (engine.stopped() != null) {
            return Interrupted.outcome(engine.stopped());
        }
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null && event.snippet() instanceof DeclarationSnippet declaration) {
                declared.add(declaration);
                DroppedModifiers.of(cell, begin, declaration).forEach(notes::note);
            }
        }
        SnippetEvent own = events.isEmpty() ? null : events.getLast();
        if (own != null && own.snippet().subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            values.add(own.snippet());
        }
        return own != null && show && hasValue(own.snippet()) ? valueShown() : Outcome.Done.NOTHING;
    }

    private void again(Snippet now, Snippet old) {
        Place place = places.get(old);
        if (place != null) {
            places.put(now, place);
        }
    }

    private static boolean hasValue(Snippet snippet) {
        return switch (snippet.subKind()) {
            case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }

    private @Nullable Outcome failure(Source cell, int begin, SnippetEvent event) {
        Snippet snippet = event.snippet();
        if (event.status() == Status.REJECTED) {
            return CompileErrors.describe(
                    cell, begin, shell.diagnostics(snippet).toList());
        }
        if (event.status() == Status.RECOVERABLE_NOT_DEFINED && snippet instanceof VarSnippet variable) {
            Outcome missing = Unresolved.outcome(
                    cell,
                    begin,
                    variable,
                    shell.unresolvedDependencies(variable).toList());
            shell.drop(variable);
            return missing;
        }
        JShellException thrown = event.exception();
        return switch (thrown) {
            case null -> null;
            case EvalException e -> runError(e);
            case UnresolvedReferenceException e -> {
                DeclarationSnippet declaration = e.getSnippet();
                Place place = places.getOrDefault(declaration, current);
                yield Unresolved.outcome(
                        place.cell(),
                        place.offset(),
                        declaration,
                        shell.unresolvedDependencies(declaration).toList());
            }
            default -> new Outcome.Failed(thrown.getClass().getName(), String.valueOf(thrown.getMessage()), List.of());
        };
    }

    private Outcome runError(EvalException thrown) {
        Struct failure = engine.failure();
        if (failure == null || !failure.name().equals("exception")) {
            String message = failure == null ? thrown.getMessage() : String.valueOf(failure.get("message"));
            return new Outcome.Failed("KernelError", String.valueOf(message), List.of(String.valueOf(message)));
        }
        return new RunErrors(sources).describe(failure);
    }

    /** Forgets the oldest values that no name was given to: every one makes JShell slower, and keeps an object alive. */
    private void tidy() {
        while (values.size() > KEPT_VALUES && !engine.dead()) {
            try {
                shell.drop(values.removeFirst());
            } catch (IllegalStateException | IllegalArgumentException e) {
                return;
            }
        }
    }

    /** The class as the guest is to see it: its lines are those of the cell that its snippet stands in. */
    private Struct relabel(ClassBytecodes compiled) {
        String wrapper = Wrappers.outermost(compiled.name());
        Place place = current;
        IntUnaryOperator lines = null;
        for (Snippet snippet : shell.snippets().toList().reversed()) {
            if (snippet.kind() != Snippet.Kind.ERRONEOUS && snippet.kind() != Snippet.Kind.IMPORT) {
                SourceCodeAnalysis.SnippetWrapper wrapped = analysis.wrapper(snippet);
                if (wrapped.fullClassName().equals(wrapper)) {
                    place = places.getOrDefault(snippet, current);
                    lines = LineMap.of(wrapped, place.line());
                    break;
                }
            }
        }
        if (lines == null) {
            String rest = place.cell()
                    .text()
                    .substring(Math.min(place.offset(), place.cell().text().length()));
            int skipped = JavaText.firstVisible(JavaText.bare(rest));
            lines = LineMap.ofDeclaration(place.cell().line(place.offset() + skipped));
        }
        byte[] bytes = ClassLines.relabel(compiled.bytecodes(), place.cell().label(), lines);
        return Struct.of(
                "class",
                "name",
                compiled.name(),
                "bytes",
                bytes,
                "source",
                place.cell().text());
    }
}
