/**
 * From sources to classes: an exercise's contract and tests, and an answer, which is compiled, looked through for what is not allowed, and woven.
 *
 * <p>In the trusted JVM, in memory; nothing of an answer is loaded. {@link interleave.grade.compile.AnswerCompiler} compiles in this process,
 * {@link interleave.grade.compile.CompileProcess} in one apart that an answer may harm; both give a {@link interleave.grade.compile.Compilation}.
 */
package interleave.grade.compile;
