package dev.covnc.coroutine;

import io.netty.util.concurrent.EventExecutor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The waiting of one coroutine that belongs to a loop: what it waits for, the wake-up that may have
 * come before, and the blocks that it can be thrown out of.
 */
final class Parking {
    private final Coroutine coroutine;
    private EventExecutor loop;
    private final CancelScope wholeLife = new CancelScope(null, false);
    private CancelScope cancelScope = wholeLife;

    /** What it waits for; null when it does not. A new coroutine waits for its first wake-up. */
    private String reason = "its start";

    /** When that began, by the clock of the loop. */
    private long since;

    private boolean wakeUpRemembered;
    private boolean scheduled;

    Parking(Coroutine coroutine, EventExecutor loop) {
        this.coroutine = coroutine;
        this.loop = loop;
        since = loop.ticker().nanoTime();
    }

    /**
     * The one wait that all others are made of. Returns after a wake-up, perhaps one that was meant
     * for another wait: call it in a loop around the condition.
     */
    @Suspends
    void park(String reason) {
        cancelScope.check();
        if (!wakeUpRemembered) {
            waitsFor(reason);
            Coroutine.yield();
        }
        wakeUpRemembered = false;
        cancelScope.check();
    }

    private void waitsFor(String reason) {
        this.reason = reason;
        since = loop.ticker().nanoTime();
    }

    /**
     * Ends the wait, or the next one if there is none now. Never enters the coroutine here and now.
     * From any thread: one that is not the coroutine's loop posts to it.
     */
    void wake() {
        if (isHere()) {
            wakeHere();
        } else {
            loop.execute(this::wakeHere);
        }
    }

    /** Whether this is the loop's thread, or the thread of a coroutine that runs in its stead. */
    private boolean isHere() {
        var running = Slot.here().current;
        return running != null && running.livesOn(loop) || loop.inEventLoop();
    }

    private void wakeHere() {
        wakeUpRemembered = true;
        if (reason == null || scheduled) {
            return;
        }
        scheduled = true;
        if (Coroutine.isInside()) {
            Coroutine.self().wakeUps.add(coroutine);
        } else {
            loop.execute(coroutine::run);
        }
    }

    /**
     * Goes on on another loop. Only after the suspension is the other loop told, or it would run
     * what still runs here; and not if the suspension was refused.
     */
    @Suspends
    void moveTo(EventExecutor other) {
        var here = loop;
        if (here == other) {
            return;
        }
        if (cancelScope != wholeLife) {
            throw new IllegalStateException(
                    coroutine + " cannot move inside a scope or a deadline, which stay behind");
        }
        waitsFor("its move to another loop");
        scheduled = true;
        loop = other;
        var move = new Move();
        here.execute(move);
        try {
            Coroutine.yield();
        } catch (Throwable refusal) {
            loop = here;
            move.refused = true;
            throw refusal;
        }
    }

    /** Runs on the loop that the coroutine leaves. */
    private final class Move implements Runnable {
        private boolean refused;

        @Override
        public void run() {
            if (!refused) {
                loop.execute(coroutine::run);
            }
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

    /** How long it has waited for that. */
    Duration waited() {
        return reason == null ? Duration.ZERO : Duration.ofNanos(loop.ticker().nanoTime() - since);
    }

    /** Tells the coroutine to end: every wait of it throws from now on. */
    void cancel() {
        if (isHere()) {
            wholeLife.trip(() -> new CancelledException(coroutine.name()));
            wakeHere();
        } else {
            loop.execute(this::cancel);
        }
    }

    /** Enters a block, around what follows until {@link #leave}. */
    CancelScope enter(boolean shield) {
        cancelScope = new CancelScope(cancelScope, shield);
        return cancelScope;
    }

    /** Enters the block in which the scope is owned. */
    CancelScope enter(CoroutineScope scope) {
        cancelScope = new CancelScope.Owning(cancelScope, scope);
        return cancelScope;
    }

    /** The scopes that the coroutine owns, outermost first. */
    List<CoroutineScope> scopes() {
        return cancelScope.scopes();
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
