/**
 * Judges answers: exercises, submissions, the host that runs JUnit 5 tests, the sandbox around the guest, and the verdict.
 *
 * <p>Lives in the trusted JVM. Learner code never runs here: a test calls the answer across {@link interleave.link}. May import {@code schedule}
 * and {@code link}.
 */
package interleave.grade;
