package dev.covnc.coroutine;

import java.time.Duration;
import java.util.Objects;

/**
 * All coroutines of this JVM, for people who look at a running system. Everything here may be
 * called from any thread; where JMX reaches, {@link CoroutinesMXBean} offers the same.
 *
 * <p>Flight recordings (JFR) note the events {@code dev.covnc.CoroutineCreated}, {@code
 * dev.covnc.CoroutineSwitch} (one that keeps its loop longer than a threshold) and {@code
 * dev.covnc.LoopHeld} (what the watchdog finds).
 */
public final class Coroutines {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private Coroutines() {}

    /** What every living coroutine does, with its stack. A loop has a second to answer. */
    public static CoroutineDump dump() {
        return dump(PATIENCE, true);
    }

    /**
     * What every living coroutine does. Each loop is asked on its own thread, in slices, so that it
     * is not held: what starts, ends or moves to another loop meanwhile may be missing.
     *
     * @param patience how long a loop may stay silent; of one that does, the dump says who keeps it
     * @param stacks whether stacks are wanted, at some microseconds each
     */
    public static CoroutineDump dump(Duration patience, boolean stacks) {
        return Census.take(Objects.requireNonNull(patience), stacks);
    }

    /** How many live: those that a dump would list. */
    public static long count() {
        return dump(PATIENCE, false).size();
    }

    /**
     * Turns the watchdog on: a coroutine that keeps its loop longer than the limit is named in one
     * warning, with its stack. As the system property {@code covnc.watchdog}, {@code 50ms} say,
     * does from the start.
     *
     * @param limit zero turns it off, which it is unless said otherwise
     * @throws IllegalArgumentException when it is negative
     */
    public static void watch(Duration limit) {
        Watchdog.limit(limit);
    }
}
