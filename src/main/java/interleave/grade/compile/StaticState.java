package interleave.grade.compile;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells from class files whether something may stay in static fields from one run to the next, so that classes must be loaded anew for each: that is right for
 * any answer, and ten times slower.
 *
 * <p>Whatever is not known to be unchangeable counts as changeable.
 */
final class StaticState {
    private static final Set<String> UNCHANGEABLE = Set.of(
            "Ljava/lang/String;",
            "Ljava/lang/Boolean;",
            "Ljava/lang/Byte;",
            "Ljava/lang/Character;",
            "Ljava/lang/Short;",
            "Ljava/lang/Integer;",
            "Ljava/lang/Long;",
            "Ljava/lang/Float;",
            "Ljava/lang/Double;",
            "Ljava/lang/Class;",
            "Ljava/math/BigInteger;",
            "Ljava/math/BigDecimal;",
            "Ljava/time/Duration;",
            "Ljava/time/Instant;",
            "Ljava/time/LocalDate;",
            "Ljava/time/LocalTime;",
            "Ljava/time/LocalDateTime;",
            "Ljava/util/UUID;",
            "Ljava/util/concurrent/TimeUnit;",
            "Ljava/util/regex/Pattern;");

    private final Set<String> unchangeable = new HashSet<>(UNCHANGEABLE);

    private StaticState() {}

    /** Whether any of these classes has a static field that may change, or holds something that may. */
    static boolean in(List<ClassBytes> classes) {
        var models = classes.stream().map(c -> ClassFile.of().parse(c.bytes())).toList();
        var state = new StaticState();
        for (ClassModel model : models) {
            if (model.flags().has(AccessFlag.ENUM) && state.isUnchangeable(model)) {
                state.unchangeable.add("L" + model.thisClass().asInternalName() + ";");
            }
        }
        return models.stream()
                .flatMap(model -> model.fields().stream())
                .anyMatch(field -> field.flags().has(AccessFlag.STATIC) && state.mayChange(field));
    }

    /** Whether no instance of this class can change. */
    private boolean isUnchangeable(ClassModel model) {
        return model.fields().stream()
                .filter(field -> !field.flags().has(AccessFlag.STATIC))
                .noneMatch(this::mayChange);
    }

    private boolean mayChange(FieldModel field) {
        // an enum's list of values and a switch's table, which nobody writes twice
        if (field.flags().has(AccessFlag.SYNTHETIC) && field.flags().has(AccessFlag.FINAL)) {
            return false;
        }
        String type = field.fieldType().stringValue();
        return !field.flags().has(AccessFlag.FINAL) || !(type.length() == 1 || unchangeable.contains(type));
    }
}
