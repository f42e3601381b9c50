package interleave.course;

import interleave.grade.batch.RunFolder;
import interleave.grade.formats.CsvTable;
import interleave.grade.submission.BadBundleException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Gathers what learners handed in, from wherever it came, into one folder with one entry a learner.
 *
 * <p>Understood are a folder or a zip with a folder or a file a learner, and what Moodle ({@code Ada Doe_4711_assignsubmission_file_/…}) and Canvas
 * ({@code doeada_4711_0815_answer.ipynb}) give for <em>download all</em>; of a repository a learner, as GitHub Classroom makes them, the name of the homework
 * in front is left out. Only notebooks, {@code .java} files and zips are copied; nothing is run, no link is followed.
 */
public final class HandIns {
    private static final Pattern MOODLE = Pattern.compile("(?<learner>.+?)_\\d+_assignsubmission_.*");
    private static final Pattern CANVAS = Pattern.compile("(?<learner>[^_]+)(_LATE)?_\\d+_\\d+_(?<file>.+)");
    private static final long MAX_BYTES = 64L << 20;
    private static final int MAX_FILES = 1000;

    private final Homework homework;
    private final Map<String, List<Found>> byLearner = new TreeMap<>();

    /** What comes back of a homework. */
    public HandIns(Homework homework) {
        this.homework = homework;
    }

    /** A file of a learner, and where it stood in what they handed in. */
    private record Found(Path file, String name) {}

    /**
     * Copies what lies there to what was collected before; what a learner handed in again takes the place of the earlier.
     *
     * @return how many learners handed in something this time
     * @throws BadBundleException if there is no such folder or zip
     * @throws IOException if something cannot be read or written
     */
    public int collect(List<Path> from) throws BadBundleException, IOException {
        int collected = 0;
        for (Path each : from) {
            byLearner.clear();
            if (Files.isDirectory(each)) {
                find(each);
                collected += copy();
            } else if (each.toString().endsWith(".zip") && Files.isRegularFile(each)) {
                try (FileSystem zip = FileSystems.newFileSystem(each)) {
                    find(zip.getPath("/"));
                    collected += copy();
                } catch (ProviderNotFoundException | java.util.zip.ZipException e) {
                    throw new BadBundleException(each + " is no zip that can be read.");
                }
            } else {
                throw new BadBundleException(each + " is neither a folder nor a zip; name what holds all hand-ins.");
            }
        }
        writeRegister();
        return collected;
    }

    private void find(Path top) throws IOException {
        for (Path child : children(top)) {
            String name = name(child);
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                Matcher moodle = MOODLE.matcher(name);
                String learner = moodle.matches() ? moodle.group("learner") : withoutHomework(name);
                try (Stream<Path> below = Files.walk(child, 8)) {
                    for (Path file : below.limit(MAX_FILES).toList()) {
                        if (counts(file, child)) {
                            add(learner, file, child.relativize(file).toString());
                        }
                    }
                }
            } else if (counts(child, top)) {
                Matcher canvas = CANVAS.matcher(name);
                Matcher moodle = MOODLE.matcher(name);
                if (canvas.matches()) {
                    add(canvas.group("learner"), child, canvas.group("file"));
                } else {
                    add(moodle.matches() ? moodle.group("learner") : withoutKind(name), child, name);
                }
            }
        }
    }

    private static List<Path> children(Path top) throws IOException {
        try (Stream<Path> all = Files.list(top)) {
            return all.sorted().toList();
        }
    }

    private static boolean counts(Path file, Path top) throws IOException {
        String lower = name(file).toLowerCase(Locale.ROOT);
        boolean hidden = false;
        for (Path part : top.relativize(file)) {
            hidden |= part.toString().startsWith(".") || part.toString().equals("__MACOSX");
        }
        return !hidden
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && (lower.endsWith(".ipynb") || lower.endsWith(".java") || lower.endsWith(".zip"))
                && Files.size(file) <= MAX_BYTES;
    }

    private void add(String learner, Path file, String name) {
        byLearner.computeIfAbsent(learner, _ -> new ArrayList<>()).add(new Found(file, name));
    }

    private int copy() throws IOException {
        Files.createDirectories(homework.handedIn());
        for (Map.Entry<String, List<Found>> entry : byLearner.entrySet()) {
            String name = RunFolder.fileName(entry.getKey(), "");
            Path folder = homework.handedIn().resolve(name);
            Path zip = homework.handedIn().resolve(name + ".zip");
            Release.delete(folder);
            Files.deleteIfExists(zip);
            List<Found> files = entry.getValue();
            if (files.size() == 1
                    && files.getFirst().name().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                copy(files.getFirst().file(), zip);
            } else {
                for (Found found : files) {
                    Path target = folder.resolve(found.name()).normalize();
                    if (target.startsWith(folder)) {
                        Files.createDirectories(target.getParent());
                        copy(found.file(), target);
                    }
                }
            }
        }
        return byLearner.size();
    }

    private static void copy(Path file, Path target) throws IOException {
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Whose each entry is, and when its newest file was written: what a course system knows better can be written over it. */
    private void writeRegister() throws IOException {
        var table = new CsvTable().row(List.of("submission", "learner", "submitted"));
        for (Path entry : children(homework.handedIn())) {
            table.row(List.of(name(entry), learner(name(entry)), newest(entry).toString()));
        }
        Files.writeString(homework.register(), table.toString());
    }

    private static String learner(String entry) {
        String name = entry.endsWith(".zip") ? entry.substring(0, entry.length() - 4) : entry;
        return java.net.URLDecoder.decode(name, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Instant newest(Path entry) throws IOException {
        Instant newest = Instant.EPOCH;
        try (Stream<Path> all = Files.walk(entry)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Instant at = Files.getLastModifiedTime(file).toInstant();
                newest = at.isAfter(newest) ? at : newest;
            }
        }
        return newest;
    }

    private String withoutHomework(String name) {
        String prefix = homework.id() + "-";
        return name.startsWith(prefix) && name.length() > prefix.length() ? name.substring(prefix.length()) : name;
    }

    private static String withoutKind(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static String name(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    }
}
