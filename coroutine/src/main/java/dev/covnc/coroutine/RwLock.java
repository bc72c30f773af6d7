package dev.covnc.coroutine;

import java.util.LinkedHashSet;
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
        if (writer == null && waiters.isEmpty()) {
            readers.add(self);
            return;
        }
        await(Wish.READ, self);
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
            return;
        }
        await(Wish.WRITE, self);
    }

    /**
     * Turns reading into writing: at once for the only reader when nobody waits. Otherwise it gives
     * up reading and goes to the end of the line, so that another may write before it: what was
     * read must be read again.
     *
     * @throws IllegalStateException when the caller does not hold it to read
     */
    @Suspends
    public void upgrade() {
        var self = holding(Wish.READ);
        if (readers.size() == 1 && waiters.isEmpty()) {
            readers.remove(self);
            writer = self;
            return;
        }
        readers.remove(self);
        serve();
        await(Wish.WRITE, self);
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
        if (self == writer) {
            writer = null;
        } else if (!readers.remove(self)) {
            throw new IllegalStateException(self + " unlocks " + this + ", which it does not hold");
        }
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
                    self + " does not hold " + this + " to " + how.name().toLowerCase());
        }
        return self;
    }

    private void await(Wish wish, Coroutine self) {
        waiters.await(wish, false, toString(), _ -> thrownOut(self));
    }

    /** It has nothing now, and those behind it have moved up. */
    private void thrownOut(Coroutine self) {
        readers.remove(self);
        writer = writer == self ? null : writer;
        serve();
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

    @Override
    public String toString() {
        return "read-write lock '" + name + "'";
    }
}
