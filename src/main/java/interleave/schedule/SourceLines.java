package interleave.schedule;

import interleave.schedule.message.Place;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The learner's own lines of code, for whoever is shown an order of steps.
 *
 * <p>The text of a notebook's cell is a resource of the loader of its classes, {@code C.java} beside {@code C.class}. Of a class in a folder, the source is looked for
 * where Maven and Gradle have it. Where it is not found, a place is a line number and a method.
 */
final class SourceLines {
    private static final List<String> FOLDERS = List.of("src/test/java", "src/main/java", "src");

    /** How far a folder of classes is below its project: {@code target/test-classes} two, {@code build/classes/java/test} four. */
    private static final int DEEPEST = 4;

    private final ClassLoader loader;
    private final Map<String, List<String>> known = new HashMap<>();

    SourceLines(ClassLoader loader) {
        this.loader = loader;
    }

    /** The text of the line without its indentation; empty if it is not known. */
    String text(Place place) {
        List<String> lines = place.line() == 0 ? List.of() : known.computeIfAbsent(place.type(), this::lines);
        return place.line() >= 1 && place.line() <= lines.size()
                ? lines.get(place.line() - 1).strip()
                : "";
    }

    private List<String> lines(String type) {
        try {
            String path = type.replace('.', '/');
            byte[] own = read(path + ".java");
            return own.length > 0 ? lines(own) : lines(beside(path));
        } catch (IOException | IllegalArgumentException e) {
            // it would be nice to have, and nothing depends on it
            return List.of();
        }
    }

    private static List<String> lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }

    private byte[] read(String resource) throws IOException {
        try (InputStream in = loader.getResourceAsStream(resource)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    /** The source file that the class file names, if it stands in a project. */
    private byte[] beside(String path) throws IOException {
        URL found = loader.getResource(path + ".class");
        if (found == null || !found.getProtocol().equals("file")) {
            return new byte[0];
        }
        Path file = Path.of(URI.create(found.toString()));
        String source = ClassFile.of()
                .parse(file)
                .findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue())
                .orElse("");
        String relative = path.substring(0, path.lastIndexOf('/') + 1) + source;
        Path project = file.getParent();
        for (int i = 0; i < Path.of(path).getNameCount() + DEEPEST && project != null; i++) {
            for (String folder : FOLDERS) {
                Path text = project.resolve(folder).resolve(relative);
                if (Files.isRegularFile(text)) {
                    return Files.readAllBytes(text);
                }
            }
            project = project.getParent();
        }
        return new byte[0];
    }
}
