package dev.covnc.coroutine;

/**
 * Coroutines that wait for a condition, first come, first woken: QEMU's {@code CoQueue}, a
 * condition variable without a lock of its own.
 *
 * <pre>{@code
 * while (!condition()) {
 *     queue.await("the condition");
 * }
 * }</pre>
 *
 * <p>Unlike a {@link Signal} it does not remember a wake-up that comes when nobody waits: between
 * the look at the condition and the wait nobody else runs, so there is none to lose. Belongs to one
 * event loop and its coroutines.
 */
public final class WaitQueue {
    private final Waiters<Void> waiters = new Waiters<>();

    /** Waits at the end of the queue. */
    @Suspends
    public void await(String reason) {
        waiters.await(null, false, reason, this::thrownOut);
    }

    /**
     * Waits at the head: for one that was woken, found its condition untrue, and keeps its place.
     */
    @Suspends
    public void awaitInFront(String reason) {
        waiters.await(null, true, reason, this::thrownOut);
    }

    /** Releases the mutex, waits at the end of the queue, and locks it again. */
    @Suspends
    public void await(String reason, Mutex mutex) {
        mutex.unlock();
        try {
            await(reason);
        } finally {
            mutex.lockAgain();
        }
    }

    /**
     * Wakes the one that has waited longest. One that is thrown out of its wait after it was woken
     * passes the wake-up on.
     *
     * @return false if nobody waits
     */
    public boolean wakeNext() {
        if (waiters.isEmpty()) {
            return false;
        }
        waiters.grantFirst();
        return true;
    }

    /** Wakes all that wait now, in the order they came in. */
    public void wakeAll() {
        while (wakeNext()) {
            continue;
        }
    }

    private void thrownOut(boolean woken) {
        if (woken) {
            wakeNext();
        }
    }

    /** Whether nobody waits. */
    public boolean isEmpty() {
        return waiters.isEmpty();
    }
}
