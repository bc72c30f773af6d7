package dev.covnc.coroutine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that may give the event loop back before it returns, so that other coroutines run
 * meanwhile. It must be called from inside a coroutine, and says so when it is not. Between two
 * calls of marked methods the caller owns the world.
 *
 * <p>On a parameter: the function that is handed over runs inside a coroutine, and so may suspend,
 * whoever hands it over. {@link SuspensionCheck} checks both.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.PARAMETER})
public @interface Suspends {}
