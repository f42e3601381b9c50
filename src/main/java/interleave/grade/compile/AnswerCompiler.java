package interleave.grade.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import interleave.grade.sandbox.NotJudgedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Compiles an answer as one unit, for {@code %%answer} in a notebook and for the grader alike: what fails in the one fails in the other, at the same line.
 *
 * <p>The unit sees the JDK, the exercise's contract and the services, under {@linkplain #IMPORTS these imports}, which stand before the answer's first
 * character: its line numbers are the learner's. Not thread-safe.
 */
public final class AnswerCompiler {
    /** Imported on demand, so that the answer's own imports and types always win. */
    public static final List<String> IMPORTS = List.of(
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.nio.file.*",
            "java.time.Duration",
            "java.time.Instant",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.concurrent.atomic.*",
            "java.util.concurrent.locks.*",
            "java.util.function.*",
            "java.util.regex.*",
            "java.util.stream.*",
            Services.PACKAGE + ".*",
            ExerciseClasses.PACKAGE + ".*");

    /** Stands before the first character of an answer. */
    static final String PREFIX = "import " + String.join(";import ", IMPORTS) + ";";

    /** Processor time of one compilation: a hundred times what an ordinary answer takes. */
    static final Duration LIMIT = Duration.ofSeconds(20);

    private final Duration limit;
    private Javac javac = new Javac();
    private boolean spent;

    /** Gives each compilation {@link #LIMIT}. */
    public AnswerCompiler() {
        this(LIMIT);
    }

    /** @param limit processor time of one compilation */
    AnswerCompiler(Duration limit) {
        this.limit = limit;
    }

    /** The compiler in use: another one once an answer has kept the first busy for ever. */
    public Javac javac() {
        return javac;
    }

    /** Whether an answer has left this JVM the worse for it: a thread that compiles for ever, a heap that was full, a compiler that failed. */
    boolean spent() {
        return spent;
    }

    /**
     * Compiles an answer against the contract of its exercise.
     *
     * @return its classes; or the problems, at lines of the answer, also where the compiler itself failed on it
     * @throws NotJudgedException if this machine let the compiler have no processor time
     */
    public Compilation compile(String answer, ExerciseClasses exercise) {
        Javac mine = javac;
        try {
            return CompileThread.run(limit, () -> compileChecked(answer, exercise, mine));
        } catch (CompileThread.TooLongException e) {
            // the old one is still at it: it is left to its thread
            spent = true;
            javac = new Javac();
            return refused(
                    Compilation.Why.DOES_NOT_COMPILE,
                    "The compiler was still busy with this source after " + limit.toSeconds()
                            + " s of processor time: simplify its types, most of all nested generic calls with"
                            + " `var`.");
        } catch (StackOverflowError e) {
            return refused(Compilation.Why.DOES_NOT_COMPILE, "The source is nested too deeply for the compiler.");
        } catch (OutOfMemoryError e) {
            spent = true;
            return outOfMemory();
        } catch (NotJudgedException e) {
            spent = true;
            javac = new Javac();
            throw e;
        } catch (IllegalStateException | AssertionError e) {
            // javac's own failure on a source it was not made for; the learner's to change, not ours
            spent = true;
            return refused(
                    Compilation.Why.DOES_NOT_COMPILE,
                    "The compiler gave up on this source (" + e.getClass().getSimpleName() + ").");
        }
    }

    static Compilation.Refused outOfMemory() {
        return refused(
                Compilation.Why.DOES_NOT_COMPILE,
                "The compiler ran out of memory on this source: look for a constant that doubles, or types that do.");
    }

    private static Compilation compileChecked(String answer, ExerciseClasses exercise, Javac javac) {
        String[] lines = answer.split("\n", -1);
        var given = new ArrayList<>(exercise.contract());
        given.addAll(Services.classes());
        Javac.Run run = javac.start(List.of(MemoryFiles.source("Answer.java", PREFIX + answer)), given, false);
        try {
            var units = new ArrayList<CompilationUnitTree>();
            run.task.parse().forEach(units::add);
            if (startsWithPackage(answer)) {
                return refused(
                        Compilation.Why.DOES_NOT_COMPILE, "An answer stands in no package: remove the package line.");
            }
            for (Tree type :
                    units.isEmpty() ? List.<Tree>of() : units.getFirst().getTypeDecls()) {
                if (isImplicit(type, units.getFirst(), Trees.instance(run.task).getSourcePositions())) {
                    return refused(
                            Compilation.Why.DOES_NOT_COMPILE,
                            "An answer holds imports and type declarations only: put methods and variables into a"
                                    + " class that implements "
                                    + exercise.simpleContractName() + ".");
                }
            }
            List<TypeElement> types = MainClass.declared(run);
            if (run.errors().isEmpty()) {
                switch (MainClass.of(run, types, exercise, lines)) {
                    case MainClass.Missing(Problem problem) -> {
                        return new Compilation.Refused(Compilation.Why.NOT_ONE_CLASS, List.of(problem));
                    }
                    case MainClass.Found(String name) -> {
                        run.task.generate();
                        if (run.errors().isEmpty()) {
                            return new Compilation.Compiled(name, run.files.compiled(), answer);
                        }
                    }
                }
            }
            return refused(run, lines);
        } catch (IOException e) {
            throw new IllegalStateException("a compilation in memory does no input or output", e);
        }
    }

    /** Whether it is the class that the compiler makes up around methods without one: it starts where its first member does. */
    private static boolean isImplicit(Tree type, CompilationUnitTree unit, SourcePositions positions) {
        return type instanceof ClassTree made
                && made.getMembers().stream()
                        .anyMatch(m -> positions.getStartPosition(unit, m) == positions.getStartPosition(unit, made));
    }

    private static boolean startsWithPackage(String answer) {
        return PACKAGE.matcher(answer).lookingAt();
    }

    /** Comments and blanks, then a package line. */
    private static final java.util.regex.Pattern PACKAGE =
            java.util.regex.Pattern.compile("(?:\\s|//[^\\n]*|/\\*(?:[^*]|\\*(?!/))*+\\*/)*+package\\s+[\\w.]+\\s*;");

    private static Compilation.Refused refused(Javac.Run run, String[] lines) {
        return new Compilation.Refused(
                Compilation.Why.DOES_NOT_COMPILE,
                run.errors().stream().limit(10).map(e -> problem(e, lines)).toList());
    }

    private static Compilation.Refused refused(Compilation.Why why, String message) {
        return new Compilation.Refused(why, List.of(Problem.ofWhole(message)));
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> error, String[] lines) {
        int line = (int) error.getLineNumber();
        if (line <= 0 || error.getPosition() == Diagnostic.NOPOS) {
            return Problem.ofWhole(Javac.words(error));
        }
        line = Math.min(line, lines.length);
        String sourceLine = lines[line - 1];
        // getColumnNumber expands tabs; the offset from the line's start does not
        int lineStart = line == 1 ? PREFIX.length() : PREFIX.length() + offset(lines, line);
        int column = (int) error.getPosition() - lineStart + 1;
        int length = (int) Math.max(1, error.getEndPosition() - error.getPosition());
        boolean placed = column >= 1 && column <= sourceLine.length() + 1;
        return new Problem(line, placed ? column : 0, length, Javac.words(error), sourceLine);
    }

    /** Characters of the answer before a line. */
    private static int offset(String[] lines, int line) {
        int offset = 0;
        for (int i = 0; i < line - 1; i++) {
            offset += lines[i].length() + 1;
        }
        return offset;
    }
}
