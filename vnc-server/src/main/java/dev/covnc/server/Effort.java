package dev.covnc.server;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How hard to compress for a viewer that does not say: as the encoders think best, until it turns
 * out that updates wait for the network rather than for the encoder.
 *
 * <p>Time is passed in as nanoseconds; the older it is, the less it counts.
 */
final class Effort {
    /** For those who wait for bytes: what more of it saves is less than it costs. */
    static final int SLOW_NETWORK_LEVEL = 7;

    /** Less than this says nothing. */
    private static final long ENOUGH = Duration.ofMillis(500).toNanos();

    /** A harder level takes about so many times as long: it must not become what is waited for. */
    private static final int DEARER = 4;

    private long encoding;
    private long waiting;
    private boolean isNetworkSlow;

    /** So long an encoder was at work. */
    void encoded(long nanos) {
        encoding += nanos;
        think();
    }

    /** So long an update that was due, or a part of one, had to wait for room. */
    void waited(long nanos) {
        waiting += nanos;
        think();
    }

    private void think() {
        if (encoding + waiting < ENOUGH) {
            return;
        }
        isNetworkSlow = isNetworkSlow ? waiting > encoding / 2 : waiting > DEARER * encoding;
        encoding /= 2;
        waiting /= 2;
    }

    /** The compression level for a viewer that says none; empty where the encoders' own is best. */
    OptionalInt level() {
        return isNetworkSlow ? OptionalInt.of(SLOW_NETWORK_LEVEL) : OptionalInt.empty();
    }
}
