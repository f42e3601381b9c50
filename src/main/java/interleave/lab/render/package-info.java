/**
 * Shows tables, figures and orders of steps in a notebook: headings, right-aligned numbers and alternative text instead of plain text.
 *
 * <p>Only our own kernel looks in here, through {@link interleave.guest.Renderer}; on another one the same values are shown as text.
 */
package interleave.lab.render;
