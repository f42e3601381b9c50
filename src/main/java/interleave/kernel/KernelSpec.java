package interleave.kernel;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import interleave.kernel.session.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Jupyter needs to know to start this kernel: the folder {@code kernels/java} with its {@code kernel.json}.
 *
 * <p>All paths in it are absolute: those of the JDK that runs this, of our two jars, and of the caches that {@link KernelTraining} makes. A cache that is not there,
 * or does not fit, costs start-up time and nothing else.
 *
 * @param jars the folder of {@code interleave.jar}, {@code interleave-guest.jar} and {@code lib/}
 * @param course whether cells see the course's library and what it needs, or the JDK alone
 */
public record KernelSpec(Path jars, boolean course) {
    /** How Jupyter names the kernel: the same as IJava's and JJava's, so that their notebooks open with it. */
    public static final String NAME = "java";

    /**
     * The spec of the jars that this class was loaded from.
     *
     * @throws IOException if it was not loaded from {@code interleave.jar}
     */
    public static KernelSpec here(boolean course) throws IOException {
        try {
            Path jar = Path.of(KernelSpec.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = jar.getParent();
            if (folder != null
                    && Files.isRegularFile(jar)
                    && Files.isRegularFile(folder.resolve("interleave-guest.jar"))) {
                return new KernelSpec(folder, course);
            }
            throw new IOException("The kernel runs from its jars, and this is " + jar + ". Build them: ./mvnw package");
        } catch (java.net.URISyntaxException e) {
            throw new IOException("The kernel's own jar has no path", e);
        }
    }

    /**
     * Writes the kernelspec below a data folder of Jupyter's, such as {@code PREFIX/share/jupyter}.
     *
     * @return the folder that was written
     * @throws IOException if it cannot be written
     */
    public Path writeTo(Path dataFolder) throws IOException {
        Path folder = Files.createDirectories(dataFolder.resolve("kernels").resolve(NAME));
        JsonArray argv = new JsonArray();
        command(List.of("-XX:AOTCache=" + kernelCache()), guestOptions()).forEach(argv::add);
        argv.add("{connection_file}");
        JsonObject spec = new JsonObject();
        spec.add("argv", argv);
        spec.addProperty("display_name", "Java " + Runtime.version().feature() + " (Interleave)");
        spec.addProperty("language", "java");
        spec.addProperty("interrupt_mode", "message");
        spec.add("env", new JsonObject());
        Files.writeString(
                folder.resolve("kernel.json"),
                new GsonBuilder()
                                .setPrettyPrinting()
                                .disableHtmlEscaping()
                                .create()
                                .toJson(spec) + "\n");
        return folder;
    }

    /** The kernel's command line, but for the connection file. */
    List<String> command(List<String> cacheOptions, List<String> guestProperties) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // a front that compiles small things for a short time: the first compiler alone, one collector thread, a heap
        // that leaves a 2 GB pod to the guest
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // what each cell runs once is compiled within few cells: they are a sixth faster, the first result a
                // twentieth later
                "-XX:CompileThresholdScaling=0.2",
                // the cache holds no note of busy methods (see KernelTraining), so no thread need look for it
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTReplayTraining",
                "-Xmx384m",
                "-Xss2m",
                "-XX:-UsePerfData",
                // of reflection this JVM does little, and each method of it would first be given a class of its own
                "-Djdk.reflect.useNativeAccessorOnly=true",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xlog:aot*=off:stderr",
                "-Xlog:cds*=off:stderr"));
        command.addAll(cacheOptions);
        command.addAll(guestProperties);
        command.add("-D" + Settings.GUEST_JAR + "=" + guestJar());
        if (course) {
            command.add("-D" + Settings.PACKAGES + "=" + packages());
            command.add("-D" + Settings.CLASS_PATH + "="
                    + String.join(
                            File.pathSeparator,
                            cellPath().stream().map(Path::toString).toList()));
        }
        // -jar: only so is the manifest's Add-Opens heard, which unlike the option of that name leaves the cache in use
        command.add("-jar");
        command.add(jars.resolve("interleave.jar").toString());
        command.addAll(KernelMain.COMMAND);
        return command;
    }

    private List<String> guestOptions() {
        return List.of(
                "-D" + Settings.GUEST_CACHE + "=" + guestCache(), "-D" + Settings.KERNEL_CACHE + "=" + kernelCache());
    }

    Path kernelCache() {
        return jars.resolve("startup").resolve("kernel.aot");
    }

    Path guestCache() {
        return jars.resolve("startup").resolve("guest.jsa");
    }

    /** The jars whose classes are in the kernel's cache and change with every build. */
    List<Path> kernelJars() {
        return List.of(jars.resolve("interleave.jar"), guestJar());
    }

    Path guestJar() {
        return jars.resolve("interleave-guest.jar");
    }

    /** Where it is noted which packages the class path of cells has. */
    Path packages() {
        return jars.resolve("startup").resolve("cells.packages");
    }

    /** What cells see of the course: its library, and what that needs, which is all of {@code lib/} but the kernel's own. */
    List<Path> cellPath() throws IOException {
        Path ours = jars.resolve("interleave.jar");
        List<Path> path = new ArrayList<>();
        path.add(ours);
        Path libraries = jars.resolve("lib");
        if (Files.isDirectory(libraries)) {
            Set<Path> kernels = manifestPath(ours);
            try (Stream<Path> files = Files.list(libraries)) {
                files.filter(file -> file.toString().endsWith(".jar"))
                        .filter(file -> !kernels.contains(file))
                        .sorted()
                        .forEach(path::add);
            }
        }
        return path;
    }

    /** The jars that a jar's manifest puts on its class path. */
    private static Set<Path> manifestPath(Path jar) throws IOException {
        try (var open = new JarFile(jar.toFile())) {
            String entries = open.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Stream.of(entries.split(" ", -1)).map(jar::resolveSibling).collect(Collectors.toSet());
        }
    }
}
