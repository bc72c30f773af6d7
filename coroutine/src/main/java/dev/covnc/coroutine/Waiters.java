package dev.covnc.coroutine;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Coroutines that wait in line to be granted something. What is granted is theirs from that moment
 * on, before they run again, so nobody can get in between.
 *
 * @param <T> what each of them asks for
 */
final class Waiters<T> {
    private final ArrayDeque<Waiter<T>> line = new ArrayDeque<>();

    /** One in the line. */
    static final class Waiter<T> {
        final Coroutine coroutine;
        final T wish;
        private boolean granted;

        private Waiter(Coroutine coroutine, T wish) {
            this.coroutine = coroutine;
            this.wish = wish;
        }
    }

    /**
     * Waits at the end of the line, or at its head, until granted.
     *
     * @param thrownOut is told when the wait is ended by an exception: true if the wish was granted
     *     and has to be taken back, false if the line behind has moved up
     */
    @Suspends
    void await(T wish, boolean atHead, String reason, Consumer<Boolean> thrownOut) {
        var self = Coroutine.self();
        var waiter = new Waiter<>(self, wish);
        if (atHead) {
            line.addFirst(waiter);
        } else {
            line.addLast(waiter);
        }
        try {
            while (!waiter.granted) {
                self.parking().park(reason);
            }
        } catch (Throwable t) {
            line.remove(waiter);
            thrownOut.accept(waiter.granted);
            throw t;
        }
    }

    /** The first in the line; null if nobody waits. */
    Waiter<T> first() {
        return line.peekFirst();
    }

    /** Takes the first out of the line, grants what it waits for, and wakes it. */
    Coroutine grantFirst() {
        var waiter = line.removeFirst();
        waiter.granted = true;
        waiter.coroutine.parking().wake();
        return waiter.coroutine;
    }

    boolean isEmpty() {
        return line.isEmpty();
    }
}
