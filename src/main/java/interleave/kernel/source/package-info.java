/**
 * What the text of a cell says, before any of it runs: its Java and its magics, its statements, what it declares, and the lines that its classes are compiled to.
 *
 * <p>Text and trees alone: no cell runs here. Imports nothing of ours; whoever handles cells may come in.
 */
package interleave.kernel.source;
