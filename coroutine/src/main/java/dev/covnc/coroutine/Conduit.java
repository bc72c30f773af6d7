package dev.covnc.coroutine;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;

/**
 * A bounded channel between coroutines: what one sends, another receives, in order; the sender
 * waits while it is full.
 *
 * <p>Belongs to one event loop and its coroutines.
 *
 * @param <T> what goes through
 */
public final class Conduit<T> {
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final WaitQueue senders = new WaitQueue();
    private final WaitQueue receivers = new WaitQueue();
    private final int capacity;
    private boolean closed;

    /**
     * @param capacity how many items it holds, 1 or more
     */
    public Conduit(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A conduit for " + capacity + " items holds none");
        }
        this.capacity = capacity;
    }

    /**
     * Sends, after a wait for room.
     *
     * @throws IllegalStateException when it is closed
     */
    @Suspends
    public void send(T item) {
        Outside.refuse();
        Objects.requireNonNull(item);
        while (items.size() == capacity && !closed) {
            senders.await("room in a conduit");
        }
        if (closed) {
            throw new IllegalStateException(
                    Coroutine.self() + " sends into a conduit that is closed");
        }
        items.add(item);
        receivers.wakeNext();
    }

    /** Waits for an item; nothing when it is closed and all items were received. */
    @Suspends
    public Optional<T> receive() {
        Outside.refuse();
        while (items.isEmpty() && !closed) {
            receivers.await("an item from a conduit");
        }
        var item = Optional.ofNullable(items.poll());
        senders.wakeNext();
        return item;
    }

    /** Ends it: nothing more can be sent; what was sent can be received. */
    public void close() {
        closed = true;
        senders.wakeAll();
        receivers.wakeAll();
    }
}
