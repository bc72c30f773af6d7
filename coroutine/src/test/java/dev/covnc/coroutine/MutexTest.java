package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.concurrent.CompletionException;

/** A lock across suspensions. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class MutexTest {
    private final Stage stage;
    private final BackEnd backEnd;
    private final Mutex mutex = new Mutex("m");

    MutexTest(BackEnd backEnd) {
        this.backEnd = backEnd;
        stage = new Stage(backEnd);
    }

    /** Starts one that locks, says so, and keeps the lock until it is entered again. */
    private Coroutine startHolder(String name) {
        return stage.start(
                name,
                () ->
                        mutex.locked(
                                () -> {
                                    stage.say("locked");
                                    Coroutine.yield();
                                }));
    }

    @Test
    void itIsGivenInTheOrderItWasAskedFor() {
        var a = startHolder("a");
        var b = startHolder("b");
        var c = startHolder("c");
        a.enter();
        b.enter();
        c.enter();
        stage.assertSaid("a locked", "b locked", "c locked");
        assertFalse(mutex.isLocked());
        stage.shutDown();
    }

    @Test
    void whoeverUnlocksAndLocksAgainWaitsBehindTheOneItWasHandedTo() {
        var a =
                stage.start(
                        "a",
                        () -> {
                            mutex.lock();
                            Coroutine.yield();
                            mutex.unlock();
                            assertTrue(mutex.isLocked());
                            mutex.lock();
                            stage.say("locked again");
                            mutex.unlock();
                        });
        var b = startHolder("b");
        a.enter();
        stage.assertSaid("b locked");
        b.enter();
        stage.assertSaid("a locked again");
        stage.shutDown();
    }

    @Test
    void lockingItTwiceIsReported() {
        stage.start("a", () -> mutex.locked(() -> stage.sayHowItEnds(mutex::lock)));
        stage.assertSaid("a : Coroutine 'a' locks mutex 'm', which it holds already");
        stage.shutDown();
    }

    @Test
    void unlockingWhatIsNotHeldNamesBoth() {
        stage.start("a", () -> stage.sayHowItEnds(mutex::unlock));
        stage.assertSaid("a : Coroutine 'a' unlocks mutex 'm', which nobody holds");
        startHolder("b");
        stage.start("c", () -> stage.sayHowItEnds(mutex::unlock));
        stage.assertSaid("b locked", "c : Coroutine 'c' unlocks mutex 'm', held by Coroutine 'b'");
        stage.shutDown();
    }

    @Test
    void oneThatIsCancelledWhileItWaitsLeavesTheLine() {
        var a = startHolder("a");
        var b = startHolder("b");
        startHolder("c");
        stage.cancel(b);
        a.enter();
        stage.assertSaid("a locked", "c locked");
        stage.shutDown();
        assertFalse(mutex.isLocked());
    }

    @Test
    void oneThatIsCancelledBetweenTheGrantAndItsTurnHandsItOn() {
        var waiters = new ArrayList<Coroutine>();
        var a =
                stage.start(
                        "a",
                        () -> {
                            mutex.lock();
                            Coroutine.yield();
                            mutex.unlock();
                            waiters.getFirst().parking().cancel();
                        });
        waiters.add(stage.start("b", () -> stage.sayHowItEnds(mutex::lock)));
        startHolder("c");
        a.enter();
        stage.assertSaid("b cancelled", "c locked");
        stage.shutDown();
    }

    @Test
    void oneThatIsCancelledWhileItHoldsItGivesItUp() {
        var a = startHolder("a");
        startHolder("b");
        stage.cancel(a);
        stage.assertSaid("a locked", "b locked");
        stage.shutDown();
    }

    @Test
    void oneThatEndsWithoutUnlockingIsReportedAndNobodyWaitsForIt() {
        var elsewhere = new CoroutineScope(stage.loop.executor(), backEnd);
        var holder = elsewhere.start("holder", this::lockForEver);
        stage.loop.run();
        startHolder("waiter");
        stage.assertSaid();
        stage.cancel(holder);
        stage.assertSaid("waiter locked");
        var complaint =
                assertThrows(CompletionException.class, elsewhere.shutDown()::join).getCause();
        assertEquals(
                "Coroutine 'holder' ended without giving back mutex 'm'", complaint.getMessage());
        assertEquals(CancelledException.class, complaint.getCause().getClass());
        stage.shutDown();
    }

    private void lockForEver() {
        mutex.lock();
        Coroutine.yield();
    }
}
