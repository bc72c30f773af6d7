package dev.covnc.coroutine;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Executable;
import java.util.Optional;

/**
 * What is said when something that needs a coroutine is called outside one. Only then is the stack
 * looked through for the method to name: the outermost that is marked, for that is the call that
 * crossed the line.
 */
final class Outside {
    private Outside() {}

    /**
     * Does nothing inside a coroutine. For what suspends, but not always, and shall say so always.
     */
    static void refuse() {
        if (!Coroutine.isInside()) {
            throw refusal();
        }
    }

    static IllegalStateException refusal() {
        return new IllegalStateException(
                called().map(Outside::sentence).orElse("This is not inside a coroutine"));
    }

    private static Optional<String> called() {
        return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(Outside::isMarked).reduce((_, outer) -> outer))
                .map(Outside::name);
    }

    /** The first words are QEMU's and gtk-vnc's. */
    private static String sentence(String called) {
        return (called.equals("Coroutine.yield") ? "Yielding to no one: " : "")
                + called
                + " suspends, and this is not inside a coroutine";
    }

    private static boolean isMarked(StackFrame frame) {
        try {
            return executable(frame).isAnnotationPresent(Suspends.class);
        } catch (NoSuchMethodException | LinkageError _) {
            return false; // Its class cannot be looked into, so it is not one of ours.
        }
    }

    private static Executable executable(StackFrame frame) throws NoSuchMethodException {
        var type = frame.getDeclaringClass();
        var parameters = frame.getMethodType().parameterArray();
        return frame.getMethodName().equals("<init>")
                ? type.getDeclaredConstructor(parameters)
                : type.getDeclaredMethod(frame.getMethodName(), parameters);
    }

    private static String name(StackFrame frame) {
        var type = frame.getDeclaringClass().getSimpleName();
        return frame.getMethodName().equals("<init>")
                ? "new " + type
                : type + "." + frame.getMethodName();
    }
}
