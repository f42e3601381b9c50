package interleave.grade;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The wrong idea that a failure of this test points to: the entry of the catalogue of misconceptions, as number and name,
 * for example {@code "07-lazy-stream"}. A {@link Rejection} that names an idea of its own wins over the annotation.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idea {
    /** Two digits, a dash, words in lower case joined by dashes. */
    String value();
}
