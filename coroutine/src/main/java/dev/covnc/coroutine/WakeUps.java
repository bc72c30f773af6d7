package dev.covnc.coroutine;

import java.util.ArrayDeque;

/** Those whom one coroutine has woken while it ran; they run when it suspends or ends. */
final class WakeUps {
    /** Null until first used: most coroutines wake nobody. */
    private ArrayDeque<Coroutine> woken;

    void add(Coroutine coroutine) {
        if (woken == null) {
            woken = new ArrayDeque<>();
        }
        woken.add(coroutine);
    }

    private boolean isEmpty() {
        return woken == null || woken.isEmpty();
    }

    /**
     * Runs them and those whom they wake, depth-first: whom the last one woke goes before whoever
     * was pending already.
     */
    void run(Slot slot) {
        if (isEmpty()) {
            return;
        }
        var pending = new ArrayDeque<Coroutine>();
        moveInFrontOf(pending);
        for (var next = pending.poll(); next != null; next = pending.poll()) {
            next.resume(slot).moveInFrontOf(pending);
        }
    }

    private void moveInFrontOf(ArrayDeque<Coroutine> pending) {
        while (!isEmpty()) {
            pending.push(woken.pollLast());
        }
    }
}
