package dev.covnc.coroutine;

import java.util.function.BooleanSupplier;

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
        await(reason, () -> false);
    }

    /**
     * Waits until it is raised, and takes it down; or until it is over, which is asked after every
     * wake-up.
     *
     * @return whether it was raised
     */
    @Suspends
    boolean await(String reason, BooleanSupplier over) {
        var self = Coroutine.self();
        if (waiter != null) {
            throw new IllegalStateException(
                    self + " waits for a signal that " + waiter + " waits for already");
        }
        waiter = self;
        try {
            while (!raised && !over.getAsBoolean()) {
                self.parking().park(reason);
            }
        } finally {
            waiter = null;
        }
        boolean wasRaised = raised;
        raised = false;
        return wasRaised;
    }
}
