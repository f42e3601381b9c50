package io.github.spencerpark.jupyter.kernel.magic.registry;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a method that is a magic of one line; it may take a {@code List<String>}, the words behind its name. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface LineMagic {
    /** Its name; that of the method where none is given. */
    String value() default "";

    /** More names of it. */
    String[] aliases() default {};
}
