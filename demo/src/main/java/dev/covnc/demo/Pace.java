package dev.covnc.demo;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Waiting on an absolute schedule of {@link System#nanoTime()}: what one step is late, the next
 * waits less, so nothing drifts.
 */
final class Pace {

    /** A schedule that is further behind than this (the machine slept) starts again from now. */
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private Pace() {}

    /** Waits until that time; comes back at once if it is past. */
    static void until(long nanoTime) throws InterruptedException {
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long left = nanoTime - System.nanoTime();
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    /**
     * Runs a step now and then every so many milliseconds, until the thread is interrupted.
     *
     * @param step is given the time at which it is run
     */
    static void every(long periodMillis, LongConsumer step) throws InterruptedException {
        long period = TimeUnit.MILLISECONDS.toNanos(periodMillis);
        long due = System.nanoTime();
        while (true) {
            until(due);
            long now = System.nanoTime();
            step.accept(now);
            due = now - due > GIVE_UP_NANOS ? now + period : due + period;
        }
    }
}
