package dev.covnc.coroutine;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;

/**
 * A bounded channel between coroutines: what one sends, another receives, in order; the sender
 * waits while it is full. Senders are served in the order they came in, and so are receivers.
 *
 * <p>Belongs to one event loop and its coroutines.
 *
 * @param <T> what goes through
 */
public final class Conduit<T> {
    private final String name;
    private final int capacity;
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final Waiters<Void> senders = new Waiters<>();
    private final Waiters<Delivery<T>> receivers = new Waiters<>();

    /** Room kept for senders that were woken and have not run yet. */
    private int roomPromised;

    /** Null while it is open. */
    private String closer;

    /**
     * @param name for people who look at a running system
     * @param capacity how many items it holds, 1 or more
     */
    public Conduit(String name, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A conduit for " + capacity + " items holds none");
        }
        this.name = name;
        this.capacity = capacity;
    }

    /**
     * Sends, after a wait for room.
     *
     * @throws IllegalStateException when it is closed, or is closed meanwhile
     */
    @Suspends
    public void send(T item) {
        Outside.refuse();
        Objects.requireNonNull(item);
        checkOpen();
        if (!hasRoom()) {
            senders.await(null, false, "room in " + this, this::senderThrownOut);
            roomPromised--;
            checkOpen();
        }
        items.add(item);
        serve();
    }

    /** Waits for an item; nothing when it is closed and all items were received. */
    @Suspends
    public Optional<T> receive() {
        Outside.refuse();
        if (!items.isEmpty()) {
            var item = items.remove();
            serve();
            return Optional.of(item);
        }
        if (closer != null) {
            return Optional.empty();
        }
        var delivery = new Delivery<T>();
        receivers.await(delivery, false, "an item from " + this, _ -> undelivered(delivery));
        return Optional.ofNullable(delivery.item);
    }

    /** Ends it: nothing more can be sent; what was sent can be received. Those who wait see it. */
    public void close() {
        if (closer != null) {
            return;
        }
        closer = Slot.whoIsHere();
        while (!senders.isEmpty()) {
            promiseRoom();
        }
        while (!receivers.isEmpty()) {
            receivers.grantFirst();
        }
    }

    private void checkOpen() {
        if (closer != null) {
            throw new IllegalStateException(
                    Coroutine.self() + " sends into " + this + ", which " + closer + " has closed");
        }
    }

    /** If so, no sender waits: whoever makes room promises it to the first of them. */
    private boolean hasRoom() {
        return items.size() + roomPromised < capacity;
    }

    /** Those who wait: a receiver is given the item itself, a sender its room. */
    private void serve() {
        while (!receivers.isEmpty() && !items.isEmpty()) {
            receivers.first().wish.item = items.remove();
            receivers.grantFirst();
        }
        while (!senders.isEmpty() && hasRoom()) {
            promiseRoom();
        }
    }

    private void promiseRoom() {
        roomPromised++;
        senders.grantFirst();
    }

    private void senderThrownOut(boolean granted) {
        roomPromised -= granted ? 1 : 0;
        serve();
    }

    /** The receiver was thrown out: what it had been given is the next one's. */
    private void undelivered(Delivery<T> delivery) {
        if (delivery.item != null) {
            items.addFirst(delivery.item);
            serve();
        }
    }

    /** What a receiver is given while it waits; nothing when the conduit is closed. */
    private static final class Delivery<T> {
        private T item;
    }

    @Override
    public String toString() {
        return "conduit '" + name + "'";
    }
}
