package interleave.kernel.magic;

import interleave.kernel.session.Interrupted;
import interleave.kernel.session.Outcome;
import interleave.kernel.session.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code %maven group:artifact:version}: libraries from Maven repositories for the cells that follow, with all that they need. {@code %mavenRepo id url} names one more
 * repository, {@code %%loadFromPOM} takes what a POM, or a piece of one, asks for.
 *
 * <p>A JVM has one version of a library: where cells see another one already that stays, and both versions are told.
 */
final class MavenMagic implements Magic {
    private static final List<String> SCOPES = List.of("compile", "runtime", "system", "import");
    /** {@code guava-33.0.0-jre.jar}. */
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");

    private static final Pattern PIECE = Pattern.compile("<(dependency|repository)>.*?</\\1>", Pattern.DOTALL);

    private final Settings settings;
    private final Map<String, String> repositories = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, String> versions = new ConcurrentHashMap<>();
    private @Nullable Libraries libraries;

    MavenMagic(Settings settings) {
        this.settings = settings;
        for (Path entry : settings.classPath()) {
            Matcher jar = JAR.matcher(String.valueOf(entry.getFileName()));
            if (jar.matches()) {
                versions.put(jar.group(1), jar.group(2));
            }
        }
    }

    @Override
    public List<String> names() {
        return List.of(
                "maven", "addMavenDependency", "addMavenDependencies", "mavenRepo", "addMavenRepo", "loadFromPOM");
    }

    @Override
    public String help() {
        return """
            %maven GROUP:ARTIFACT:VERSION...
            %mavenRepo ID URL
            %loadFromPOM FILE
            %%loadFromPOM

            Libraries from Maven repositories, with all that they need, for the cells that follow. %mavenRepo names one more repository;
            %loadFromPOM takes what a POM asks for, from a file or from the text below it.\
            """;
    }

    @Override
    public boolean isCallable() {
        return true;
    }

    @Override
    public Outcome run(Call call) {
        List<String> arguments = Arguments.of(call.arguments());
        try {
            return switch (call.name()) {
                case "mavenRepo", "addMavenRepo" -> addRepository(arguments);
                case "loadFromPOM" -> loadFromPom(call, arguments);
                default -> {
                    List<String> wanted = new ArrayList<>(arguments);
                    if (call.wholeCell()) {
                        call.body()
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .forEach(wanted::add);
                    }
                    yield wanted.isEmpty()
                            ? Outcome.Failed.of(
                                    "Usage",
                                    "Which library? For instance: %maven org.apache.commons:commons-lang3:3.17.0")
                            : add(call, search(call, () -> resolver().find(wanted, new LinkedHashMap<>(repositories))));
                }
            };
        } catch (Libraries.NotFoundException e) {
            return Outcome.Failed.of("LibraryNotFound", String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            return Interrupted.outcome(null);
        }
    }

    private synchronized Libraries resolver() throws Libraries.NotFoundException {
        if (libraries == null) {
            libraries = Libraries.load(settings.guestJar().resolveSibling("maven"));
        }
        return libraries;
    }

    private Outcome addRepository(List<String> arguments) {
        if (arguments.size() != 2) {
            return Outcome.Failed.of("Usage", "A repository has an id and a URL: %mavenRepo my-repo https://…");
        }
        repositories.put(arguments.getFirst(), arguments.getLast());
        return Outcome.Done.NOTHING;
    }

    private Outcome loadFromPom(Call call, List<String> arguments) throws Libraries.NotFoundException {
        List<String> scopes = new ArrayList<>(arguments);
        String pom;
        if (call.wholeCell()) {
            pom = wholePom(call.body());
        } else if (arguments.isEmpty()) {
            return Outcome.Failed.of("Usage", "Which POM? %loadFromPOM pom.xml, or its text under %%loadFromPOM.");
        } else {
            try {
                pom = Files.readString(Path.of(scopes.removeFirst()));
            } catch (IOException e) {
                return Outcome.Failed.of("NoSuchFile", "There is no POM to read at " + arguments.getFirst() + ".");
            }
        }
        return add(call, search(call, () -> resolver().findOfPom(pom, scopes.isEmpty() ? SCOPES : scopes)));
    }

    /** Has libraries looked up on a thread of its own, for a download takes no notice of an interrupt; an interrupted cell leaves it to itself. */
    private static List<Libraries.Library> search(Call call, Callable<List<Libraries.Library>> lookUp)
            throws Libraries.NotFoundException {
        CompletableFuture<List<Libraries.Library>> found = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().name("kernel-maven").daemon().unstarted(() -> {
            try {
                found.complete(lookUp.call());
            } catch (Exception | Error e) {
                found.completeExceptionally(e);
            }
        });
        try (AutoCloseable _ = call.front().whenInterrupted(() -> found.cancel(true))) {
            thread.start();
            return found.join();
        } catch (CancellationException e) {
            thread.interrupt();
            throw e;
        } catch (CompletionException e) {
            if (e.getCause() instanceof Libraries.NotFoundException missing) {
                throw missing;
            }
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A POM around the pieces that were pasted, unless it is one already. */
    static String wholePom(String text) {
        if (text.contains("<project")) {
            return text;
        }
        StringBuilder dependencies = new StringBuilder();
        StringBuilder others = new StringBuilder();
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            (pieces.group(1).equals("dependency") ? dependencies : others).append(pieces.group());
        }
        return "<project><modelVersion>4.0.0</modelVersion><groupId>notebook</groupId>"
                + "<artifactId>notebook</artifactId><version>1</version><repositories>" + others
                + "</repositories><dependencies>" + dependencies + "</dependencies></project>";
    }

    /** Adds what cells do not see yet; tells of what they see in another version. */
    private Outcome add(Call call, List<Libraries.Library> found) {
        List<Path> added = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Libraries.Library library : found) {
            String artifact = library.name().split(":", 3)[1];
            String known = versions.getOrDefault(library.name(), versions.get(artifact));
            if (known == null) {
                versions.put(library.name(), library.version());
                added.add(library.file());
            } else if (!known.equals(library.version())) {
                told.add(library.name() + " stays " + known + ", which cells see already; " + library.version()
                        + " was asked for.");
            }
        }
        call.classPath().accept(added);
        if (!told.isEmpty()) {
            String text = String.join("\n", told) + "\nA JVM has one version of a library.";
            call.front().text(text);
        }
        return Outcome.Done.giving(added);
    }
}
