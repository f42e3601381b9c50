package interleave.grade;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Compiles an answer as one unit, for {@code %%answer} in a notebook and for the grader alike: what fails in the one fails in the other, at the same line.
 *
 * <p>The unit sees the JDK, the exercise's contract and the services, under {@linkplain #IMPORTS these imports}, which stand before the answer's first
 * character: its line numbers are the learner's. Not thread-safe.
 */
final class AnswerCompiler {
    /** Imported on demand, so that the answer's own imports and types always win. */
    static final List<String> IMPORTS = List.of(
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

    AnswerCompiler() {
        this(LIMIT);
    }

    AnswerCompiler(Duration limit) {
        this.limit = limit;
    }

    /** The compiler in use: another one once an answer has kept the first busy for ever. */
    Javac javac() {
        return javac;
    }

    /** Whether an answer has left this JVM the worse for it: a thread that compiles for ever, a heap that was full, a compiler that failed. */
    boolean spent() {
        return spent;
    }

    Compilation compile(String answer, ExerciseClasses exercise) {
        Javac mine = javac;
        try {
            return CompileThread.run(limit, () -> compileChecked(answer, exercise, mine));
        } catch (CompileThread.TooLongException e) {
            // the old one is still at it: it is left to its thread
            spent = true;
            javac = new Javac();
            return refused(
                    Outcome.COMPILE,
                    "The compiler was still busy with this source after " + limit.toSeconds()
                            + " s of processor time: simplify its types, most of all nested generic calls with"
                            + " `var`.");
        } catch (StackOverflowError e) {
            return refused(Outcome.COMPILE, "The source is nested too deeply for the compiler.");
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
                    Outcome.COMPILE,
                    "The compiler gave up on this source (" + e.getClass().getSimpleName() + ").");
        }
    }

    static Compilation.Refused outOfMemory() {
        return refused(
                Outcome.COMPILE,
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
                return refused(Outcome.COMPILE, "An answer stands in no package: remove the package line.");
            }
            for (Tree type :
                    units.isEmpty() ? List.<Tree>of() : units.getFirst().getTypeDecls()) {
                if (isImplicit(type, units.getFirst(), Trees.instance(run.task).getSourcePositions())) {
                    return refused(
                            Outcome.COMPILE,
                            "An answer holds imports and type declarations only: put methods and variables into a"
                                    + " class that implements "
                                    + simple(exercise.contractName()) + ".");
                }
            }
            var types = new ArrayList<TypeElement>();
            for (Element element : run.task.analyze()) {
                if (element instanceof TypeElement type && type.getNestingKind() == NestingKind.TOP_LEVEL) {
                    collect(type, types);
                }
            }
            if (run.errors().isEmpty()) {
                Object main = implementation(run, types, exercise, lines);
                if (main instanceof Compilation.Refused refused) {
                    return refused;
                }
                run.task.generate();
                if (run.errors().isEmpty()) {
                    return new Compilation.Compiled((String) main, run.files.compiled(), answer);
                }
            }
            return refused(run, lines);
        } catch (IOException e) {
            throw new IllegalStateException("a compilation in memory does no input or output", e);
        }
    }

    /** The binary name of the one class that implements the contract, or why there is none. */
    private static Object implementation(
            Javac.Run run, List<TypeElement> types, ExerciseClasses exercise, String[] lines) {
        var elements = run.task.getElements();
        var trees = Trees.instance(run.task);
        String contract = simple(exercise.contractName());
        TypeElement wanted = elements.getTypeElement(exercise.contractName());
        var found = new ArrayList<TypeElement>();
        for (TypeElement type : types) {
            boolean isClass = type.getKind() == ElementKind.CLASS || type.getKind() == ElementKind.RECORD;
            if (isClass
                    && !type.getModifiers().contains(Modifier.ABSTRACT)
                    && run.task
                            .getTypes()
                            .isSubtype(type.asType(), run.task.getTypes().erasure(wanted.asType()))) {
                found.add(type);
            }
        }
        if (found.isEmpty()) {
            for (TypeElement type : types) {
                if (type.getSimpleName().contentEquals(contract)) {
                    return missing(
                            trees,
                            type,
                            lines,
                            "Your own type " + contract + " hides the exercise's: remove it or give it another name");
                }
            }
            return refused(
                    Outcome.MISSING,
                    "No class implements " + contract + ": write `class MyAnswer implements " + contract + " { … }`.");
        }
        if (found.size() > 1) {
            List<String> names =
                    found.stream().map(t -> t.getSimpleName().toString()).toList();
            return missing(
                    trees,
                    found.get(1),
                    lines,
                    "More than one class implements " + contract + " (" + String.join(", ", names) + "): keep one");
        }
        TypeElement only = found.getFirst();
        if (only.getNestingKind().isNested() && !only.getModifiers().contains(Modifier.STATIC)) {
            return missing(
                    trees,
                    only,
                    lines,
                    only.getSimpleName()
                            + " is an inner class, which cannot be made on its own: declare it static or at the top"
                            + " level");
        }
        for (ExecutableElement constructor : ElementFilter.constructorsIn(only.getEnclosedElements())) {
            if (constructor.getParameters().isEmpty()) {
                return elements.getBinaryName(only).toString();
            }
        }
        return missing(
                trees,
                only,
                lines,
                only.getSimpleName() + " has no constructor without parameters, which the grader calls: add one");
    }

    private static Compilation.Refused missing(Trees trees, TypeElement type, String[] lines, String message) {
        return new Compilation.Refused(Outcome.MISSING, List.of(at(trees, type, lines, message)));
    }

    private static void collect(TypeElement type, List<TypeElement> into) {
        into.add(type);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(t -> collect(t, into));
    }

    private static Problem at(Trees trees, TypeElement type, String[] lines, String message) {
        var path = trees.getPath(type);
        if (path == null) {
            return Problem.ofWhole(message);
        }
        long start = trees.getSourcePositions().getStartPosition(path.getCompilationUnit(), path.getLeaf());
        int line = (int) path.getCompilationUnit().getLineMap().getLineNumber(start);
        return new Problem(line, 0, 1, message, line <= lines.length ? lines[line - 1] : "");
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
                Outcome.COMPILE,
                run.errors().stream().limit(10).map(e -> problem(e, lines)).toList());
    }

    private static Compilation.Refused refused(Outcome outcome, String message) {
        return new Compilation.Refused(outcome, List.of(Problem.ofWhole(message)));
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

    static String simple(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }
}
