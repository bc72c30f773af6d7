package dev.covnc.coroutine;

import java.time.Duration;

/** A wait for nothing but a time. */
public final class Sleep {
    private Sleep() {}

    /** Suspends the running coroutine for the time, by the clock of its loop. */
    @Suspends
    public static void during(Duration time) {
        var over = new Signal();
        var timer = Coroutine.self().parking().after(time.toNanos(), over::raise);
        try {
            over.await("the end of its sleep");
        } finally {
            timer.stop();
        }
    }
}
