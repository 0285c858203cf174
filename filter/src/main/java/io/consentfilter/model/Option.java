package io.consentfilter.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one key of {@code consent.json}, on the record component that holds it. The only place where a description or a
 * default is written: schema, manual, dashboard and error texts quote it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
    /** One sentence for the person who writes the configuration. */
    String doc();

    /**
     * The value that counts when the key is absent, as JSON text; empty where the key is required. {@code null} stands on every
     * {@code @Nullable} component: that annotation itself is not there at run time, since its jar is not delivered.
     */
    String byDefault() default "";

    /** A value that shows the form, as JSON text. */
    String example() default "";

    /** The key in JSON, where it is not the component's name (a Java keyword such as {@code for}). */
    String key() default "";

    /** Whether the value is a secret: given by reference ({@code env:}, {@code file:}) and masked when shown. */
    boolean secret() default false;
}
