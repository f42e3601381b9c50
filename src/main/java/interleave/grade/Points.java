package interleave.grade;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The points a test is worth. A test without it is worth 1; {@code @Points(0)} is shown to the learner and counts nothing.
 *
 * <p>All or nothing, unless the test says otherwise with {@link Check#part}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Points {
    /** Points, {@code >= 0}. */
    int value();
}
