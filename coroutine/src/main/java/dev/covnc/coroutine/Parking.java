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
    /** What one waits for that has yielded: no wake-up, but to be entered by hand. */
    private static final String ENTERER = "somebody to enter it";

    private final Coroutine coroutine;

    /**
     * Changed only on the loop that it names. Another thread may read an old one: whatever it posts
     * there is sent on.
     */
    private EventExecutor loop;

    private final CancelScope wholeLife = new CancelScope(null, false);
    private CancelScope cancelScope = wholeLife;

    /** Null until it locks something. */
    private Holdings holdings;

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
        check();
        if (!wakeUpRemembered) {
            waitsFor(reason);
            coroutine.suspend();
        }
        wakeUpRemembered = false;
        check();
    }

    /** Waits to be entered. A wake-up that comes meanwhile is kept for the next wait. */
    @Suspends
    void yieldToEnterer() {
        check();
        waitsFor(ENTERER);
        coroutine.suspend();
        check();
    }

    /** Throws if the coroutine is to end, or a block that it is in. */
    void check() {
        cancelScope.check();
    }

    private void waitsFor(String reason) {
        this.reason = reason;
        since = loop.ticker().nanoTime();
    }

    /** Throws if it waits, but not to be entered. */
    void checkEnterable() {
        if (reason == null) {
            return;
        }
        if (reason != ENTERER || scheduled) {
            throw new IllegalStateException(
                    "%s waits for %s; only a wake-up may enter it, not %s"
                            .formatted(coroutine, reason, Slot.whoIsHere()));
        }
        if (!isHere()) {
            throw new IllegalStateException(
                    "%s is entered by %s, which is not its event loop"
                            .formatted(coroutine, Slot.whoIsHere()));
        }
    }

    /**
     * Ends the wait, or the next one if there is none now. Never enters the coroutine here and now.
     * From any thread: one that is not the coroutine's loop posts to it.
     */
    void wake() {
        if (isHere()) {
            wakeHere();
        } else {
            loop.execute(this::wake);
        }
    }

    /** Whether this is the loop's thread, or the thread of a coroutine that runs in its stead. */
    private boolean isHere() {
        var running = Slot.here().current;
        return running != null && running.livesOn(loop) || loop.inEventLoop();
    }

    private void wakeHere() {
        if (reason == null || scheduled || reason == ENTERER && !cancelScope.isToEnd()) {
            wakeUpRemembered = true;
            return;
        }
        scheduled = true;
        if (Coroutine.isInside()) {
            var waker = Coroutine.self();
            waker.wakeUps = waker.wakeUps.and(coroutine);
        } else {
            loop.execute(coroutine::run);
        }
    }

    /** Goes on on another loop. */
    @Suspends
    void moveTo(EventExecutor other) {
        var here = loop;
        if (here == other) {
            return;
        }
        check();
        checkMovable();
        var move = new Move(coroutine, other, () -> loop = here);
        here.execute(move);
        waitsFor("its move to another loop");
        scheduled = true;
        loop = other;
        move.suspend();
        check();
    }

    /**
     * Compiled code keeps the current thread across a suspension, and would take the old loop's for
     * the new one's: tried, it goes wrong after some hundred thousand moves. A coroutine that is a
     * thread takes it along.
     */
    private void checkMovable() {
        if (coroutine.backEnd() == BackEnd.CONTINUATION) {
            throw new IllegalStateException(
                    coroutine + " cannot move: only those on virtual threads can");
        }
        if (holdings != null && !holdings.isEmpty()) {
            throw new IllegalStateException(
                    coroutine + " cannot move with " + holdings + ", which would stay behind");
        }
        if (cancelScope != wholeLife) {
            throw new IllegalStateException(
                    coroutine + " cannot move inside a scope or a deadline, which stay behind");
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

    /** Leaves the block; blocks may be left in any order. */
    void leave(CancelScope block) {
        block.leave();
        while (cancelScope.isLeft()) {
            cancelScope = cancelScope.outer();
        }
    }

    /** The locks that it holds. */
    Holdings holdings() {
        if (holdings == null) {
            holdings = new Holdings(coroutine);
        }
        return holdings;
    }

    /**
     * Its body is over, and must have given everything back.
     *
     * @return what it has thrown, null if nothing, or the complaint about what was not given back
     */
    Throwable end(Throwable thrown) {
        if (cancelScope != wholeLife) {
            scopes().forEach(holdings()::add);
        }
        return holdings == null ? thrown : holdings.end(thrown);
    }

    /** Runs something on the loop after a time; it is for this coroutine's own waits. */
    Timer after(Duration time, Runnable action) {
        var unit = TimeUnit.NANOSECONDS;
        var future = loop.schedule(action, unit.convert(time), unit);
        return () -> future.cancel(false);
    }

    EventExecutor loop() {
        return loop;
    }
}
