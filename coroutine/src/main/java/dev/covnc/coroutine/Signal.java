package dev.covnc.coroutine;

/**
 * A wake-up that is remembered: one coroutine waits for it, anybody on the loop raises it.
 *
 * <p>Raised before the wait, it is not lost; raised twice, it counts once. Belongs to one event
 * loop and its coroutines: another thread posts the raising to the loop.
 */
public final class Signal {
    private boolean raised;
    private Coroutine waiter;

    /** Ends the wait, or the next one. */
    public void raise() {
        raised = true;
        if (waiter != null) {
            waiter.parking().wake();
        }
    }

    /**
     * Waits until it is raised, and takes it down.
     *
     * @param reason what is waited for, for people who look at a running system
     * @throws IllegalStateException when another coroutine waits for it already
     */
    @Suspends
    public void await(String reason) {
        var self = Coroutine.self();
        if (waiter != null) {
            throw new IllegalStateException(
                    self + " waits for a signal that " + waiter + " waits for already");
        }
        waiter = self;
        try {
            while (!raised) {
                self.parking().park(reason);
            }
        } finally {
            waiter = null;
        }
        raised = false;
    }
}
