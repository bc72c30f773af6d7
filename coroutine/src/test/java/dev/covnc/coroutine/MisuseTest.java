package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * Where QEMU aborts, here a sentence names who did it and to whom, and the loop lives on; what is
 * harmless is harmless.
 */
@ParameterizedClass
@EnumSource(BackEnd.class)
class MisuseTest {
    private final BackEnd backEnd;
    private final Stage stage;
    private final CoroutineScope connection;

    MisuseTest(BackEnd backEnd) {
        this.backEnd = backEnd;
        stage = new Stage(backEnd);
        connection = new CoroutineScope(stage.loop.executor(), backEnd);
    }

    /** Whatever a connection does, the others on its loop neither fail nor wait. */
    @AfterEach
    void theLoopIsAlive() {
        stage.start("another", () -> stage.say("lives"));
        stage.assertSaid("another lives");
        assertFalse(Coroutine.isInside());
        stage.shutDown();
    }

    private Coroutine startMisuser(String name, Runnable body) {
        var coroutine = connection.start(name, body);
        stage.loop.run();
        return coroutine;
    }

    /** What the connection has failed with. */
    private Throwable failure() {
        var ended = connection.shutDown();
        stage.loop.run();
        return assertThrows(CompletionException.class, ended::join).getCause();
    }

    private void assertFailed(String message) {
        var failure = failure();
        assertEquals(IllegalStateException.class, failure.getClass());
        assertEquals(message, failure.getMessage());
    }

    @Test
    void enteringARunningOne() {
        startMisuser(
                "a",
                () -> {
                    var a = Coroutine.self();
                    Coroutine.create("b", backEnd, a::enter).enter();
                });
        assertFailed("Coroutine 'a' re-entered recursively, by Coroutine 'b'");
    }

    @Test
    void enteringAFinishedOne() {
        var a = stage.start("a", () -> {});
        startMisuser("b", a::enter);
        assertFailed("Coroutine 'a' entered after its end, by Coroutine 'b'");
    }

    @Test
    void enteringOneThatWaits() {
        var a = stage.start("a", () -> new Signal().await("a letter"));
        startMisuser("b", a::enter);
        assertFailed(
                "Coroutine 'a' waits for a letter; only a wake-up may enter it, not Coroutine 'b'");
    }

    @Test
    void enteringOneThatHasNotBegun() {
        var a = stage.root.start("a", () -> {});
        var refusal = assertThrows(IllegalStateException.class, a::enter);
        assertEquals(
                "Coroutine 'a' waits for its start; only a wake-up may enter it, not thread 'main'",
                refusal.getMessage());
    }

    @Test
    void enteringOneThatIsAboutToBeThrownOut() {
        var a = stage.start("a", Coroutine::yield);
        a.parking().cancel();
        var refusal = assertThrows(IllegalStateException.class, a::enter);
        assertEquals(
                "Coroutine 'a' waits for somebody to enter it; only a wake-up may enter it, not"
                        + " thread 'main'",
                refusal.getMessage());
        stage.loop.run();
        assertEquals(Coroutine.State.DEAD, a.state());
    }

    @Test
    void yieldingOutside() {
        var refusal = assertThrows(IllegalStateException.class, Coroutine::yield);
        assertEquals(
                "Yielding to no one: Coroutine.yield suspends, and this is not inside a coroutine",
                refusal.getMessage());
    }

    @Test
    void twoWaitersOnOneSignal() {
        var signal = new Signal();
        stage.start("a", () -> signal.await("it"));
        startMisuser("b", () -> signal.await("it too"));
        assertFailed("Coroutine 'b' waits for a signal that Coroutine 'a' waits for already");
    }

    @Test
    void unlockingWhatAnotherHolds() {
        var mutex = new Mutex("m");
        stage.start("a", () -> mutex.locked(Coroutine::yield));
        startMisuser("b", mutex::unlock);
        assertFailed("Coroutine 'b' unlocks mutex 'm', held by Coroutine 'a'");
    }

    @Test
    void unlockingWhatNobodyHolds() {
        startMisuser("a", new Mutex("m")::unlock);
        assertFailed("Coroutine 'a' unlocks mutex 'm', which nobody holds");
    }

    @Test
    void unlockingWhatOthersRead() {
        var lock = new RwLock("l");
        stage.start("a", () -> readUntilEntered(lock));
        stage.start("b", () -> readUntilEntered(lock));
        startMisuser("c", lock::unlock);
        assertFailed(
                "Coroutine 'c' unlocks read-write lock 'l', which it does not hold but [Coroutine"
                        + " 'a', Coroutine 'b']");
    }

