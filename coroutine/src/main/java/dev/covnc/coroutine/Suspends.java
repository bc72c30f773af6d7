package dev.covnc.coroutine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that may give the event loop back before it returns, so that other coroutines run
 * meanwhile. It must be called from inside a coroutine.
 *
 * <p>Between two calls of marked methods the caller owns the world.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface Suspends {}
