package dev.covnc.coroutine;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * A stack kept by the JVM's own one-shot delimited continuations, which virtual threads are made
 * of: the fast one. It is a continuation, rather than has one, because among many coroutines a
 * switch costs what it touches. This is the only file that names {@code jdk.internal}; where that
 * package is not exported, touching this class is a {@link LinkageError}.
 *
 * <p>The body runs on the thread that resumes it. A suspension inside {@code synchronized} stops
 * the thread for good; one below a native frame or a class initialiser throws.
 */
final class ContinuationStack extends Continuation implements Stack {
    private static final ContinuationScope SCOPE = new ContinuationScope("covnc");

    /** Null before the first time. */
    private Thread home;

    ContinuationStack(Runnable body) {
        super(SCOPE, body);
    }

    @Override
    public void resume() {
        if (home == null) {
            home = Thread.currentThread();
        }
        run();
    }

    /**
     * Compiled code keeps the current thread across a suspension, and would take it for another's.
     */
    @Override
    public void checkThread(Coroutine coroutine) {
        if (home != null && home != Thread.currentThread()) {
            throw new IllegalStateException(
                    "%s is entered by %s, but on continuations it stays on thread '%s'"
                            .formatted(coroutine, Slot.whoIsHere(), home.getName()));
        }
    }

    @Override
    public void suspend() {
        Continuation.yield(SCOPE);
    }

    @Override
    protected void onPinned(Pinned reason) {
        throw new IllegalStateException("A coroutine cannot be suspended here: " + reason);
    }

    @Override
    public void outside(Runnable errand) {
        errand.run();
    }

    @Override
    public boolean sharesThread() {
        return true;
    }

    @Override
    public StackTraceElement[] frames() {
        return getStackTrace();
    }

    @Override
    public StackTraceElement monitorHolder() {
        return HeldMonitors.askJvm();
    }
}
