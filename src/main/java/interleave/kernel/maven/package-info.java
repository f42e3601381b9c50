/**
 * Maven's resolver behind {@link interleave.kernel.magic.Libraries}.
 *
 * <p>Loaded by a class loader of its own when a notebook first asks for a library; nothing else may come in.
 */
package interleave.kernel.maven;
