package interleave.command;

import interleave.command.Machine.Python;
import java.util.List;
import java.util.stream.Collectors;

/** Judges a {@link Machine}: pure, so that every machine we do not have can be tested. */
final class Checkup {
    /** What one guest, one kernel and JupyterLab take together, with room for a lesson's own data. */
    private static final long COMFORTABLE_MEMORY = 2_000_000_000L;

    private static final int LESSONS_JDK = 25;

    private Checkup() {}

    static List<Finding> of(Machine machine) {
        return List.of(
                jdk(machine),
                python(machine),
                cores(machine),
                memory(machine),
                commonPool(machine),
                fonts(machine),
                isolation(machine));
    }

    private static Finding jdk(Machine machine) {
        if (machine.javaFeature() == LESSONS_JDK) {
            return Finding.fine("JDK", machine.java(), "every lesson runs as written");
        }
        if (machine.javaFeature() < LESSONS_JDK) {
            return Finding.broken(
                    "JDK",
                    machine.java(),
                    "the lessons and the kernel need JDK 25",
                    "Install JDK 25 and set JAVA_HOME to its folder.");
        }
        String lessons = machine.previewLessons().isEmpty()
                ? "no lesson here uses one"
                : machine.previewLessons().stream()
                        .map(lesson -> String.valueOf(lesson.getFileName()))
                        .collect(Collectors.joining(", "));
        return Finding.note(
                "JDK",
                machine.java(),
                "newer than the JDK 25 the lessons are written for; a preview feature (StructuredTaskScope) may have"
                        + " another shape: "
                        + lessons,
                "Set JAVA_HOME to a JDK 25 for these lessons; all others run.");
    }

    private static Finding python(Machine machine) {
        if (machine.python().isEmpty()) {
            return Finding.broken(
                    "Python",
                    "none",
                    "JupyterLab cannot be installed; 'grade' works without it",
                    "Install Python 3.11 or newer (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew"
                            + " install python).");
        }
        Python python = machine.python().get();
        String found = python.major() + "." + python.minor() + " at " + python.path();
        if (python.major() < 3 || (python.major() == 3 && python.minor() < 11)) {
            return Finding.broken(
                    "Python",
                    found,
                    "older than 3.11: JupyterLab cannot be installed; 'grade' works without it",
                    "Install Python 3.11 or newer, or name one in INTERLEAVE_PYTHON.");
        }
        if (!python.venv()) {
            return Finding.broken(
                    "Python",
                    found + ", without ensurepip",
                    "it cannot make the .venv that JupyterLab is installed into",
                    "Debian, Ubuntu: apt install python3-venv.");
        }
        return Finding.fine("Python", found, "JupyterLab runs on it");
    }

    private static Finding cores(Machine machine) {
        if (machine.cores() > 1) {
            return Finding.fine(
                    "cores",
                    String.valueOf(machine.cores()),
                    "CPU work can get faster by up to " + machine.cores() + " times, waiting by any number");
        }
        return Finding.note(
                "cores",
                "1",
                "waiting still overlaps, CPU work cannot get faster: lessons say where their figures differ on one"
                        + " core",
                "Nothing is broken; for the CPU lessons use a machine with two cores or more.");
    }

    private static Finding memory(Machine machine) {
        String found = machine.memoryBytes() / 1_000_000 + " MB";
        return machine.memoryBytes() >= COMFORTABLE_MEMORY
                ? Finding.fine("memory", found, "enough for JupyterLab, the kernel and the learner's own JVM")
                : Finding.note(
                        "memory",
                        found,
                        "less than the 2000 MB that JupyterLab, the kernel and the learner's own JVM take with a"
                                + " lesson's data",
                        "Keep one notebook open at a time, and shut its kernel down before the next.");
    }

    private static Finding commonPool(Machine machine) {
        String found = machine.commonPoolWorkers() + (machine.commonPoolWorkers() == 1 ? " worker" : " workers");
        return machine.commonPoolWorkers() > 1
                ? Finding.fine(
                        "common pool",
                        found,
                        "supplyAsync(f) without an executor runs at most " + machine.commonPoolWorkers()
                                + " tasks at once")
                : Finding.note(
                        "common pool",
                        found,
                        "supplyAsync(f) without an executor runs one task at a time here",
                        "Name an executor, as every lesson does; %jvm -XX:ActiveProcessorCount=8 shows a larger pool.");
    }

    private static Finding fonts(Machine machine) {
        return machine.fontFault()
                .map(fault -> Finding.broken(
                        "fonts",
                        "Java cannot draw text: " + fault,
                        "figures fail; tables and everything else work",
                        "Install fontconfig and a font (Debian, Ubuntu: apt install fontconfig fonts-dejavu-core)."))
                .orElseGet(() -> Finding.fine("fonts", "Java draws text without a display", "figures are drawn"));
    }

    private static Finding isolation(Machine machine) {
        return switch (machine.isolation()) {
            case BUBBLEWRAP ->
                Finding.fine(
                        "sandbox",
                        "bubblewrap",
                        "answers are judged without files, network or other processes in reach");
            case LANDLOCK ->
                Finding.note(
                        "sandbox",
                        "Landlock, no usable bubblewrap",
                        "answers are judged with files and TCP out of reach; memory and process count are not limited"
                                + " by it",
                        "For marks install bubblewrap (Debian, Ubuntu: apt install bubblewrap); for practice nothing"
                                + " is needed.");
            case PLAIN ->
                Finding.note(
                        "sandbox",
                        "plain child process",
                        "answers run with your own rights: fit for your own answers, not for other people's",
                        "Before judging other people's answers install bubblewrap (Debian, Ubuntu: apt install"
                                + " bubblewrap).");
        };
    }
}
