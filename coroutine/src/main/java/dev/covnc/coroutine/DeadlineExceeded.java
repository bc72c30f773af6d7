package dev.covnc.coroutine;

import java.time.Duration;

/**
 * A block did not end within its {@link Deadline}. Thrown, fresh each time, out of every wait
 * inside the block.
 */
public final class DeadlineExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadlineExceeded(String what, Duration limit) {
        super(what + " took longer than " + seconds(limit) + " s");
    }

    private static String seconds(Duration limit) {
        return limit.toMillisPart() == 0
                ? Long.toString(limit.toSeconds())
                : Double.toString(limit.toMillis() / 1000.0);
    }
}
