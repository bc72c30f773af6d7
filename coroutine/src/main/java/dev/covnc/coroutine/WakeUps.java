package dev.covnc.coroutine;

import java.util.ArrayDeque;

/** Those whom one coroutine has woken while it ran; they run when it suspends or ends. */
final class WakeUps {
    /** Of all that wake nobody: a switch need not look at an object of their own. */
    static final WakeUps NONE = new WakeUps();

    /** So many run in a row; then the loop has its turn, though they wake each other for ever. */
    private static final int TURNS = 1000;

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
        run(pending, slot);
    }

    private static void run(ArrayDeque<Coroutine> pending, Slot slot) {
        for (int turn = 0; turn < TURNS && !pending.isEmpty(); turn++) {
            pending.poll().resume(slot).moveInFrontOf(pending);
        }
        if (!pending.isEmpty()) {
            pending.peek().parking().loop().execute(() -> run(pending, Slot.here()));
        }
    }

    private void moveInFrontOf(ArrayDeque<Coroutine> pending) {
        while (!woken.isEmpty()) {
            pending.push(woken.pollLast());
        }
    }
}
