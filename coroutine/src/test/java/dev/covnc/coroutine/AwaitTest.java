package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.util.concurrent.ImmediateEventExecutor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Waiting for what others complete. That they do so from other threads is in {@link MoveTest}. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class AwaitTest {
    private final Stage stage;

    AwaitTest(BackEnd backEnd) {
        stage = new Stage(backEnd);
    }

    @AfterEach
    void everybodyEnds() {
        stage.shutDown();
    }

    private Coroutine startWaiting(Supplier<String> wait) {
        return stage.start(
                "a",
                () -> {
                    try {
                        stage.say(wait.get());
                    } catch (CompletionException e) {
                        stage.say("failed: " + e.getCause().getMessage());
                    } catch (CancellationException _) {
                        stage.say("found it cancelled");
                    }
                });
    }

    @Test
    void aStageThatIsCompleteNeedsNoWait() {
        startWaiting(() -> Await.completion(CompletableFuture.completedStage("done")));
        stage.assertSaid("a done");
    }

    @Test
    void aStageIsWaitedFor() {
        var future = new CompletableFuture<String>();
        startWaiting(() -> Await.completion(future.minimalCompletionStage()));
        stage.assertSaid();
        future.complete("done");
        stage.loop.run();
        stage.assertSaid("a done");
    }

    @Test
    void aFailedStageThrowsItsCause() {
        var future = new CompletableFuture<String>();
        startWaiting(() -> Await.completion(future));
        future.completeExceptionally(new IOException("no"));
        stage.loop.run();
        stage.assertSaid("a failed: no");
        startWaiting(() -> Await.completion(future.thenApply(x -> x)));
        stage.assertSaid("a failed: no");
    }

    @Test
    void aCancelledStageSaysSo() {
        var future = new CompletableFuture<String>();
        startWaiting(() -> Await.completion(future));
        future.cancel(false);
        stage.loop.run();
        stage.assertSaid("a found it cancelled");
    }

    @Test
    void aWakeUpForSomethingElseDoesNotEndTheWait() {
        var future = new CompletableFuture<String>();
        var a = startWaiting(() -> Await.completion(future));
        a.wake();
        stage.loop.run();
        stage.assertSaid();
        future.complete("done");
        stage.loop.run();
        stage.assertSaid("a done");
    }

    @Test
    void oneThatIsCancelledLeavesTheWorkAlone() {
        var future = new CompletableFuture<String>();
        var a = startWaiting(() -> Await.completion(future));
        stage.cancel(a);
        assertEquals(Coroutine.State.DEAD, a.state());
        assertFalse(future.isDone());
        future.complete("too late");
        stage.loop.run();
        stage.assertSaid();
    }

    @Test
    void nettysFutureIsWaitedFor() {
        var promise = stage.loop.executor().<String>newPromise();
        startWaiting(() -> Await.future(promise));
        stage.assertSaid();
        promise.setSuccess("done");
        stage.loop.run();
        stage.assertSaid("a done");
    }

    @Test
    void nettysFailureThrowsItsCause() {
        var promise = stage.loop.executor().<String>newPromise();
        startWaiting(() -> Await.future(promise));
        promise.setFailure(new IOException("no"));
        stage.loop.run();
        stage.assertSaid("a failed: no");
    }

    @Test
    void nettysFutureMayBeOfAnotherExecutorAndCancelled() {
        var promise = ImmediateEventExecutor.INSTANCE.<String>newPromise();
        startWaiting(() -> Await.future(promise));
        promise.cancel(false);
        stage.loop.run();
        stage.assertSaid("a found it cancelled");
    }
}
