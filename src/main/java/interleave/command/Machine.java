package interleave.command;

import interleave.grade.sandbox.Isolation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code doctor} knows about this machine: facts without a judgement. {@link Checkup} judges them.
 *
 * @param javaFeature the running JDK's feature number, 25 or newer
 * @param java its version and folder, for the reader
 * @param previewLessons the notebooks that use a preview feature of JDK 25, by file name
 * @param python what the Python on hand answered, empty when none did
 * @param cores processors that this process may use, {@code >= 1}
 * @param memoryBytes memory that this process may use
 * @param commonPoolWorkers threads of the common pool, {@code >= 1}
 * @param fontFault why Java cannot draw text, empty when it can
 * @param isolation the strongest that the grader finds here
 */
record Machine(
        int javaFeature,
        String java,
        List<Path> previewLessons,
        Optional<Python> python,
        int cores,
        long memoryBytes,
        int commonPoolWorkers,
        Optional<String> fontFault,
        Isolation isolation) {

    /** A Python interpreter: its version as numbers, its path, and whether it can make virtual environments. */
    record Python(int major, int minor, String path, boolean venv) {}
}
