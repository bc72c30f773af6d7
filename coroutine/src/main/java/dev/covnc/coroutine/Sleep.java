package dev.covnc.coroutine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A wait for nothing but a time, by the clock of the running coroutine's loop. */
public final class Sleep {
    private Sleep() {}

    /** Suspends the running coroutine for the time. */
    @Suspends
    public static void during(Duration time) {
        during(time, new Signal());
    }

    /**
     * Suspends the running coroutine for the time, or until the alarm is raised. An alarm raised
     * before the sleep is remembered: then there is no sleep.
     *
     * @return whether it was the alarm that ended the sleep
     * @throws IllegalStateException when another coroutine waits for the alarm already
     */
    @Suspends
    public static boolean during(Duration time, Signal alarm) {
        var parking = Coroutine.self().parking();
        var over = new AtomicBoolean();
        Runnable end =
                () -> {
                    over.setPlain(true);
                    parking.wake();
                };
        try (var _ = parking.after(time, end)) {
            return alarm.await("the end of its sleep", over::getPlain);
        }
    }
}
