package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.concurrent.DefaultEventExecutorGroup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting, waking, cancelling and ending, on every back-end alike. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class CoroutineScopeTest {
    private final Loop loop = new Loop();
    private final CoroutineScope root;
    private final List<String> events = new ArrayList<>();

    CoroutineScopeTest(BackEnd backEnd) {
        root = new CoroutineScope(loop.executor(), backEnd);
    }

    private Coroutine start(Runnable body) {
        var coroutine = root.start("test", body);
        loop.run();
        return coroutine;
    }

    /** Ends everything, and throws what had failed. */
    private void shutDown() {
        var ended = root.shutDown();
        loop.run().advance(Duration.ofSeconds(1));
        assertTrue(ended.isDone());
        ended.join();
    }

    @Test
    void aChildBeginsWhenTheLoopComesRoundNotWithinStart() {
        root.start("test", () -> events.add("child"));
        events.add("started");
        loop.run();
        assertEquals(List.of("started", "child"), events);
    }

    @Test
    void nothingIsStartedOnALoopThatHasEndedAndNothingIsWaitedFor() {
        var group = new DefaultEventExecutorGroup(1);
        var scope = new CoroutineScope(group.next(), root.backEnd());
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
        assertThrows(RejectedExecutionException.class, () -> scope.start("late", () -> {}));
        assertTrue(scope.shutDown().isDone());
    }

    @Test
    void aSignalRaisedBeforeTheWaitIsRemembered() {
        var signal = new Signal();
        signal.raise();
        signal.raise();
        start(
                () -> {
                    signal.await("the first");
                    events.add("once");
                    signal.await("the second");
                    events.add("twice");
                });
        assertEquals(List.of("once"), events);
        signal.raise();
        loop.run();
        assertEquals(List.of("once", "twice"), events);
    }

    @Test
    void aSecondWaiterOnASignalIsRefused() {
        var signal = new Signal();
        start(() -> signal.await("it"));
        var second = start(() -> signal.await("it too"));
        assertEquals(Coroutine.State.DEAD, second.state());
        var failure = assertThrows(CompletionException.class, this::shutDown);
        assertTrue(failure.getCause().getMessage().contains("waits for already"));
    }

    @Test
    void aWaitingCoroutineCannotBeEnteredByHand() {
        var waiting = start(() -> new Signal().await("a signal nobody raises"));
        var refusal = assertThrows(IllegalStateException.class, waiting::enter);
        assertEquals(
                "Coroutine 'test' waits for a signal nobody raises; only a wake-up may enter it,"
                        + " not thread 'main'",
                refusal.getMessage());
    }

    @Test
    void wakingInsideACoroutineRunsTheWokenWhenTheWakerSuspends() {
        var go = new Signal();
        start(
                () -> {
                    go.await("the waker");
                    events.add("woken");
                });
        start(
                () -> {
                    go.raise();
                    events.add("waker goes on");
                    Sleep.during(Duration.ofSeconds(1));
                    events.add("waker is back");
                });
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of("waker goes on", "woken", "waker is back"), events);
    }

    @Test
    void wakeUpsRunDepthFirst() {
        var signals = new ArrayDeque<Signal>();
        for (var name : List.of("a", "b", "c")) {
            var signal = new Signal();
            signals.add(signal);
            start(
                    () -> {
                        signal.await("its turn");
                        events.add(name);
                        if (name.equals("a")) {
                            signals.peekLast().raise();
                        }
                    });
        }
        start(
                () -> {
                    var a = signals.poll();
                    var b = signals.poll();
                    a.raise();
                    b.raise();
                });
        assertEquals(List.of("a", "c", "b"), events);
    }

    /** Whatever the two do, a timer, a socket, a deadline of theirs still has its turn. */
    @Test
    void twoThatWakeEachOtherForEverLeaveTheLoopToOthers() {
        var ping = new Signal();
        var pong = new Signal();
        var others = new ArrayList<String>();
        int many = 1_000_000;
        var rounds = new int[1];
        root.start("ping", () -> play(ping, pong, () -> rounds[0]++ < many && others.isEmpty()));
        root.start("pong", () -> play(pong, ping, () -> rounds[0] < many && others.isEmpty()));
        loop.executor().execute(() -> others.add("a timer"));
        loop.run();
        assertTrue(rounds[0] < many, "they had the loop for themselves");
        shutDown();
    }

    private static void play(Signal mine, Signal other, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            other.raise();
            mine.await("the other");
        }
        other.raise();
    }

    @Test
    void cancellingThrowsAFreshExceptionOutOfEveryWait() {
        var seen = new ArrayList<CancelledException>();
        start(
                () -> {
                    for (int i = 0; i < 3; i++) {
                        try {
                            Sleep.during(Duration.ofHours(1));
                        } catch (CancelledException e) {
                            seen.add(e);
                        }
                    }
                });
        root.cancel();
        loop.run();
        assertEquals(3, seen.size());
        assertFalse(seen.get(0) == seen.get(1));
        shutDown();
    }

    @Test
    void finallyBlocksOfACancelledCoroutineRun() {
        start(
                () -> {
                    try {
                        new Signal().await("nothing");
                    } finally {
                        events.add("finally");
                    }
                });
        shutDown();
        assertEquals(List.of("finally"), events);
    }

    @Test
    void oneThatIsCancelledBeforeItBeganStillRunsToItsFirstWait() {
        root.start(
                "test",
                () -> {
                    try {
                        events.add("begun");
                        Sleep.during(Duration.ofSeconds(1));
                        events.add("not reached");
                    } finally {
                        events.add("finally");
                    }
                });
        shutDown();
        assertEquals(List.of("begun", "finally"), events);
    }

    @Test
    void leavingAScopeCancelsItsChildrenAndWaitsForThem() {
        start(
                () -> {
                    try (var scope = new CoroutineScope()) {
                        scope.start("child", () -> closeSlowly("child"));
                        Sleep.during(Duration.ofMillis(1));
                        events.add("leaving");
                    }
                    events.add("left");
                });
        loop.advance(Duration.ofMillis(1));
        assertEquals(List.of("leaving"), events);
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of("leaving", "child closed", "left"), events);
    }

    private void closeSlowly(String name) {
        try {
            new Signal().await("nothing");
        } finally {
            Deadline.shielded(
                    Duration.ofSeconds(5),
                    "closing",
                    () -> {
                        Sleep.during(Duration.ofSeconds(1));
                        events.add(name + " closed");
                    });
        }
    }

    @Test
    void closingThatTakesTooLongIsEndedByItsDeadline() {
        start(
                () -> {
                    try {
                        new Signal().await("nothing");
                    } finally {
                        try {
                            Deadline.shielded(
                                    Duration.ofSeconds(5),
                                    "closing",
                                    () -> Sleep.during(Duration.ofHours(1)));
                        } catch (DeadlineExceeded e) {
                            events.add(e.getMessage());
                        }
                    }
                });
        root.shutDown();
        loop.run().advance(Duration.ofSeconds(5));
        assertEquals(List.of("closing took longer than 5 s"), events);
        shutDown();
    }

    @Test
    void aChildsFailureComesOutOfItsOwnersWait() {
        var failure = new IllegalArgumentException("child");
        start(
                () -> {
                    try (var scope = new CoroutineScope()) {
                        scope.start("child", () -> fail(failure));
                        scope.start("brother", () -> closeSlowly("brother"));
                        new Signal().await("nothing");
                    } catch (IllegalArgumentException e) {
                        assertSame(failure, e);
                        events.add("owner told");
                    }
                });
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of("brother closed", "owner told"), events);
        shutDown();
    }

    @Test
    void aChildsFailureComesOutOfCloseWhenTheOwnerDidNotWait() {
        start(
                () -> {
                    var scope = new CoroutineScope();
                    scope.start("child", () -> fail(new IllegalArgumentException("child")));
                    try {
                        scope.close();
                    } catch (IllegalArgumentException e) {
                        events.add(e.getMessage());
                    }
                });
        assertEquals(List.of("child"), events);
        shutDown();
    }

    /** Else nobody would ever hear of a mistake in a {@code finally} block. */
    @Test
    void oneThatFailsWhileItIsCancelledHasFailed() {
        root.start("owner", this::ownOneThatFailsWhenCancelled);
        loop.run();
        var ended = root.shutDown();
        loop.run();
        var failure = assertThrows(CompletionException.class, ended::join).getCause();
        assertEquals("in finally", failure.getMessage());
    }

    private void ownOneThatFailsWhenCancelled() {
        try (var scope = new CoroutineScope()) {
            scope.start(
                    "child",
                    () -> {
                        try {
                            Coroutine.yield();
                        } finally {
                            fail(new IllegalArgumentException("in finally"));
                        }
                    });
            Coroutine.yield();
        }
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    @Test
    void aFailedChildOfTheRootCancelsTheOthersAndIsReported() {
        start(() -> closeSlowly("other"));
        start(() -> fail(new IllegalArgumentException("first")));
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of("other closed"), events);
        var failure = assertThrows(CompletionException.class, this::shutDown);
        assertEquals("first", failure.getCause().getMessage());
    }

    @Test
    void aClosingScopeStartsNobody() {
        shutDown();
        assertThrows(IllegalStateException.class, () -> root.start("late", () -> {}));
    }

    @Test
    void aRootScopeIsNotClosedLikeAnOwnedOne() {
        assertThrows(IllegalStateException.class, root::close);
    }

    @Test
    void sleepingTakesItsTime() {
        start(
                () -> {
                    Sleep.during(Duration.ofMillis(20));
                    events.add("awake");
                });
        loop.advance(Duration.ofMillis(19));
        assertEquals(List.of(), events);
        loop.advance(Duration.ofMillis(1));
        assertEquals(List.of("awake"), events);
    }

    @Test
    void aDeadlineEndsAllWaitsInsideItAndNoneAfter() {
        start(
                () -> {
                    try {
                        Deadline.within(Duration.ofSeconds(1), "The block", this::waitTwice);
                    } catch (DeadlineExceeded e) {
                        events.add(e.getMessage());
                    }
                    Sleep.during(Duration.ofSeconds(1));
                    events.add("after");
                });
        loop.advance(Duration.ofSeconds(1)).advance(Duration.ofSeconds(1));
        assertEquals(List.of("again", "The block took longer than 1 s", "after"), events);
    }

    private void waitTwice() {
        try {
            Sleep.during(Duration.ofHours(1));
        } catch (DeadlineExceeded _) {
            events.add("again");
        }
        Sleep.during(Duration.ofHours(1));
    }

    @Test
    void ofNestedDeadlinesTheOuterOneSpeaks() {
        start(
                () -> {
                    try {
                        Deadline.within(
                                Duration.ofSeconds(1),
                                "Outer",
                                () ->
                                        Deadline.within(
                                                Duration.ofSeconds(1),
                                                "Inner",
                                                () -> Sleep.during(Duration.ofHours(1))));
                    } catch (DeadlineExceeded e) {
                        events.add(e.getMessage());
                    }
                });
        loop.advance(Duration.ofSeconds(1));
        assertEquals(List.of("Outer took longer than 1 s"), events);
    }

    @Test
    void aBlockThatEndsInTimeLeavesNoTimerBehind() {
        start(() -> Deadline.within(Duration.ofSeconds(1), "The block", () -> {}));
        loop.run();
        assertEquals(-1, loop.channel.runScheduledPendingTasks());
    }

    @Test
    void aDeadlineReachesTheChildrenThroughTheScope() {
        start(
                () -> {
                    try {
                        Deadline.within(
                                Duration.ofSeconds(1),
                                "The block",
                                () -> {
                                    try (var scope = new CoroutineScope()) {
                                        scope.start("child", () -> closeSlowly("child"));
                                        new Signal().await("nothing");
                                    }
                                });
                    } catch (DeadlineExceeded _) {
                        events.add("over");
                    }
                });
        loop.advance(Duration.ofSeconds(1)).advance(Duration.ofSeconds(1));
        assertEquals(List.of("child closed", "over"), events);
    }

    @Test
    void aWorkersResultAndFailureComeBack() {
        var tasks = new ArrayDeque<Runnable>();
        var workers = new Workers(tasks::add);
        start(
                () -> {
                    events.add(workers.call("work", () -> "result"));
                    try {
                        workers.call("work", () -> List.of().getFirst());
                    } catch (java.util.NoSuchElementException _) {
                        events.add("failure");
                    }
                });
        assertEquals(List.of(), events);
        tasks.poll().run();
        loop.run();
        tasks.poll().run();
        loop.run();
        assertEquals(List.of("result", "failure"), events);
    }

    @Test
    void aCancelledCoroutineStillWaitsForItsWorker() {
        var tasks = new ArrayDeque<Runnable>();
        start(
                () -> {
                    try {
                        new Workers(tasks::add).call("work", () -> events.add("worked"));
                        events.add("not reached");
                    } finally {
                        events.add("released");
                    }
                });
        root.cancel();
        loop.run();
        assertEquals(List.of(), events);
        tasks.poll().run();
        loop.run();
        assertEquals(List.of("worked", "released"), events);
    }
}
