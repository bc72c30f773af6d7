package dev.covnc.coroutine;

import java.util.ArrayDeque;

/** Those whom one coroutine has woken while it ran; they run when it suspends or ends. */
final class WakeUps {
    /** Of all that wake nobody: a switch need not look at an object of their own. */
    static final WakeUps NONE = new WakeUps();

    private final ArrayDeque<Coroutine> woken = new ArrayDeque<>();

    /** These and one more. */
    WakeUps and(Coroutine coroutine) {
        var wakeUps = this == NONE ? new WakeUps() : this;
        wakeUps.woken.add(coroutine);
        return wakeUps;
    }

    /**
     * Runs them and those whom they wake, depth-first: whom the last one woke goes before whoever
     * was pending already.
     */
    void run(Slot slot) {
        if (woken.isEmpty()) {
            return;
        }
        var pending = new ArrayDeque<Coroutine>();
        moveInFrontOf(pending);
        for (var next = pending.poll(); next != null; next = pending.poll()) {
            next.resume(slot).moveInFrontOf(pending);
        }
    }

    private void moveInFrontOf(ArrayDeque<Coroutine> pending) {
        while (!woken.isEmpty()) {
            pending.push(woken.pollLast());
        }
    }
}
