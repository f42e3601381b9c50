package interleave.grade.formats;

import interleave.grade.batch.Grade;
import interleave.grade.batch.Marked;
import interleave.grade.batch.Marks;
import interleave.grade.batch.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All formats there are. */
public final class Formats {
    /** Every format, in the order of the help. */
    public static final List<Format> ALL = List.of(
            new NativeJson(),
            new LearnerReport(),
            new Gradescope(),
            new GitHubClassroom(),
            new PrairieLearn(),
            new Exercism(),
            new LtiScore(),
            new ClassReport(),
            new Csv(),
            new GradebookCsv(),
            new CanvasCsv(),
            new MoodleCsv(),
            new NbgraderCsv(),
            new JUnitXml());

    /** What every run over a class writes, asked for or not. */
    private static final Set<String> ALWAYS = Set.of("class", "csv", "gradebook", "junit");

    private Formats() {}

    /** The format of that name. */
    public static Optional<Format> named(String name) {
        return ALL.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    /**
     * Writes a class's reports into its folder: those that are always written, and the ones asked for.
     *
     * @param wanted formats asked for
     * @throws IOException if a file cannot be written
     */
    public static void write(Marks marks, RunFolder folder, List<Format> wanted) throws IOException {
        for (Format format : ALL) {
            if (wanted.contains(format) || ALWAYS.contains(format.name())) {
                write(marks, folder, format);
            }
        }
    }

    private static void write(Marks marks, RunFolder folder, Format format) throws IOException {
        switch (format) {
            case Format.OfClass each -> folder.write(each.file(), each.of(marks));
            case Format.OfSubmission each -> {
                for (Marked marked : marks.submissions()) {
                    String name = RunFolder.fileName(marked.result().submission(), each.extension());
                    folder.write(each.name() + "/" + name, each.of(marks.run(), marked));
                }
            }
            case Format.OfLearner each -> {
                for (Grade grade : marks.grades()) {
                    String name = RunFolder.fileName(grade.learner(), each.extension());
                    folder.write(each.name() + "/" + name, each.of(marks.run(), grade));
                }
            }
        }
    }

    /** The texts of a format for marks in hand, to be printed one after the other. */
    public static List<String> texts(Marks marks, Format format) {
        var texts = new ArrayList<String>();
        switch (format) {
            case Format.OfClass each -> texts.add(each.of(marks));
            case Format.OfSubmission each ->
                marks.submissions().forEach(marked -> texts.add(each.of(marks.run(), marked)));
            case Format.OfLearner each -> marks.grades().forEach(grade -> texts.add(each.of(marks.run(), grade)));
        }
        return List.copyOf(texts);
    }
}
