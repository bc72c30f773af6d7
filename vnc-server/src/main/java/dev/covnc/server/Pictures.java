package dev.covnc.server;

import dev.covnc.encoders.Frame;

import java.util.function.UnaryOperator;

/**
 * The pictures of one display: the newest, how many there have been, and what was copied on the
 * way. Whoever makes another holds this, for as long as that takes; nobody who looks waits for it.
 */
final class Pictures {
    private final Copies copies = new Copies();
    private volatile Frame newest;
    private volatile long count;

    Pictures(Frame first) {
        newest = first;
    }

    Frame newest() {
        return newest;
    }

    /** How many there have been since the first. */
    long count() {
        return count;
    }

    /** What was copied by its painter. */
    Copies copies() {
        return copies;
    }

    /**
     * Makes another picture of the newest.
     *
     * @return whether there is one, because it really differs
     */
    synchronized boolean change(UnaryOperator<Frame> change) {
        var next = change.apply(newest);
        if (next == newest) {
            return false;
        }
        newest = next;
        count++;
        return true;
    }
}
