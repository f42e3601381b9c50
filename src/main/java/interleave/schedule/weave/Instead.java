package interleave.schedule.weave;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method that woven learner code calls instead of one of the JDK's.
 *
 * <p>For an instance method of the JDK, the first parameter is its receiver, of the class named here.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Instead {
    /** The class that declares the JDK's method. */
    Class<?> of();

    /** The JDK's method; empty if the marked one has the same name. */
    String name() default "";

    /** Whether the JDK's method is static. */
    boolean isStatic() default false;
}
