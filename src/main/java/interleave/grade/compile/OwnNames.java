package interleave.grade.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import interleave.grade.exercise.Exercise;
import interleave.grade.exercise.NamedSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Which names of some Java sources are their own, and which are those of the JDK or a library. The compiler knows: a name that means something of theirs
 * anywhere is theirs everywhere, so what is left may be changed in all sources at once.
 */
public final class OwnNames {
    private final Javac javac;
    private final ExerciseClasses classes;
    private final Set<String> declared = new HashSet<>();
    private final Set<String> foreign = new HashSet<>();

    /** Of all sources of an exercise: contract, tests, hidden tests and starter, with their {@code classes}. */
    public OwnNames(Exercise exercise, ExerciseClasses classes, Javac javac) {
        this.javac = javac;
        this.classes = classes;
        read(exercise.contract(), Services.classes(), false);
        read(exercise.tests(), classes.contract(), true);
        read(exercise.hidden(), classes.contract(), true);
        answer(exercise.starter());
    }

    /** Counts an answer's names as well. */
    public void answer(String source) {
        var given = new ArrayList<>(classes.contract());
        given.addAll(Services.classes());
        read(List.of(new NamedSource("Answer.java", AnswerCompiler.PREFIX + source)), given, false);
    }

    /** Names declared in these sources that mean nothing else in any of them. */
    public Set<String> own() {
        var own = new HashSet<>(declared);
        own.removeAll(foreign);
        return own;
    }

    /** Names of the JDK, of a library, of a service that these sources use. */
    public Set<String> foreign() {
        return Set.copyOf(foreign);
    }

    private void read(List<NamedSource> sources, List<ClassBytes> given, boolean withClassPath) {
        if (sources.isEmpty()) {
            return;
        }
        List<JavaFileObject> files = sources.stream()
                .map(s -> MemoryFiles.source(s.name(), s.text()))
                .toList();
        Javac.Run run = javac.start(files, given, withClassPath);
        try {
            var units = new ArrayList<CompilationUnitTree>();
            run.task.parse().forEach(units::add);
            run.task.analyze();
            Trees trees = Trees.instance(run.task);
            units.forEach(unit -> new Reader().scan(unit, trees));
        } catch (IOException e) {
            throw new IllegalStateException("a compilation in memory does no input or output", e);
        }
    }

    private final class Reader extends TreePathScanner<@Nullable Void, Trees> {
        @Override
        public @Nullable Void visitClass(ClassTree tree, Trees trees) {
            declared.add(tree.getSimpleName().toString());
            if (trees.getElement(getCurrentPath()) instanceof TypeElement type) {
                inherited(type.getSuperclass());
                type.getInterfaces().forEach(this::inherited);
            }
            return super.visitClass(tree, trees);
        }

        /** What overrides a method of the JDK must keep its name. */
        private void inherited(TypeMirror mirror) {
            if (mirror instanceof DeclaredType type && type.asElement() instanceof TypeElement element) {
                if (isForeign(element)) {
                    element.getEnclosedElements()
                            .forEach(e -> foreign.add(e.getSimpleName().toString()));
                }
                inherited(element.getSuperclass());
                element.getInterfaces().forEach(this::inherited);
            }
        }

        @Override
        public @Nullable Void visitMethod(MethodTree tree, Trees trees) {
            declared.add(tree.getName().toString());
            return super.visitMethod(tree, trees);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree tree, Trees trees) {
            declared.add(tree.getName().toString());
            return super.visitVariable(tree, trees);
        }

        @Override
        public @Nullable Void visitIdentifier(IdentifierTree tree, Trees trees) {
            used(tree.getName().toString(), trees);
            return super.visitIdentifier(tree, trees);
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree tree, Trees trees) {
            used(tree.getIdentifier().toString(), trees);
            return super.visitMemberSelect(tree, trees);
        }

        @Override
        public @Nullable Void visitMemberReference(MemberReferenceTree tree, Trees trees) {
            used(tree.getName().toString(), trees);
            return super.visitMemberReference(tree, trees);
        }

        private void used(String name, Trees trees) {
            Element element = trees.getElement(getCurrentPath());
            if (element != null && isForeign(element)) {
                foreign.add(name);
            }
        }

        private static boolean isForeign(Element element) {
            if (element instanceof PackageElement) {
                return true;
            }
            String home = packageOf(element);
            return !home.isEmpty() && !home.equals(ExerciseClasses.PACKAGE);
        }

        private static String packageOf(Element element) {
            for (@Nullable Element e = element; e != null; e = e.getEnclosingElement()) {
                if (e instanceof PackageElement found) {
                    return found.getQualifiedName().toString();
                }
            }
            return "";
        }
    }
}
