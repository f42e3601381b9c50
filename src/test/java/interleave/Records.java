package interleave;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The records of a run of the grader, as files. */
final class Records {
    private Records() {}

    /** Each record's name, and its file and the moment it was written: a record written again is another file. */
    static Map<String, String> in(Path out) throws IOException {
        var records = new TreeMap<String, String>();
        Path results = out.resolve("results");
        if (Files.isDirectory(results)) {
            try (Stream<Path> files = Files.list(results)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".json")).toList()) {
                    records.put(
                            file.getFileName().toString(),
                            Files.readAttributes(file, "unix:ino,ctime").toString());
                }
            } catch (NoSuchFileException e) {
                // renamed while it was listed: the next look sees it
            }
        }
        return records;
    }
}
