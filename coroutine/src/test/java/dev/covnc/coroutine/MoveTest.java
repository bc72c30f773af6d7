package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import io.netty.util.concurrent.EventExecutor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Real event loops, each with its thread: moving between them, and waking from other threads. */
@ParameterizedClass
@EnumSource(names = "VIRTUAL_THREAD")
@Timeout(20)
class MoveTest {
    private final EventExecutor here = loop("here");
    private final EventExecutor there = loop("there");
    private final CoroutineScope root;

    MoveTest(BackEnd backEnd) {
        root = new CoroutineScope(here, backEnd);
    }

    private static EventExecutor loop(String name) {
        return new DefaultEventLoop(Thread.ofPlatform().name(name).factory());
    }

    @AfterEach
    void everybodyEnds() throws Exception {
        here.submit(root::shutDown).get().get();
        here.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        there.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    /** Runs it in a coroutine that begins here. */
    private <T> CompletableFuture<T> start(String name, Callable<T> body) {
        var outcome = new CompletableFuture<T>();
        here.execute(() -> root.start(name, () -> complete(outcome, body)));
        return outcome;
    }

    private static <T> void complete(CompletableFuture<T> outcome, Callable<T> body) {
        try {
            outcome.complete(body.call());
        } catch (Throwable t) {
            outcome.completeExceptionally(t);
        }
    }

    /** The thread that the running coroutine keeps busy. */
    private static String place() {
        var thread = new CompletableFuture<String>();
        Slot.outside(() -> thread.complete(Thread.currentThread().getName()));
        return thread.join();
    }

    private static String messageOf(CompletableFuture<?> outcome) {
        return assertThrows(ExecutionException.class, outcome::get).getCause().getMessage();
    }

    @Test
    void itGoesOnThereAndWaitsThereAndComesBack() throws Exception {
        var places =
                start(
                        "traveller",
                        () -> {
                            var first = place();
                            Coroutine.moveTo(there);
                            var second = place();
                            Sleep.during(Duration.ofMillis(1));
                            var third = place();
                            Coroutine.moveTo(there);
                            Coroutine.moveTo(here);
                            return List.of(first, second, third, place());
                        });
        assertEquals(List.of("here", "there", "there", "here"), places.get());
    }

    @Test
    void thoseItHasWokenBeforeItLeavesRunWhereTheyLive() throws Exception {
        var signal = new Signal();
        var stayer =
                start(
                        "stayer",
                        () -> {
                            signal.await("the traveller");
                            return place();
                        });
        var traveller =
                start(
                        "traveller",
                        () -> {
                            signal.raise();
                            Coroutine.moveTo(there);
                            return place();
                        });
        assertEquals("here", stayer.get());
        assertEquals("there", traveller.get());
    }

    @Test
    void whoeverStartedItSeesItsEndAlthoughThatIsElsewhere() throws Exception {
        var parent =
                start(
                        "parent",
                        () -> {
                            try (var scope = new CoroutineScope()) {
                                scope.start("child", () -> moveAndFail());
                                Sleep.during(Duration.ofHours(1));
                            } catch (IllegalArgumentException e) {
                                return e.getMessage() + ", heard " + place();
                            }
                            return "nothing";
                        });
        assertEquals("failed there, heard here", parent.get());
    }

    private void moveAndFail() {
        Coroutine.moveTo(there);
        throw new IllegalArgumentException("failed " + place());
    }

    @Test
    void cancellingReachesItWhereItIs() throws Exception {
        var begun = new CompletableFuture<String>();
        var end =
                start(
                        "traveller",
                        () -> {
                            Coroutine.moveTo(there);
                            begun.complete("begun");
                            try {
                                Sleep.during(Duration.ofHours(1));
                            } catch (CancelledException _) {
                                return "cancelled " + place();
                            }
                            return "slept";
                        });
        begun.get();
        here.submit(root::cancel).get();
        assertEquals("cancelled there", end.get());
    }

    @Test
    void whatItHoldsWouldStayBehindSoItIsRefused() throws Exception {
        assertEquals(
                "Coroutine 'a' cannot move inside a scope or a deadline, which stay behind",
                messageOf(
                        start(
                                "a",
                                () -> {
                                    try (var _ = new CoroutineScope()) {
                                        Coroutine.moveTo(there);
                                    }
                                    return null;
                                })));
        assertEquals(
                "Coroutine 'b' cannot move inside a scope or a deadline, which stay behind",
                messageOf(
                        start(
                                "b",
                                () -> {
                                    Deadline.within(
                                            Duration.ofHours(1),
                                            "Moving",
                                            () -> Coroutine.moveTo(there));
                                    return null;
                                })));
        assertEquals(
                "Coroutine 'c' cannot move with mutex 'm', which would stay behind",
                messageOf(
                        start(
                                "c",
                                () -> {
                                    new Mutex("m").locked(() -> Coroutine.moveTo(there));
                                    return null;
                                })));
    }

    @Test
    void ifTheOtherLoopHasBeenShutDownItStaysAndIsTold() throws Exception {
        there.shutdownGracefully(0, 0, TimeUnit.SECONDS).get();
        var outcome =
                start(
                        "a",
                        () -> {
                            try {
                                Coroutine.moveTo(there);
                            } catch (IllegalStateException e) {
                                Sleep.during(Duration.ofMillis(1));
                                return e.getMessage() + "; still " + place();
                            }
                            return "moved";
                        });
        assertEquals(
                "Coroutine 'a' cannot move to a loop that has been shut down; still here",
                outcome.get());
    }

    /** What a foreign thread posts to a loop that the coroutine has left is sent on. */
    @Test
    void noWakeUpIsLostWhileItMovesToAndFro() throws Exception {
        var asked = new AtomicInteger();
        var answered = new AtomicInteger();
        var self = new CompletableFuture<Coroutine>();
        var end =
                start(
                        "traveller",
                        () -> {
                            self.complete(Coroutine.self());
                            for (int i = 1; i <= 300; i++) {
                                Coroutine.moveTo(i % 2 == 1 ? there : here);
                                while (asked.get() < i) {
                                    Coroutine.self().parking().park("a question");
                                }
                                answered.set(i);
                            }
                            return place();
                        });
        var traveller = self.get();
        for (int i = 1; i <= 300; i++) {
            asked.set(i);
            traveller.wake();
            while (answered.get() < i) {
                Thread.onSpinWait();
            }
        }
        assertEquals("here", end.get());
    }

    @Test
    void anyThreadMayWakeItAndNoWakeUpIsLost() throws Exception {
        var count = new AtomicInteger();
        var self = new CompletableFuture<Coroutine>();
        var end =
                start(
                        "counter",
                        () -> {
                            self.complete(Coroutine.self());
                            while (count.get() < 2000) {
                                Coroutine.self().parking().park("more");
                            }
                            return place();
                        });
        var counter = self.get();
        for (int i = 0; i < 4; i++) {
            Thread.ofPlatform().start(() -> countTo500(count, counter));
        }
        assertEquals("here", end.get());
    }

    private static void countTo500(AtomicInteger count, Coroutine counter) {
        for (int i = 0; i < 500; i++) {
            count.incrementAndGet();
            counter.wake();
        }
    }

    @Test
    void whatAnotherThreadCompletesIsGoneOnWithHere() throws Exception {
        var future = new CompletableFuture<String>();
        var promise = there.<String>newPromise();
        var end = start("a", () -> Await.completion(future) + Await.future(promise) + place());
        Thread.ofPlatform().start(() -> future.complete("future, "));
        there.execute(() -> promise.setSuccess("promise, "));
        assertEquals("future, promise, here", end.get());
    }

    @Test
    void aForeignThreadMayNotEnterIt() throws Exception {
        var self = new CompletableFuture<Coroutine>();
        var end =
                start(
                        "a",
                        () -> {
                            self.complete(Coroutine.self());
                            Coroutine.yield();
                            return "entered";
                        });
        var coroutine = self.get();
        here.submit(() -> {}).get();
        var refusal = assertThrows(IllegalStateException.class, coroutine::enter);
        assertTrue(
                refusal.getMessage().endsWith("which is not its event loop"), refusal.getMessage());
        here.execute(coroutine::enter);
        assertEquals("entered", end.get());
    }
}
