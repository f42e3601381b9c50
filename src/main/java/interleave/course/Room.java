package interleave.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the learners of a room predicted, question by question.
 *
 * @param learners how many files there were
 * @param experiments by lesson and experiment, the questions
 * @param unreadable files that are no progress files, with the reason
 */
public record Room(int learners, List<Experiment> experiments, List<String> unreadable) {

    /**
     * An experiment of a lesson.
     *
     * @param lesson id of the lesson, empty outside one
     * @param title what the experiment is called
     * @param questions its versions
     */
    public record Experiment(String lesson, String title, List<Question> questions) {}

    /**
     * What was predicted for one version of an experiment.
     *
     * @param version what it is called
     * @param unit of all numbers, empty where there is none
     * @param predicted the learners' numbers, sorted
     * @param model the formula's, the median of the learners' machines; null where there is none
     * @param measured what came out, the median of the learners' machines
     */
    public record Question(
            String version,
            String unit,
            List<Double> predicted,
            @Nullable Double model,
            double measured) {
        /** How many were within a factor of two of what came out. */
        public long near() {
            return predicted.stream()
                    .filter(p -> p == measured || (p * measured > 0 && p / measured <= 2 && measured / p <= 2))
                    .count();
        }
    }

    /**
     * Reads the progress files of a folder, one a learner; whatever else lies there is told and left out.
     *
     * @throws IOException if the folder cannot be listed
     */
    public static Room read(Path folder) throws IOException {
        Map<String, Map<String, List<Prediction>>> all = new TreeMap<>();
        var unreadable = new ArrayList<String>();
        int learners = 0;
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
        for (Path file : files) {
            try {
                for (Prediction each :
                        new ProgressFile(file).read().predictions().values()) {
                    all.computeIfAbsent(each.lesson() + "\n" + each.experiment(), _ -> new LinkedHashMap<>())
                            .computeIfAbsent(each.version(), _ -> new ArrayList<>())
                            .add(each);
                }
                learners++;
            } catch (IOException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }
        var experiments = new ArrayList<Experiment>();
        all.forEach((name, versions) -> {
            String[] parts = name.split("\n", 2);
            experiments.add(new Experiment(
                    parts[0],
                    parts[1],
                    versions.entrySet().stream()
                            .map(entry -> question(entry.getKey(), entry.getValue()))
                            .toList()));
        });
        return new Room(learners, List.copyOf(experiments), List.copyOf(unreadable));
    }

    private static Question question(String version, List<Prediction> all) {
        List<Double> models = all.stream()
                .flatMap(prediction -> Stream.ofNullable(prediction.model()))
                .toList();
        return new Question(
                version,
                all.getFirst().unit(),
                all.stream().map(Prediction::predicted).sorted().toList(),
                models.isEmpty() ? null : median(models),
                median(all.stream().map(Prediction::measured).toList()));
    }

    /** The middle of these numbers; of two middles their mean. */
    static double median(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
