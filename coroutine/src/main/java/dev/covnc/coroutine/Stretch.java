package dev.covnc.coroutine;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A time in which a coroutine keeps its loop: from the switch to it until the switch back.
 *
 * @param begun by {@link System#nanoTime}
 * @param event what a flight recording notes of it; null if it does not
 */
record Stretch(Coroutine coroutine, long begun, Object event, AtomicBoolean reported) {
    Stretch(Coroutine coroutine, Object event) {
        this(coroutine, System.nanoTime(), event, new AtomicBoolean());
    }

    /** How long it has lasted, in nanoseconds. */
    long nanos() {
        return System.nanoTime() - begun;
    }

    /** True for the first who asks: it is reported once. */
    boolean isToBeReported() {
        return reported.compareAndSet(false, true);
    }
}
