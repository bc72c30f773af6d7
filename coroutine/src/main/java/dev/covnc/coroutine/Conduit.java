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
    private final Waiters<Void> receivers = new Waiters<>();

    /** Room, and items, kept for those who were woken and have not run yet. */
    private int roomPromised;

    private int itemsPromised;

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
        serveReceivers();
    }

    /** Waits for an item; nothing when it is closed and all items were received. */
    @Suspends
    public Optional<T> receive() {
        Outside.refuse();
        if (!hasItem()) {
            if (closer != null) {
                return Optional.empty();
            }
            receivers.await(null, false, "an item from " + this, this::receiverThrownOut);
            itemsPromised--;
        }
        var item = Optional.ofNullable(items.poll());
        serveSenders();
        return item;
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
            promiseItem();
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

    /** If so, no receiver waits. */
    private boolean hasItem() {
        return items.size() > itemsPromised;
    }

    private void serveSenders() {
        while (!senders.isEmpty() && hasRoom()) {
            promiseRoom();
        }
    }

    private void serveReceivers() {
        while (!receivers.isEmpty() && hasItem()) {
            promiseItem();
        }
    }

    private void promiseRoom() {
        roomPromised++;
        senders.grantFirst();
    }

    private void promiseItem() {
        itemsPromised++;
        receivers.grantFirst();
    }

    private void senderThrownOut(boolean granted) {
        roomPromised -= granted ? 1 : 0;
        serveSenders();
    }

    private void receiverThrownOut(boolean granted) {
        itemsPromised -= granted ? 1 : 0;
        serveReceivers();
    }

    @Override
    public String toString() {
        return "conduit '" + name + "'";
    }
}
