package interleave.kernel.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The sequence of guests of one kernel: starts the first, and a new one when one ends or is to have other options.
 *
 * <p>The next guest starts at once, and JShell is made ready beside it, while the learner still reads what became of the last. Safe for use by several threads;
 * a session is used by the shell thread alone.
 */
public final class Life {
    private final GuestStarter starter;
    private final Settings settings;
    private final CellSources sources;
    private final JavaSession.Notes notes;
    private final List<Path> addedPath = new ArrayList<>();
    private List<String> jvmOptions;
    private List<String> imports = List.of();
    private CompletableFuture<Guest> guest;
    private CompletableFuture<JavaSession> session;

    /** Starts the first guest; returns at once. */
    public Life(Settings settings, GuestStarter starter, CellSources sources, JavaSession.Notes notes) {
        this.settings = settings;
        this.starter = starter;
        this.sources = sources;
        this.notes = notes;
        this.jvmOptions = settings.environment().jvmOptions();
        this.guest = starter.start(jvmOptions, settings.classPath());
        this.session = begin(guest, settings.classPath());
    }

    private CompletableFuture<JavaSession> begin(CompletableFuture<Guest> of, List<Path> path) {
        List<String> more = imports;
        CompletableFuture<JavaSession> begun = new CompletableFuture<>();
        Thread.ofPlatform().name("kernel-session-start").daemon().start(() -> {
            try {
                JavaSession made = new JavaSession(
                        of,
                        compilePath(path, settings.guestJar()),
                        packages(path),
                        settings.environment(),
                        sources,
                        notes);
                made.addImports(more);
                begun.complete(made);
                made.importBeside();
            } catch (RuntimeException | Error e) {
                begun.completeExceptionally(e);
            }
        });
        return begun;
    }

    /** The session of the guest that lives now; a new one if that guest is gone. */
    public JavaSession session() {
        CompletableFuture<JavaSession> now;
        synchronized (this) {
            Guest alive = guest.isCompletedExceptionally() ? null : guest.getNow(null);
            JavaSession ready = session.getNow(null);
            if ((alive != null && !alive.alive()) || (ready != null && ready.dead())) {
                renew();
            }
            now = session;
        }
        return now.join();
    }

    /** Returns at once, unless the guest has ended just now: then, when its end has been told. */
    public void settle() {
        CompletableFuture<Guest> now = guest();
        Guest ended = now.isCompletedExceptionally() ? null : now.getNow(null);
        if (ended != null && !ended.alive()) {
            ended.gone().join();
        }
    }

    /** The guest that lives or starts now. */
    public synchronized CompletableFuture<Guest> guest() {
        return guest;
    }

    /** Interrupts what runs. */
    public void stop() {
        JavaSession now;
        synchronized (this) {
            now = session.getNow(null);
        }
        if (now != null) {
            now.stop();
        }
    }

    /** A cell is over: hears what the guest has to say of it before anything else is said. */
    public void cellEnded(int cell) {
        JavaSession now;
        synchronized (this) {
            now = session.getNow(null);
        }
        if (now != null && now.engine().cell() == cell) {
            now.engine().end();
        }
    }

    /** Ends this guest if it still lives and starts the next. */
    public synchronized void renew() {
        CompletableFuture<Guest> old = guest;
        List<Path> path = path();
        guest = starter.start(jvmOptions, path);
        session = begin(guest, path);
        var _ = old.thenAccept(Guest::close);
    }

    /** Starts the next guest, unless that has been done since this one ended. */
    public synchronized void renewAfter(Guest ended) {
        if (!guest.isCompletedExceptionally() && ended.equals(guest.getNow(null))) {
            renew();
        }
    }

    /** The options of the learner's that guests are started with. */
    public synchronized List<String> jvmOptions() {
        return jvmOptions;
    }

    /** The options that guests are started with when the learner names none. */
    public List<String> usualJvmOptions() {
        return settings.environment().jvmOptions();
    }

    /** Starts a new guest with these options. */
    public synchronized void reshape(List<String> options) {
        jvmOptions = List.copyOf(options);
        renew();
    }

    /** Adds jars or folders to what cells see, in this guest and in all that follow. */
    public void addToPath(List<Path> entries) {
        for (Path entry : entries) {
            boolean added;
            synchronized (this) {
                added = !path().contains(entry) && addedPath.add(entry);
            }
            if (added) {
                session().shell().addToClasspath(entry.toString());
            }
        }
    }

    /**
     * Adds jars or folders to what cells see, while one of them runs: that cell's JVM is to take those that are returned, which it has not had; the compiler sees them
     * from the next cell on.
     */
    public List<Path> addToPathOfCaller(List<Path> entries) {
        List<Path> added = new ArrayList<>();
        synchronized (this) {
            for (Path entry : entries) {
                if (!path().contains(entry)) {
                    addedPath.add(entry);
                    added.add(entry);
                }
            }
        }
        session().seeLater(added);
        return added;
    }

    /**
     * Adds folders to what cells see, in the place of one that was added before, with imports for every session from now on.
     *
     * @return whether a new guest had to be started, because the old one has classes of the folder that goes
     */
    public boolean replacePath(@Nullable Path old, List<Path> entries, List<String> moreImports) {
        synchronized (this) {
            imports = List.copyOf(moreImports);
            if (old != null && addedPath.remove(old)) {
                addedPath.addAll(entries);
                renew();
                return true;
            }
        }
        addToPath(entries);
        session().addImports(moreImports);
        return false;
    }

    /** Ends the guest for good. While training it is asked to end by itself, for a killed JVM leaves no cache. */
    public synchronized void end() {
        guest.completeExceptionally(new IllegalStateException("the kernel ends"));
        var _ = guest.thenAccept(settings.training() == null ? Guest::close : Guest::leave);
    }

    private List<Path> path() {
        List<Path> path = new ArrayList<>(settings.classPath());
        path.addAll(addedPath);
        return path;
    }

    /** What the compiler sees beside the JDK: the guest's own jar too, with the services of exercises and what the course's library is built on. */
    public static List<Path> compilePath(List<Path> path, Path guestJar) {
        List<Path> compilePath = new ArrayList<>(path);
        compilePath.add(guestJar);
        return compilePath;
    }

    /** What packages the compiler finds there, as far as it was noted: nothing was for what is added later. */
    private CellPackages packages(List<Path> path) {
        Path note = settings.packages();
        return note == null ? CellPackages.UNKNOWN : CellPackages.read(note, compilePath(path, settings.guestJar()));
    }
}
