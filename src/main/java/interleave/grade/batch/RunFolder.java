package interleave.grade.batch;

import interleave.grade.Result;
import interleave.grade.ResultJson;
import interleave.grade.submission.BadBundleException;
import interleave.grade.submission.Hashes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder that a run writes into: {@code results/NAME.json}, a record for each submission, {@code answers/NAME.java}, the text that was judged,
 * {@code answers/NAME.notes}, what its author should know, and {@code run.json}, what the run was about.
 *
 * <p>Each file is there whole or not at all, whenever the process is killed; a record is written last, so what it speaks of is there. Several processes,
 * on several machines too, may write into one folder.
 */
public final class RunFolder {
    private static final Pattern TEMPORARY = Pattern.compile("\\.(?<host>.+)\\.(?<process>[0-9]+)\\.[0-9]+\\.tmp");

    private static final String HOST = host();

    private final Path folder;
    private final Path results;
    private final Path answers;

    /** The folder there, which need not exist yet. */
    public RunFolder(Path folder) {
        this.folder = folder;
        this.results = folder.resolve("results");
        this.answers = folder.resolve("answers");
    }

    /** Makes the folder, removes what a killed process left half written, and says what the run is about. */
    void begin(RunRecord run) throws IOException {
        for (Path each : List.of(folder, results, answers)) {
            Files.createDirectories(each);
            removeLeftovers(each);
        }
        write(folder.resolve(run.fileName()), run.json());
    }

    /** The record of a submission, if one can be read. */
    Optional<Result> record(String submission) {
        try {
            return Optional.of(ResultJson.read(Files.readString(results.resolve(fileName(submission, ".json")))));
        } catch (IOException | RuntimeException e) {
            // a record that cannot be read is none
            return Optional.empty();
        }
    }

    /** Writes a submission's record, and the text it is about. */
    void put(Marked marked) throws IOException {
        String submission = marked.result().submission();
        Path answer = answers.resolve(fileName(submission, ".java"));
        if (marked.result().status() == Result.Status.BAD_BUNDLE) {
            Files.deleteIfExists(answer);
        } else {
            write(answer, marked.source());
        }
        Path notes = answers.resolve(fileName(submission, ".notes"));
        if (marked.result().notes().isEmpty()) {
            Files.deleteIfExists(notes);
        } else {
            write(notes, String.join("\n", marked.result().notes()) + "\n");
        }
        write(results.resolve(fileName(submission, ".json")), ResultJson.write(marked.result(), true));
    }

    /**
     * Writes a file of the folder, whole or not at all.
     *
     * @param name its path in the folder
     * @throws IOException if it cannot be written
     */
    public void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        write(file, text);
    }

    private static void write(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling("." + HOST + "."
                + ProcessHandle.current().pid() + "." + Thread.currentThread().threadId() + ".tmp");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** What a process of this machine that is no more was writing when it ended. */
    private static void removeLeftovers(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Matcher temporary = TEMPORARY.matcher(file.getFileName().toString());
                if (temporary.matches()
                        && temporary.group("host").equals(HOST)
                        && ProcessHandle.of(Long.parseLong(temporary.group("process")))
                                .isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replace('/', '_');
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /**
     * Puts the parts of a run together.
     *
     * @param folders where the parts were written; one folder may hold several
     * @throws BadBundleException if a folder holds no run, or runs that do not belong together
     * @throws MissingPartException if a part or a record is not there (yet)
     * @throws IOException if a folder cannot be read
     */
    public static Marks merge(List<Path> folders, Gradebook gradebook)
            throws BadBundleException, MissingPartException, IOException {
        Map<Integer, RunRecord> parts = new TreeMap<>();
        Map<String, Marked> marked = new TreeMap<>();
        for (Path each : folders) {
            var folder = new RunFolder(each);
            List<RunRecord> runs = folder.runs();
            if (runs.isEmpty()) {
                throw new BadBundleException(each + " holds no run: it has no run.json; name the --out of a grade.");
            }
            for (RunRecord run : runs) {
                parts.put(run.shard().index(), run);
                for (String submission : run.submissions()) {
                    marked.put(submission, folder.marked(submission, run));
                }
            }
        }
        RunRecord first = parts.values().iterator().next();
        for (RunRecord part : parts.values()) {
            if (!part.exerciseHash().equals(first.exerciseHash())
                    || part.shard().count() != first.shard().count()) {
                throw new BadBundleException("Shard " + first.shard() + " of " + first.exercise() + " and shard "
                        + part.shard() + " of " + part.exercise()
                        + " do not belong together: exercise or number of shards differ.");
            }
        }
        for (int i = 1; i <= first.shard().count(); i++) {
            if (!parts.containsKey(i)) {
                throw new MissingPartException(
                        "Shard " + i + "/" + first.shard().count() + " is in none of these" + " folders.");
            }
        }
        if (marked.size() != first.all()) {
            throw new MissingPartException("The shards hold " + marked.size() + " submissions, and " + first.all()
                    + " were handed in when the first of them ran.");
        }
        var whole = new RunRecord(
                first.exercise(),
                first.title(),
                first.exerciseHash(),
                first.maxPoints(),
                Shard.WHOLE,
                first.all(),
                List.copyOf(marked.keySet()));
        List<Marked> all = List.copyOf(marked.values());
        return new Marks(whole, all, gradebook.of(all, whole.maxPoints()));
    }

    private Marked marked(String submission, RunRecord run) throws MissingPartException, IOException {
        Result result = record(submission)
                .filter(r -> r.exerciseHash().equals(run.exerciseHash()))
                .orElseThrow(() -> new MissingPartException(folder + " has no record of " + submission + "."));
        return new Marked(result.withNotes(text(submission, ".notes").lines().toList()), text(submission, ".java"));
    }

    private String text(String submission, String extension) throws IOException {
        try {
            return Files.readString(answers.resolve(fileName(submission, extension)));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private List<RunRecord> runs() throws BadBundleException, IOException {
        if (!Files.isDirectory(folder)) {
            throw new BadBundleException(folder + " is no folder.");
        }
        var runs = new ArrayList<RunRecord>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("run(-[0-9]+-of-[0-9]+)?\\.json"))
                    .sorted()
                    .toList()) {
                try {
                    runs.add(RunRecord.read(Files.readString(file)));
                } catch (RuntimeException e) {
                    throw new BadBundleException(file + " says nothing about a run that could be read.");
                }
            }
        }
        return runs;
    }

    /** Writes what {@link #merge} put together as one run. */
    public void put(Marks marks) throws IOException {
        begin(marks.run());
        for (Marked each : marks.submissions()) {
            put(each);
        }
    }

    /** A file name that says the submission's and is one on every system. */
    public static String fileName(String submission, String extension) {
        String encoded = URLEncoder.encode(submission, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return (encoded.length() <= 200 ? encoded : encoded.substring(0, 100) + "-" + Hashes.of(submission))
                + extension;
    }
}
