package interleave.schedule.inside;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What stands in a field or an array's element of the learner's, for the reader of an order: looked at before the first step to it. */
final class MemberValue {
    private static final Predicate<String> LEARNERS = Inside.Settings.DEFAULT.learner();

    private MemberValue() {}

    /**
     * The value of that part of the object, in words; empty if it has no such field or element, or that cannot be read.
     *
     * @param target an object, an array, or the class of a static field
     * @param member a field's name, or an element as {@code [3]}
     */
    static Optional<String> words(Object target, String member) {
        try {
            if (target.getClass().isArray()) {
                int index = Integer.parseInt(member.substring(1, member.length() - 1));
                return Optional.of(Points.words(Array.get(target, index)));
            }
            Field field = field(target instanceof Class<?> type ? type : target.getClass(), member);
            if (field == null || target instanceof Class<?> != Modifier.isStatic(field.getModifiers())) {
                return Optional.empty();
            }
            field.setAccessible(true);
            return Optional.of(Points.words(field.get(target)));
        } catch (IllegalAccessException | RuntimeException e) {
            // the reader does without
            return Optional.empty();
        }
    }

    /** The field of that name that is meant: the nearest, in the learner's own classes. */
    private static @Nullable Field field(Class<?> type, String name) {
        for (Class<?> each = type; each != null && LEARNERS.test(each.getName()); each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        return null;
    }
}
