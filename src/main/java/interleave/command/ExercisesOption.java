package interleave.command;

import interleave.grade.exercise.Exercises;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --exercises DIR}, the same in every command that looks one up. */
final class ExercisesOption {
    @Option(
            names = "--exercises",
            paramLabel = "DIR",
            description = "Folder of exercises; else the environment variable " + Exercises.VARIABLE
                    + ", else the repository's. Their solutions stand in DIR/../solutions.")
    private @Nullable Path folder;

    /** The exercises that the option, the environment or this clone name. */
    Exercises locate() {
        return Exercises.locate(folder, System.getenv(), Home.folder());
    }
}
