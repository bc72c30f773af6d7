package dev.covnc.coroutine;

/**
 * The stack of one coroutine, and the switch on to it and off it: the seam between what a coroutine
 * means and how a JVM does it.
 *
 * <p>Whatever the implementation, the code on the stack and the code that resumed it never run at
 * the same time, and each sees all the other did before the switch.
 */
sealed interface Stack permits ContinuationStack, VirtualThreadStack, CheckedStack {

    /** A stack on this back-end, and in checked mode one that is watched. */
    static Stack of(BackEnd backEnd, String name, Runnable body) {
        var stack = backEnd.stack(name, body);
        return CheckedStack.ON ? new CheckedStack(name, stack) : stack;
    }

    /** Runs the body until it suspends or ends. Called from outside. */
    void resume();

    /**
     * Goes back to the caller of {@link #resume}; returns at the next one. Called from the body.
     */
    void suspend();

    /**
     * Runs an errand on the thread that called {@link #resume}, while the body waits for it. Called
     * from the body.
     */
    void outside(Runnable errand);

    /** Throws if the coroutine, whose stack this is, must not be resumed on this thread. */
    void checkThread(Coroutine coroutine);

    /** Whether the body runs on the very thread that resumes it. */
    boolean sharesThread();

    /**
     * The frames of a suspended body, innermost first; none before its start and after its end.
     * Called by one who could resume it.
     */
    StackTraceElement[] frames();

    /**
     * A frame of the body that holds a monitor; null if there is none. Called from the body. Takes
     * some microseconds, or tens of them.
     */
    StackTraceElement monitorHolder();
}