    private static void readUntilEntered(RwLock lock) {
        lock.lockToRead();
        try {
            Coroutine.yield();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void givingBackMoreThanWasTakenFromOutside() {
        var resource = new SharedResource("bytes", 10);
        stage.start("a", () -> resource.take(3));
        var refusal = assertThrows(IllegalStateException.class, () -> resource.giveBack(4));
        assertEquals(
                "thread 'main' gives back 4 bytes, but only 3 of 10 are taken",
                refusal.getMessage());
    }

    @Test
    void givingBackMoreThanWasTaken() {
        var resource = new SharedResource("bytes", 10);
        stage.start("a", () -> resource.take(3));
        startMisuser("b", () -> resource.giveBack(4));
        assertFailed("Coroutine 'b' gives back 4 bytes, but only 3 of 10 are taken");
    }

    /** QEMU aborts here: "already scheduled". Rule 4 has it that a wake-up is remembered, once. */
    @Test
    void wakingTwiceIsWakingOnce() {
        var a =
                stage.start(
                        "a",
                        () -> {
                            for (int i = 1; i <= 2; i++) {
                                Coroutine.self().parking().park("a wake-up");
                                stage.say("woken " + i);
                            }
                        });
        a.wake();
        a.wake();
        stage.loop.run();
        stage.assertSaid("a woken 1");
    }

    @Test
    void wakingOneThatHasEndedIsNothing() {
        var a = stage.start("a", () -> {});
        a.wake();
        stage.loop.run();
        assertEquals(Coroutine.State.DEAD, a.state());
    }

    @Test
    void wakingOneThatIsEnteredByHand() {
        var a = Coroutine.create("a", backEnd, () -> {});
        startMisuser("b", a::wake);
        assertFailed("Coroutine 'a' has no event loop, so it cannot wait");
    }

    @Test
    void closingAScopeFromInsideItsChild() {
        startMisuser(
                "parent",
                () -> {
                    try (var scope = new CoroutineScope()) {
                        scope.start("child", scope::close);
                        Coroutine.yield();
                    }
                });
        assertFailed(
                "Coroutine 'child' closes a scope of Coroutine 'parent', which only its owner may");
    }

    @Test
    void shuttingDownAScopeThatHasAnOwner() {
        startMisuser(
                "parent",
                () -> {
                    try (var scope = new CoroutineScope()) {
                        scope.shutDown();
                    }
                });
        assertFailed(
                "Coroutine 'parent' shuts down a scope of Coroutine 'parent', which only its owner"
                        + " may close");
    }

    @Test
    void closingARootScope() {
        startMisuser("a", connection::close);
        assertFailed("Coroutine 'a' closes a root scope, which is not closed but shut down");
    }

    @Test
    void endingWithAScopeOpen() {
        startMisuser("parent", this::openAScopeAndLeave);
        assertFailed("Coroutine 'parent' ended without giving back a scope of Coroutine 'parent'");
        stage.assertSaid("orphan begun", "orphan cancelled");
    }

    private void openAScopeAndLeave() {
        new CoroutineScope().start("orphan", () -> stage.sayHowItEnds(this::sayBegunAndYield));
        var pause = new Signal();
        pause.raise();
        Sleep.during(Duration.ofMillis(1), pause);
    }

    private void sayBegunAndYield() {
        stage.say("begun");
        Coroutine.yield();
    }

    @Test
    void anExceptionOutOfABody() {
        var thrown = new IllegalArgumentException("a bug");
        startMisuser("a", () -> fail(thrown));
        assertSame(thrown, failure());
    }

    private static void fail(RuntimeException thrown) {
        throw thrown;
    }

    @Test
    void aBodyWithoutEnd() {
        startMisuser("a", () -> recurse(0));
        assertEquals(StackOverflowError.class, failure().getClass());
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    @Test
    void cancellingWhileHoldingAMutex() {
        var mutex = new Mutex("m");
        var a = startMisuser("a", () -> mutex.locked(Coroutine::yield));
        stage.start("b", () -> mutex.locked(() -> stage.say("has it")));
        stage.cancel(a);
        stage.assertSaid("b has it");
        assertFalse(mutex.isLocked());
        connection.shutDown().join();
    }

    @Test
    void cancellingOneThatHoldsAMutexAndDoesNotUnlockIt() {
        var mutex = new Mutex("m");
        var a = startMisuser("a", () -> lockAndYield(mutex));
        stage.start("b", () -> mutex.locked(() -> stage.say("has it")));
        stage.cancel(a);
        stage.assertSaid("b has it");
        assertFailed("Coroutine 'a' ended without giving back mutex 'm'");
    }

    private static void lockAndYield(Mutex mutex) {
        mutex.lock();
        Coroutine.yield();
    }
}
