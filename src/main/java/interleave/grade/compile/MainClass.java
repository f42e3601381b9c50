package interleave.grade.compile;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** The one class of an answer that implements the exercise's contract, or why there is none that the grader could make an instance of. */
sealed interface MainClass {

    /**
     * There is one.
     *
     * @param name its binary name
     */
    record Found(String name) implements MainClass {}

    /**
     * There is none that can be used.
     *
     * @param why at the class that is in the way, if one is
     */
    record Missing(Problem why) implements MainClass {}

    /** Has javac attribute what it parsed; the types declared there, nested ones too. */
    static List<TypeElement> declared(Javac.Run run) throws IOException {
        var types = new ArrayList<TypeElement>();
        for (Element element : run.task.analyze()) {
            if (element instanceof TypeElement type && type.getNestingKind() == NestingKind.TOP_LEVEL) {
                collect(type, types);
            }
        }
        return types;
    }

    private static void collect(TypeElement type, List<TypeElement> into) {
        into.add(type);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(t -> collect(t, into));
    }

    /** Looks among the types of an answer without errors. */
    static MainClass of(Javac.Run run, List<TypeElement> types, ExerciseClasses exercise, String[] lines) {
        String contract = exercise.simpleContractName();
        List<TypeElement> found =
                types.stream().filter(type -> implementing(run, type, exercise)).toList();
        if (found.isEmpty()) {
            for (TypeElement type : types) {
                if (type.getSimpleName().contentEquals(contract)) {
                    return missing(
                            run,
                            type,
                            lines,
                            "Your own type " + contract + " hides the exercise's: remove it or give it another name");
                }
            }
            return new Missing(Problem.ofWhole(
                    "No class implements " + contract + ": write `class MyAnswer implements " + contract + " { … }`."));
        }
        if (found.size() > 1) {
            List<String> names =
                    found.stream().map(t -> t.getSimpleName().toString()).toList();
            return missing(
                    run,
                    found.get(1),
                    lines,
                    "More than one class implements " + contract + " (" + String.join(", ", names) + "): keep one");
        }
        return instantiable(run, found.getFirst(), lines);
    }

    private static boolean implementing(Javac.Run run, TypeElement type, ExerciseClasses exercise) {
        boolean isClass = type.getKind() == ElementKind.CLASS || type.getKind() == ElementKind.RECORD;
        TypeElement wanted = run.task.getElements().getTypeElement(exercise.contractName());
        return isClass
                && !type.getModifiers().contains(Modifier.ABSTRACT)
                && run.task
                        .getTypes()
                        .isSubtype(type.asType(), run.task.getTypes().erasure(wanted.asType()));
    }

    private static MainClass instantiable(Javac.Run run, TypeElement only, String[] lines) {
        if (only.getNestingKind().isNested() && !only.getModifiers().contains(Modifier.STATIC)) {
            return missing(
                    run,
                    only,
                    lines,
                    only.getSimpleName()
                            + " is an inner class, which cannot be made on its own: declare it static or at the top"
                            + " level");
        }
        for (ExecutableElement constructor : ElementFilter.constructorsIn(only.getEnclosedElements())) {
            if (constructor.getParameters().isEmpty()) {
                return new Found(run.task.getElements().getBinaryName(only).toString());
            }
        }
        return missing(
                run,
                only,
                lines,
                only.getSimpleName() + " has no constructor without parameters, which the grader calls: add one");
    }

    private static Missing missing(Javac.Run run, TypeElement type, String[] lines, String message) {
        var trees = Trees.instance(run.task);
        TreePath path = trees.getPath(type);
        if (path == null) {
            return new Missing(Problem.ofWhole(message));
        }
        long start = trees.getSourcePositions().getStartPosition(path.getCompilationUnit(), path.getLeaf());
        int line = (int) path.getCompilationUnit().getLineMap().getLineNumber(start);
        return new Missing(new Problem(line, 0, 1, message, line <= lines.length ? lines[line - 1] : ""));
    }
}
