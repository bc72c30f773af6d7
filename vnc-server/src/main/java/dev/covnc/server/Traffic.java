package dev.covnc.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How much went to one viewer, in all and in the last whole second. */
final class Traffic {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanos;
    private long updates;
    private long bytes;

    // What they were when this second and the one before began.
    private long begun;
    private long updatesAtBegin;
    private long bytesAtBegin;
    private long updatesBefore;
    private long bytesBefore;

    /**
     * @param nanos a clock that only goes forward
     */
    Traffic(LongSupplier nanos) {
        this.nanos = nanos;
        begun = nanos.getAsLong();
    }

    void update() {
        roll();
        updates++;
    }

    void sent(int count) {
        roll();
        bytes += count;
    }

    long updates() {
        return updates;
    }

    long bytes() {
        return bytes;
    }

    long updatesPerSecond() {
        roll();
        return updatesAtBegin - updatesBefore;
    }

    long bytesPerSecond() {
        roll();
        return bytesAtBegin - bytesBefore;
    }

    private void roll() {
        long seconds = (nanos.getAsLong() - begun) / SECOND;
        if (seconds == 0) {
            return;
        }
        updatesBefore = seconds == 1 ? updatesAtBegin : updates;
        bytesBefore = seconds == 1 ? bytesAtBegin : bytes;
        updatesAtBegin = updates;
        bytesAtBegin = bytes;
        begun += seconds * SECOND;
    }
}
