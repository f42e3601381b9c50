/** How a result is written: one file an output format, each made from the one native result. */
package interleave.grade.formats;
