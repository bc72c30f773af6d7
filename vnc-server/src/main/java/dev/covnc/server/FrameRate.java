package dev.covnc.server;

import java.time.Duration;

/**
 * When the next update may begin, so that there are no more of them a second than agreed.
 *
 * <p>A picture that comes a little early goes out at once, and the next one pays for it: so a
 * source of nearly as many pictures a second keeps its own rhythm. Time is passed in as nanoseconds
 * of a clock that only goes forward.
 */
final class FrameRate {
    private final long interval;
    private long due;
    private boolean begun;

    /**
     * @param framesPerSecond at least 1
     */
    FrameRate(int framesPerSecond) {
        interval = Duration.ofSeconds(1).toNanos() / framesPerSecond;
    }

    /** The time until the next update may begin, in nanoseconds; 0 or less if it may now. */
    long timeLeft(long now) {
        return begun ? due - now : 0;
    }

    /** An update begins. */
    void begin(long now) {
        long early = now - interval / 2;
        due = interval + (begun ? Math.max(due, early) : early);
        begun = true;
    }

    /** Somebody has typed and waits for what comes of it. */
    void hurry() {
        begun = false;
    }
}
