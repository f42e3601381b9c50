/**
 * A class of submissions: judged into a folder that can be gone on with, in shards that can be merged, and marked by the rules of a course.
 *
 * <p>Above the judge, which it asks for one answer after another ({@link interleave.grade.batch.Batch}); what it keeps is in
 * {@link interleave.grade.batch.RunFolder}, what counts is decided by {@link interleave.grade.batch.Gradebook}. Output formats stand in
 * {@link interleave.grade.formats}.
 */
package interleave.grade.batch;
