package dev.covnc.coroutine;

import io.netty.util.concurrent.EventExecutor;

import java.util.concurrent.TimeUnit;

/**
 * The waiting of one coroutine that belongs to a loop: what it waits for, the wake-up that may have
 * come before, and the blocks that it can be thrown out of.
 */
final class Parking {
    private final Coroutine coroutine;
    private final EventExecutor loop;
    private final CancelScope wholeLife = new CancelScope(null, false);
    private CancelScope cancelScope = wholeLife;

    /** What it waits for; null when it does not. A new coroutine waits for its first wake-up. */
    private String reason = "its start";

    private boolean wakeUpRemembered;
    private boolean scheduled;

    Parking(Coroutine coroutine, EventExecutor loop) {
        this.coroutine = coroutine;
        this.loop = loop;
    }

    /**
     * The one wait that all others are made of. Returns after a wake-up, perhaps one that was meant
     * for another wait: call it in a loop around the condition.
     */
    @Suspends
    void park(String reason) {
        cancelScope.check();
        if (!wakeUpRemembered) {
            this.reason = reason;
            Coroutine.yield();
        }
        wakeUpRemembered = false;
        cancelScope.check();
    }

    /**
     * Ends the wait, or the next one if there is none now. Never enters the coroutine here and now.
     * For the loop and its coroutines; another thread posts to the loop first.
     */
    void wake() {
        wakeUpRemembered = true;
        if (reason == null || scheduled) {
            return;
        }
        scheduled = true;
        if (Coroutine.isInside()) {
            Coroutine.self().willRun(coroutine);
        } else {
            loop.execute(coroutine::run);
        }
    }

    /** The coroutine is being run: its wait is over. */
    void over() {
        scheduled = false;
        reason = null;
    }

    /** What it waits for; null when it does not. */
    String reason() {
        return reason;
    }

    /** Tells the coroutine to end: every wait of it throws from now on. */
    void cancel() {
        wholeLife.trip(() -> new CancelledException(coroutine.name()));
        wake();
    }

    /** Enters a block, around what follows until {@link #leave}. */
    CancelScope enter(boolean shield) {
        cancelScope = new CancelScope(cancelScope, shield);
        return cancelScope;
    }

    /** Leaves the block, and any inside it. */
    void leave(CancelScope block) {
        cancelScope = block.outer();
    }

    /** Runs something on the loop after a time; it is for this coroutine's own waits. */
    Timer after(long nanos, Runnable action) {
        var future = loop.schedule(action, nanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    EventExecutor loop() {
        return loop;
    }

    /** Something that will happen unless it is stopped. */
    interface Timer {
        void stop();
    }
}
