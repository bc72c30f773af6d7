package dev.covnc.coroutine;

import io.netty.util.concurrent.EventExecutor;

import java.util.concurrent.RejectedExecutionException;

/**
 * A coroutine's way from one event loop to another. Run by the loop that it leaves, after it has
 * been suspended there: before that, the other loop would run what still runs here.
 */
final class Move implements Runnable {
    private final Coroutine coroutine;
    private final EventExecutor other;
    private final Runnable stay;
    private boolean stays;

    /**
     * @param stay takes the move back
     */
    Move(Coroutine coroutine, EventExecutor other, Runnable stay) {
        this.coroutine = coroutine;
        this.other = other;
        this.stay = stay;
    }

    /** Suspends, and returns on the other loop. The suspension itself may be refused. */
    @Suspends
    void suspend() {
        try {
            coroutine.suspend();
        } catch (Throwable refusal) {
            stay();
            throw refusal;
        }
        if (stays) {
            throw new IllegalStateException(
                    coroutine + " cannot move to a loop that has been shut down");
        }
    }

    @Override
    public void run() {
        if (stays) {
            return;
        }
        try {
            other.execute(coroutine::run);
        } catch (RejectedExecutionException _) {
            stay();
            coroutine.run();
        }
    }

    private void stay() {
        stays = true;
        stay.run();
    }
}
