package interleave.grade.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What was handed in: files, folders of submissions, zips. Each is one submission with one answer, found by reading only: nothing is unpacked, no link
 * is followed, nothing in it is run.
 *
 * <p>A folder given is a folder of submissions: each {@code .java} file, notebook, zip and folder in it is one. A submission that is a folder or a zip
 * holds one notebook with an answer to the exercise, whatever other notebooks there are, or else one {@code .java} file.
 */
public final class Submissions {
    private static final long MAX_FILE = 64L << 20;
    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_CANDIDATES = 20;

    private Submissions() {}

    /**
     * One submission.
     *
     * @param name unique among those it was found with
     * @param path where it is
     */
    public record Submission(String name, Path path) {
        /**
         * Reads its answer.
         *
         * @throws BadBundleException if it holds none that could be judged
         */
        public Answer answer(String exercise) throws BadBundleException {
            if (Files.isSymbolicLink(path)) {
                throw new BadBundleException(name + " is a symbolic link, which is not followed.");
            }
            Answer found = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    ? fromFolder(exercise)
                    : kind(path.getFileName().toString()) == Kind.ZIP ? fromZip(exercise) : Answer.read(path, exercise);
            return new Answer(name, found.text(), found.notes());
        }

        private Answer fromFolder(String exercise) throws BadBundleException {
            Map<String, Path> files = new TreeMap<>();
            try (Stream<Path> all = Files.walk(path, 8)) {
                for (Path file : all.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                        .limit(MAX_ENTRIES)
                        .toList()) {
                    files.put(path.relativize(file).toString().replace('\\', '/'), file);
                }
            } catch (IOException | java.io.UncheckedIOException e) {
                throw new BadBundleException(
                        name + " cannot be read (" + e.getClass().getSimpleName() + ").");
            }
            return choose(files.keySet().stream().toList(), chosen -> {
                Path file = files.get(chosen);
                if (file == null) {
                    throw new BadBundleException(name + " changed while it was read.");
                }
                return Answer.read(file, exercise);
            });
        }

        private Answer fromZip(String exercise) throws BadBundleException {
            try (var zip = new ZipFile(path.toFile())) {
                if (zip.size() > MAX_ENTRIES) {
                    throw new BadBundleException(
                            name + " has " + zip.size() + " entries; at most " + MAX_ENTRIES + " are read.");
                }
                var names = new ArrayList<String>();
                Enumeration<? extends ZipEntry> entries = zip.entries();
                while (entries.hasMoreElements()) {
                    ZipEntry entry = entries.nextElement();
                    if (!entry.isDirectory()) {
                        names.add(entry.getName());
                    }
                }
                return choose(names.stream().sorted().toList(), chosen -> entry(zip, chosen, exercise));
            } catch (ZipException e) {
                throw new BadBundleException(name + " is no zip that can be read.");
            } catch (IOException | IllegalArgumentException e) {
                throw new BadBundleException(
                        name + " cannot be read (" + e.getClass().getSimpleName() + ").");
            }
        }

        private Answer entry(ZipFile zip, String chosen, String exercise) throws BadBundleException {
            try (InputStream in = zip.getInputStream(zip.getEntry(chosen))) {
                byte[] bytes = in.readNBytes((int) MAX_FILE + 1);
                if (bytes.length > MAX_FILE) {
                    throw new BadBundleException(name + " holds a file of more than " + MAX_FILE + " bytes.");
                }
                String text = Texts.decode(bytes);
                return kind(chosen) == Kind.NOTEBOOK
                        ? Answer.fromNotebook(chosen, text, exercise)
                        : Answer.fromJava(chosen, text);
            } catch (Texts.NoTextException e) {
                throw new BadBundleException(name + ": its answer " + e.getMessage() + ".");
            } catch (ZipException e) {
                throw new BadBundleException(name + " is no zip that can be read.");
            } catch (IOException | IllegalArgumentException e) {
                throw new BadBundleException(
                        name + " cannot be read (" + e.getClass().getSimpleName() + ").");
            }
        }

        /** Reads the one file that may be the answer: of several notebooks, the one that holds an answer to the exercise. */
        private Answer choose(List<String> files, Reader reader) throws BadBundleException {
            for (Kind wanted : List.of(Kind.NOTEBOOK, Kind.JAVA)) {
                List<String> found = files.stream()
                        .filter(f -> kind(f) == wanted && !hidden(f))
                        .toList();
                if (found.size() == 1) {
                    return reader.read(found.getFirst());
                }
                if (found.size() > MAX_CANDIDATES) {
                    throw tooMany(found);
                }
                if (!found.isEmpty()) {
                    return only(found, reader);
                }
            }
            throw new BadBundleException(name + " holds neither a notebook (.ipynb) nor a .java file.");
        }

        private Answer only(List<String> found, Reader reader) throws BadBundleException {
            var answers = new ArrayList<Answer>();
            for (String each : found) {
                try {
                    answers.add(reader.read(each));
                } catch (BadBundleException e) {
                    // another exercise's, perhaps: what counts is whether one is left
                }
            }
            if (answers.size() == 1) {
                return answers.getFirst();
            }
            throw tooMany(found);
        }

        private BadBundleException tooMany(List<String> found) {
            return new BadBundleException(name + " holds " + found.size() + " files that could be the answer ("
                    + Texts.cut(String.join(", ", found), 200) + "); hand in one.");
        }

        /** Reads a file of the submission as the answer. */
        private interface Reader {
            Answer read(String file) throws BadBundleException;
        }
    }

    private enum Kind {
        NOTEBOOK,
        JAVA,
        ZIP,
        OTHER
    }

    private static Kind kind(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".ipynb")
                ? Kind.NOTEBOOK
                : lower.endsWith(".java") ? Kind.JAVA : lower.endsWith(".zip") ? Kind.ZIP : Kind.OTHER;
    }

    /** What an editor or a system leaves beside the answer: {@code .ipynb_checkpoints}, {@code __MACOSX}. */
    private static boolean hidden(String file) {
        return Stream.of(file.split("/", -1))
                .anyMatch(part -> (part.startsWith(".") && !part.equals("..")) || part.equals("__MACOSX"));
    }

    /**
     * The submissions of these files and folders, sorted by name.
     *
     * @throws BadBundleException if one does not exist, or two have the same name
     */
    public static List<Submission> find(List<Path> given) throws BadBundleException {
        Map<String, Submission> found = new TreeMap<>();
        for (Path each : given) {
            if (!Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                throw new BadBundleException(each + " does not exist.");
            }
            if (Files.isDirectory(each)) {
                try (Stream<Path> children = Files.list(each)) {
                    for (Path child : children.toList()) {
                        boolean counts = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)
                                || kind(child.getFileName().toString()) != Kind.OTHER;
                        if (counts && !hidden(child.getFileName().toString())) {
                            add(found, child);
                        }
                    }
                } catch (IOException e) {
                    throw new BadBundleException(
                            each + " cannot be listed (" + e.getClass().getSimpleName() + ").");
                }
            } else {
                add(found, each);
            }
        }
        return List.copyOf(found.values());
    }

    private static void add(Map<String, Submission> found, Path path) throws BadBundleException {
        String name = path.getFileName().toString();
        if (found.putIfAbsent(name, new Submission(name, path)) != null) {
            throw new BadBundleException("Two submissions are called " + name + "; give each its own name.");
        }
    }
}
