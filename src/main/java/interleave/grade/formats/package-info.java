/**
 * How results are written: one file an output format, each made from the one native result and from nothing else.
 *
 * <h2>How to add a format</h2>
 *
 * <ol>
 *   <li>Write a class here that implements {@link interleave.grade.formats.Format.OfSubmission} (a file for each submission),
 *       {@link interleave.grade.formats.Format.OfLearner} (one for each learner) or {@link interleave.grade.formats.Format.OfClass} (one for all). Its Javadoc says who reads it and from where.
 *   <li>Enter it in {@link interleave.grade.formats.Formats#ALL}: {@code --format NAME} and the help know it from then on.
 *   <li>Check it against that platform's own reader or schema: in {@code src/test/python/test_grade_formats.py}, with the schema, if there is only
 *       documentation, beside it in {@code schemas/NAME.json}.
 * </ol>
 *
 * <p>A format never turns what was not judged into zero points, tells nothing of a hidden test but its title and its points, and holds no time of day and
 * no path: the same marks are the same bytes.
 */
package interleave.grade.formats;
