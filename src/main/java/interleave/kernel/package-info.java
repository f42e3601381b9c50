/**
 * The Jupyter front end: what a notebook says to us, and what we answer.
 *
 * <p>Lives in the trusted JVM. Cells are compiled here by JShell and run in the guest, over {@link interleave.link}. May import {@code course},
 * {@code grade}, {@code schedule} and {@code link}; never {@code guest} or {@code lab}, which live beside the learner's code.
 */
package interleave.kernel;
