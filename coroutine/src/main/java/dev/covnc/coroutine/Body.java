package dev.covnc.coroutine;

import java.util.Objects;

/** What a coroutine runs, from its first frame to its end, and how that ended. */
final class Body implements Runnable {
    private final Coroutine coroutine;
    private final Runnable body;
    private Throwable failure;

    Body(Coroutine coroutine, Runnable body) {
        this.coroutine = coroutine;
        this.body = Objects.requireNonNull(body);
    }

    /** The bottom of the coroutine's stack. */
    @Override
    public void run() {
        Slot.here().current = coroutine;
        try {
            body.run();
        } catch (Throwable t) {
            failure = t;
        } finally {
            coroutine.ended();
        }
    }

    /** Does nothing if it has not failed. */
    void throwFailure() {
        Throwing.unchecked(failure);
    }
}
