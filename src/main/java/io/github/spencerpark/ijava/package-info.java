/**
 * The names that notebooks written for IJava import, so that they run unchanged: the kernel's handle, its renderer, MIME types, {@code display}.
 *
 * <p>Jarred by itself, and on the class path of cells from the first cell that names one of them. Only what such notebooks use is here, and all of it stands on
 * {@link interleave.guest.Display} and {@link interleave.guest.Magics}; nothing else of ours may come in.
 */
package io.github.spencerpark.ijava;
