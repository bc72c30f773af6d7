package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;

/** QEMU has no test of its {@code CoQueue} alone. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class WaitQueueTest {
    private final Stage stage;
    private final WaitQueue queue = new WaitQueue();
    private final Mutex mutex = new Mutex("m");

    WaitQueueTest(BackEnd backEnd) {
        stage = new Stage(backEnd);
    }

    @AfterEach
    void everybodyEnds() {
        stage.shutDown();
        assertTrue(queue.isEmpty());
        assertFalse(mutex.isLocked());
    }

    private Coroutine startWaiter(String name) {
        return stage.start(
                name,
                () ->
                        stage.sayHowItEnds(
                                () -> {
                                    queue.await("its turn");
                                    stage.say("woken");
                                }));
    }

    @Test
    void theOneThatHasWaitedLongestIsWokenNext() {
        startWaiter("a");
        startWaiter("b");
        assertTrue(queue.wakeNext());
        stage.loop.run();
        stage.assertSaid("a woken", "a ended");
        assertTrue(queue.wakeNext());
        stage.loop.run();
        stage.assertSaid("b woken", "b ended");
        assertFalse(queue.wakeNext());
    }

    @Test
    void allAreWokenInTheOrderTheyCame() {
        startWaiter("a");
        startWaiter("b");
        startWaiter("c");
        assertFalse(queue.isEmpty());
        queue.wakeAll();
        assertTrue(queue.isEmpty());
        stage.loop.run();
        stage.assertSaid("a woken", "a ended", "b woken", "b ended", "c woken", "c ended");
    }

    @Test
    void wakingAllSparesThoseWhoWaitAgain() {
        stage.start(
                "a",
                () -> {
                    for (int i = 0; i < 3; i++) {
                        queue.await("its turn");
                        stage.say("woken");
                    }
                });
        stage.start("waker", queue::wakeAll);
        stage.assertSaid("a woken");
        assertFalse(queue.isEmpty());
    }

    @Test
    void fromOutsideTheWokenRunsWhenTheLoopComesRound() {
        startWaiter("a");
        queue.wakeNext();
        stage.assertSaid();
        stage.loop.run();
        stage.assertSaid("a woken", "a ended");
    }

    @Test
    void aWakeUpForNobodyIsNotRemembered() {
        assertFalse(queue.wakeNext());
        startWaiter("a");
        stage.assertSaid();
    }

    /// | a                        | b            | line |
    /// |--------------------------|--------------|------|
    /// | wants 2 of 0: waits      |              | a    |
    /// |                          | waits        | a, b |
    /// | woken, wants 2 of 1      |              | b    |
    /// | waits **in front**       |              | a, b |
    /// | woken, has 2 of 2        |              | b    |
    @Test
    void oneThatIsWokenTooEarlyKeepsItsPlace() {
        var available = new ArrayList<String>();
        stage.start(
                "a",
                () -> {
                    queue.await("two things");
                    while (available.size() < 2) {
                        stage.say("again");
                        queue.awaitInFront("two things");
                    }
                    stage.say("has two");
                });
        startWaiter("b");
        available.add("one");
        queue.wakeNext();
        stage.loop.run();
        stage.assertSaid("a again");
        available.add("two");
        queue.wakeNext();
        stage.loop.run();
        stage.assertSaid("a has two");
    }

    @Test
    void theMutexIsFreeDuringTheWaitAndHeldAgainAfterIt() {
        stage.start(
                "a",
                () ->
                        mutex.locked(
                                () -> {
                                    queue.await("its turn", mutex);
                                    stage.say("goes on with " + mutex.isLocked());
                                }));
        assertFalse(mutex.isLocked());
        var b = stage.start("b", () -> mutex.locked(this::wakeAndKeepTheLock));
        stage.assertSaid("b woke");
        b.enter();
        stage.assertSaid("b goes", "a goes on with true");
    }

    private void wakeAndKeepTheLock() {
        queue.wakeNext();
        stage.say("woke");
        Coroutine.yield();
        stage.say("goes");
    }

    @Test
    void oneThatWaitsWithAMutexOfAnotherIsRefused() {
        var b = stage.start("b", () -> mutex.locked(Coroutine::yield));
        stage.start("a", () -> stage.sayHowItEnds(() -> queue.await("its turn", mutex)));
        stage.assertSaid("a : Coroutine 'a' unlocks mutex 'm', held by Coroutine 'b'");
        b.enter();
    }

    @Test
    void oneThatIsCancelledInFrontLeavesTheOthersTheirPlaces() {
        var a = stage.start("a", () -> stage.sayHowItEnds(() -> queue.awaitInFront("two things")));
        startWaiter("b");
        stage.cancel(a);
        queue.wakeNext();
        stage.loop.run();
        stage.assertSaid("a cancelled", "b woken", "b ended");
    }

    @Test
    void oneThatIsCancelledInTheWaitHoldsTheMutexAgainSoThatItCanUnlockIt() {
        var a =
                stage.start(
                        "a",
                        () ->
                                stage.sayHowItEnds(
                                        () -> mutex.locked(() -> queue.await("its turn", mutex))));
        var b = stage.start("b", () -> mutex.locked(Coroutine::yield));
        stage.cancel(a);
        stage.assertSaid();
        b.enter();
        stage.assertSaid("a cancelled");
    }

    @Test
    void oneThatIsCancelledAfterItWasWokenPassesTheWakeUpOn() {
        var a = startWaiter("a");
        startWaiter("b");
        stage.start(
                "waker",
                () -> {
                    queue.wakeNext();
                    a.parking().cancel();
                });
        stage.assertSaid("a cancelled", "b woken", "b ended");
    }
}
