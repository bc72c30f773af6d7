package dev.covnc.coroutine;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A lock that many coroutines hold to read, or one to write. Strictly first come, first served: a
 * reader waits when anybody waits, so writers are not starved (QEMU's {@code CoRwlock}).
 *
 * <p>Belongs to one event loop and its coroutines.
 */
public final class RwLock {
    private enum Wish {
        READ,
        WRITE
    }

    private final String name;
    private final Waiters<Wish> waiters = new Waiters<>();
    private final Set<Coroutine> readers = new LinkedHashSet<>();
    private Coroutine writer;

    /**
     * @param name for people who look at a running system
     */
    public RwLock(String name) {
        this.name = name;
    }

    /**
     * Waits until nobody writes and nobody waits, and holds it to read.
     *
     * @throws IllegalStateException when the caller holds it already
     */
    @Suspends
    public void lockToRead() {
        var self = notYetHolding();
        awaitReading(self);
        self.parking().holdings().add(this);
    }

    /**
     * Waits until nobody reads or writes, and holds it to write.
     *
     * @throws IllegalStateException when the caller holds it already
     */
    @Suspends
    public void lockToWrite() {
        var self = notYetHolding();
        if (writer == null && readers.isEmpty() && waiters.isEmpty()) {
            writer = self;
        } else {
            await(Wish.WRITE, self);
        }
        self.parking().holdings().add(this);
    }

    /**
     * Turns reading into writing: at once for the only reader when nobody waits. Otherwise it gives
     * up reading and goes to the end of the line, so that another may write before it: what was
     * read must be read again. One that is thrown out of this wait has first waited to read, so
     * that it leaves holding what it held.
     *
     * @throws IllegalStateException when the caller does not hold it to read
     */
    @Suspends
    public void upgrade() {
        var self = holding(Wish.READ);
        readers.remove(self);
        if (readers.isEmpty() && waiters.isEmpty()) {
            writer = self;
            return;
        }
        serve();
        try {
            await(Wish.WRITE, self);
        } catch (Throwable t) {
            readAgain(self);
            throw t;
        }
    }

    /**
     * Turns writing into reading, without a wait; readers at the head of the line join.
     *
     * @throws IllegalStateException when the caller does not hold it to write
     */
    public void downgrade() {
        var self = holding(Wish.WRITE);
        writer = null;
        readers.add(self);
        serve();
    }

    /**
     * Gives it up.
     *
     * @throws IllegalStateException when the caller does not hold it
     */
    public void unlock() {
        var self = Coroutine.self();
        if (self != writer && !readers.contains(self)) {
            throw new IllegalStateException(
                    "%s unlocks %s, which it does not hold but %s"
                            .formatted(self, this, holders()));
        }
        self.parking().holdings().remove(this);
        giveUp(self);
    }

    void giveUp(Coroutine holder) {
        readers.remove(holder);
        writer = writer == holder ? null : writer;
        serve();
    }

    private Coroutine notYetHolding() {
        var self = Coroutine.self();
        if (self == writer || readers.contains(self)) {
            throw new IllegalStateException(self + " locks " + this + ", which it holds already");
        }
        return self;
    }

    private Coroutine holding(Wish how) {
        var self = Coroutine.self();
        if (how == Wish.WRITE ? self != writer : !readers.contains(self)) {
            throw new IllegalStateException(
                    "%s does not hold %s to %s; held by %s"
                            .formatted(self, this, how.name().toLowerCase(Locale.ROOT), holders()));
        }
        return self;
    }

    @Suspends
    private void awaitReading(Coroutine self) {
        if (writer == null && waiters.isEmpty()) {
            readers.add(self);
        } else {
            await(Wish.READ, self);
        }
    }

    /** Even one that is being cancelled must hold again what it is going to unlock. */
    @Suspends
    private void readAgain(Coroutine self) {
        var shield = self.parking().enter(true);
        try {
            awaitReading(self);
        } finally {
            self.parking().leave(shield);
        }
    }

    @Suspends
    private void await(Wish wish, Coroutine self) {
        waiters.await(wish, false, this + ", held by " + holders(), _ -> giveUp(self));
    }

    /** Hands it to the head of the line: one writer, or all readers up to the next writer. */
    private void serve() {
        while (!waiters.isEmpty() && writer == null) {
            if (waiters.first().wish == Wish.READ) {
                readers.add(waiters.grantFirst());
            } else if (readers.isEmpty()) {
                writer = waiters.grantFirst();
            } else {
                return;
            }
        }
    }

    private Object holders() {
        if (writer != null) {
            return writer;
        }
        return readers.isEmpty() ? "nobody" : readers;
    }

    @Override
    public String toString() {
        return "read-write lock '" + name + "'";
    }
}
