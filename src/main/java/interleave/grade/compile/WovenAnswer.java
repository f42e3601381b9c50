package interleave.grade.compile;

import interleave.schedule.weave.FuelWeaving;
import interleave.schedule.weave.PointWeaving;
import interleave.schedule.weave.Redirections;
import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/**
 * An answer as its guest defines it: its classes, and those of the contract it implements, under virtual time, with fuel, and, to be explored, with points where others
 * may come in between.
 *
 * <p>They are woven here and not in the guest: this JVM weaves one answer after another and is warm, while every guest would load and link all that weaves for one answer
 * alone, which was half of its work. No class is loaded here.
 *
 * @param contract binary name of the interface it implements
 * @param main binary name of the class that does
 * @param explored whether other threads may come before each access to what they share
 * @param keepsState whether something may stay in its static fields from one run to the next
 * @param classes all its classes, woven
 */
public record WovenAnswer(
        String contract, String main, boolean explored, boolean keepsState, List<ClassBytes> classes) {
    /**
     * Weaves an answer.
     *
     * @throws IllegalArgumentException if a class cannot be what it would become: a method of it grows too long
     */
    public static WovenAnswer of(ExerciseClasses exercise, Compilation.Compiled answer, boolean explored) {
        var classes = new ArrayList<>(exercise.contract());
        classes.addAll(answer.classes());
        ClassFile files = ClassFile.of(ClassHierarchyResolverOption.of(
                among(classes).orElse(ClassHierarchyResolver.defaultResolver()).cached()));
        return new WovenAnswer(
                exercise.contractName(),
                answer.main(),
                explored,
                explored && StaticState.in(classes),
                classes.stream()
                        .map(c -> new ClassBytes(c.name(), woven(c.bytes(), explored, files)))
                        .toList());
    }

    private static ClassHierarchyResolver among(List<ClassBytes> classes) {
        var files = new HashMap<String, byte[]>();
        classes.forEach(c -> files.put("L" + c.name().replace('.', '/') + ";", c.bytes()));
        return ClassHierarchyResolver.ofResourceParsing(type -> {
            byte[] file = files.get(type.descriptorString());
            return file == null ? null : new ByteArrayInputStream(file);
        });
    }

    /** One weaving after another: each sees what the one before has made. */
    private static byte[] woven(byte[] plain, boolean explored, ClassFile files) {
        byte[] made = explored ? transformed(plain, PointWeaving::of, files) : plain;
        made = transformed(made, _ -> ExitWeaving.weaving(), files);
        made = transformed(made, Redirections::of, files);
        return transformed(made, _ -> FuelWeaving.alone(), files);
    }

    private static byte[] transformed(byte[] bytes, Function<ClassModel, ClassTransform> weaving, ClassFile files) {
        ClassModel model = files.parse(bytes);
        return files.transformClass(model, weaving.apply(model));
    }
}
