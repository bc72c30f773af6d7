package dev.covnc.coroutine;

import io.netty.util.concurrent.Future;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Waits for results that come from elsewhere: other threads, other libraries. A coroutine that is
 * thrown out of such a wait leaves the work alone: who began it may cancel it.
 */
public final class Await {
    private Await() {}

    /**
     * Waits until the stage is complete.
     *
     * @return its result
     * @throws CompletionException with the cause, when it completed exceptionally
     * @throws CancellationException when it was cancelled
     */
    @Suspends
    public static <T> T completion(CompletionStage<T> stage) {
        var parking = Coroutine.self().parking();
        var outcome = new CompletableFuture<T>();
        stage.whenComplete((result, failure) -> complete(outcome, result, failure));
        if (!outcome.isDone()) {
            outcome.whenComplete((_, _) -> parking.wake());
        }
        while (!outcome.isDone()) {
            parking.park("a completion");
        }
        return outcome.join();
    }

    private static <T> void complete(CompletableFuture<T> outcome, T result, Throwable failure) {
        if (failure == null) {
            outcome.complete(result);
        } else {
            outcome.completeExceptionally(failure);
        }
    }

    /**
     * Waits until Netty's future is complete.
     *
     * @return its result
     * @throws CompletionException with the cause, when it failed
     * @throws CancellationException when it was cancelled
     */
    @Suspends
    public static <T> T future(Future<T> future) {
        var parking = Coroutine.self().parking();
        if (!future.isDone()) {
            future.addListener(_ -> parking.wake());
        }
        while (!future.isDone()) {
            parking.park("a future");
        }
        if (future.isSuccess()) {
            return future.getNow();
        }
        if (future.cause() instanceof CancellationException cancelled) {
            throw cancelled;
        }
        throw new CompletionException(future.cause());
    }
}
