package interleave.grade.sandbox;

import java.util.Locale;

/**
 * How far the guest JVM is confined, from least to most. What a result names was in force when the answer ran.
 *
 * <p>At every level the tests, the expected values and the services stay in another process, which the answer's has no handle on.
 */
public enum Isolation {
    /** An ordinary child process: for practice. Files and network are as open to the answer as to whoever started the grader. */
    PLAIN,
    /** Landlock, set on the child before it runs: no file but the JDK and the guest jar, no signals to others; and seccomp: no socket of any kind. */
    LANDLOCK,
    /** bubblewrap: namespaces of its own for files, network and processes; user id dropped and limits set where possible. */
    BUBBLEWRAP;

    /** The name in results and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
