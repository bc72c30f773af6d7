package dev.covnc.coroutine;

/**
 * A lock that only one coroutine holds, across its suspensions too; the others wait in line.
 * Unlocking hands it to the first of them there and then, so nobody can get in between (QEMU's
 * {@code CoMutex}).
 *
 * <p>Without suspensions inside, no lock is needed: between two of them nobody else runs. Belongs
 * to one event loop and its coroutines, unlike QEMU's, which several threads may share.
 */
public final class Mutex {
    private final String name;
    private final Waiters<Void> waiters = new Waiters<>();
    private Coroutine holder;

    /**
     * @param name for people who look at a running system
     */
    public Mutex(String name) {
        this.name = name;
    }

    /**
     * Waits until it is free, and holds it.
     *
     * @throws IllegalStateException when the caller holds it already: it would wait for itself
     */
    @Suspends
    public void lock() {
        var self = Coroutine.self();
        var holdings = self.parking().holdings();
        if (holder == self) {
            throw new IllegalStateException(self + " locks " + this + ", which it holds already");
        }
        if (holder == null) {
            holder = self;
        } else {
            waiters.await(null, false, this + ", held by " + holder, this::thrownOut);
        }
        holdings.add(this);
    }

    /**
     * Gives it to the first in line, or frees it.
     *
     * @throws IllegalStateException when the caller does not hold it
     */
    public void unlock() {
        var self = Coroutine.self();
        if (holder != self) {
            throw new IllegalStateException(
                    self
                            + " unlocks "
                            + this
                            + (holder == null ? ", which nobody holds" : ", held by " + holder));
        }
        self.parking().holdings().remove(this);
        handOn();
    }

    /** Runs the block with the lock held. */
    @Suspends
    public void locked(@Suspends Runnable block) {
        lock();
        try {
            block.run();
        } finally {
            unlock();
        }
    }

    /** Whether some coroutine holds it. */
    public boolean isLocked() {
        return holder != null;
    }

    /** Locks for one that must hold it again before it may go on, even if it is being cancelled. */
    @Suspends
    void lockAgain() {
        var parking = Coroutine.self().parking();
        var shield = parking.enter(true);
        try {
            lock();
        } finally {
            parking.leave(shield);
        }
    }

    private void thrownOut(boolean granted) {
        if (granted) {
            handOn();
        }
    }

    void handOn() {
        holder = waiters.isEmpty() ? null : waiters.grantFirst();
    }

    @Override
    public String toString() {
        return "mutex '" + name + "'";
    }
}
