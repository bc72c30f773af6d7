package dev.covnc.coroutine;

import java.time.Duration;

/**
 * A block that must end in time. When it does not, every wait inside throws {@link
 * DeadlineExceeded}; what is inside unwinds, its scopes cancel their children, and the exception
 * comes out of the block. Blocks nest; a deadline does not interrupt code that is not waiting.
 */
public final class Deadline {
    private Deadline() {}

    /**
     * Runs the block.
     *
     * @param what the block, as the subject of a sentence: "the handshake"
     * @throws DeadlineExceeded out of the block's waits when the time is over
     */
    @Suspends
    public static void within(Duration limit, String what, @Suspends Runnable block) {
        run(limit, what, false, block);
    }

    /**
     * Runs a block that closes something, and so may still wait although its coroutine is being
     * cancelled: only this deadline ends it.
     */
    @Suspends
    public static void shielded(Duration limit, String what, @Suspends Runnable block) {
        run(limit, what, true, block);
    }

    @Suspends
    private static void run(Duration limit, String what, boolean shield, @Suspends Runnable block) {
        var parking = Coroutine.self().parking();
        var scope = parking.enter(shield);
        Runnable end =
                () -> {
                    scope.trip(() -> new DeadlineExceeded(what, limit));
                    parking.wake();
                };
        try (var _ = parking.after(limit, end)) {
            block.run();
        } finally {
            parking.leave(scope);
        }
    }
}
