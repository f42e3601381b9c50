/**
 * What was handed in, as text: files, notebooks, folders and archives that somebody else wrote, read without running, unpacking or believing any of it.
 *
 * <p>The ground floor of the grader: imports nothing of ours. Whoever takes an answer comes in here, {@link interleave.grade.submission.Submissions} for
 * many, {@link interleave.grade.submission.Answer} for one, and gets it or a {@link interleave.grade.submission.BadBundleException} with one sentence.
 */
package interleave.grade.submission;
