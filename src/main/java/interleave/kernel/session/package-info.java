/**
 * The life of cells: a guest JVM that runs them, the JShell that compiles them, and what becomes of each, in the learner's terms.
 *
 * <p>The door is {@link interleave.kernel.session.Life}, the sequence of guests, with the {@link interleave.kernel.session.JavaSession} of the one that lives; an
 * {@link interleave.kernel.session.Outcome} is what comes back. Knows the text of cells ({@code source}), the message that asked for each ({@code protocol}) and the
 * way to the guest ({@code link}); nothing of magics or exercises.
 */
package interleave.kernel.session;
