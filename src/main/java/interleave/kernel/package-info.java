/**
 * The Jupyter front end: what a notebook says to us, and what we answer.
 *
 * <p>Lives in the trusted JVM. Here stand the process itself, from its kernelspec to its end, and the answers to Jupyter's requests; what they are made of has rooms
 * of its own, each of which knows only those below it:
 *
 * <pre>
 *   kernel             starts, hears requests, answers them
 *   magic    protocol  what a percent sign begins; the wire to Jupyter
 *   session            cells compiled by JShell and run in a guest, over {@link interleave.link}
 *   source             what the text of a cell says
 * </pre>
 *
 * <p>May import {@code course}, {@code grade}, {@code schedule} and {@code link}; never {@code guest} or {@code lab}, which live beside the learner's code.
 */
package interleave.kernel;
