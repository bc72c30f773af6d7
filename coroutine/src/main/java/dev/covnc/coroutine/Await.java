package dev.covnc.coroutine;

import io.netty.util.concurrent.Future;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for results that come from elsewhere: other threads, other libraries. */
public final class Await {
    private Await() {}

    /**
     * Waits until the stage is complete. A coroutine that is thrown out of the wait leaves the
     * stage alone: who made it may cancel it.
     *
     * @return its result
     * @throws CompletionException with the cause, when it completed exceptionally
     */
    @Suspends
    public static <T> T completion(CompletionStage<T> stage) {
        var future = stage.toCompletableFuture();
        var self = Coroutine.self();
        if (!future.isDone()) {
            future.whenComplete((_, _) -> self.wake());
        }
        while (!future.isDone()) {
            self.parking().park("a completion");
        }
        return future.join();
    }

    /**
     * Waits until Netty's future is complete.
     *
     * @return its result
     * @throws CompletionException with the cause, when it failed or was cancelled
     */
    @Suspends
    public static <T> T future(Future<T> future) {
        var self = Coroutine.self();
        if (!future.isDone()) {
            future.addListener(_ -> self.wake());
        }
        while (!future.isDone()) {
            self.parking().park("a future");
        }
        if (!future.isSuccess()) {
            throw new CompletionException(future.cause());
        }
        return future.getNow();
    }
}
