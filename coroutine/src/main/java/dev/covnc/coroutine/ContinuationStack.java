package dev.covnc.coroutine;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * A stack kept by the JVM's own one-shot delimited continuations, which virtual threads are made
 * of: the fast one. This is the only file that names {@code jdk.internal}; where that package is
 * not exported, touching this class is a {@link LinkageError}.
 *
 * <p>The body runs on the thread that resumes it. A suspension inside {@code synchronized} stops
 * the thread for good; one below a native frame or a class initialiser throws.
 */
final class ContinuationStack extends Stack {
    private static final ContinuationScope SCOPE = new ContinuationScope("covnc");

    private final Continuation continuation;

    ContinuationStack(Runnable body) {
        continuation =
                new Continuation(SCOPE, body) {
                    @Override
                    protected void onPinned(Pinned reason) {
                        throw new IllegalStateException(
                                "A coroutine cannot be suspended here: " + reason);
                    }
                };
    }

    @Override
    void resume() {
        continuation.run();
    }

    @Override
    void suspend() {
        Continuation.yield(SCOPE);
    }

    @Override
    void outside(Runnable errand) {
        errand.run();
    }

    @Override
    boolean sharesThread() {
        return true;
    }

    @Override
    StackTraceElement[] frames() {
        return continuation.getStackTrace();
    }

    @Override
    StackTraceElement monitorHolder() {
        return HeldMonitors.askJvm();
    }
}
