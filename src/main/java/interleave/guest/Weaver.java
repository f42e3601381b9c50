package interleave.guest;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.util.List;
import java.util.function.Function;

/**
 * The one hook that every learner class passes through before it is defined.
 *
 * <p>Whatever is woven into learner code is one visitor here: the handlers that let a stop through, the owner of submitted work, and, under the grader,
 * the redirection of time. A visitor is made anew for each class, because it may keep state while it walks one.
 */
public final class Weaver {
    /** Makes the transformation of one class, {@link #NOTHING} where it has nothing to change, so that most classes are not even written anew. */
    public interface Visitor extends Function<ClassModel, ClassTransform> {
        /** Leaves a class as it is. */
        ClassTransform NOTHING = ClassBuilder::with;
    }

    private final List<Visitor> visitors;

    /** A weaver that applies these visitors to every class, in this order. */
    public Weaver(List<Visitor> visitors) {
        this.visitors = List.copyOf(visitors);
    }

    /**
     * The class as it is to be defined.
     *
     * @param bytes a class file
     * @param loader the loader that will define it, asked for the supertypes of other classes it mentions
     * @return the woven class file
     * @throws IllegalArgumentException if the bytes are no class file
     */
    public byte[] weave(byte[] bytes, SnippetLoader loader) {
        var resolver = ClassHierarchyResolver.ofResourceParsing(loader)
                .orElse(ClassHierarchyResolver.defaultResolver())
                .cached();
        var classFile = ClassFile.of(ClassHierarchyResolverOption.of(resolver));
        ClassModel model = classFile.parse(bytes);
        byte[] woven = bytes;
        for (Visitor visitor : visitors) {
            ClassTransform transform = visitor.apply(model);
            if (!transform.equals(Visitor.NOTHING)) {
                woven = classFile.transformClass(model, transform);
                model = classFile.parse(woven);
            }
        }
        return woven;
    }
}
