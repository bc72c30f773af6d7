package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;

/**
 * A time limit that ends what is inside: QEMU's {@code qemu_co_timeout} returns, and leaves it
 * running.
 */
@ParameterizedClass
@EnumSource(BackEnd.class)
class DeadlineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Stage stage;
    private final Mutex mutex = new Mutex("m");
    private final SharedResource things = new SharedResource("things", 2);

    DeadlineTest(BackEnd backEnd) {
        stage = new Stage(backEnd);
    }

    @AfterEach
    void everybodyEndsAndNoTimerIsLeft() {
        stage.shutDown();
        assertEquals(-1, stage.loop.channel.runScheduledPendingTasks());
        assertFalse(mutex.isLocked());
    }

    /** A block that lasts for ever, but for its limit of a second. */
    private Coroutine startLimited(Runnable block) {
        return stage.start(
                "a",
                () -> {
                    try {
                        Deadline.within(SECOND, "The block", block);
                        stage.say("in time");
                    } catch (DeadlineExceeded e) {
                        stage.say(e.getMessage());
                    }
                });
    }

    private void assertEndsAtItsDeadline() {
        stage.advance(SECOND.minusMillis(1));
        stage.assertSaid();
        stage.advance(Duration.ofMillis(1));
        stage.assertSaid("a The block took longer than 1 s");
    }

    @Test
    void itEndsASleep() {
        startLimited(() -> Sleep.during(Duration.ofHours(1)));
        assertEndsAtItsDeadline();
    }

    @Test
    void itEndsAYield() {
        startLimited(Coroutine::yield);
        assertEndsAtItsDeadline();
    }

    @Test
    void itEndsTheWaitForALock() {
        var b = stage.start("b", () -> mutex.locked(Coroutine::yield));
        startLimited(mutex::lock);
        assertEndsAtItsDeadline();
        b.enter();
    }

    @Test
    void itGivesALockUpThatIsHeldInside() {
        startLimited(() -> mutex.locked(Coroutine::yield));
        assertTrue(mutex.isLocked());
        assertEndsAtItsDeadline();
    }

    @Test
    void itEndsTheWaitForThings() {
        assertTrue(things.tryTake(2));
        startLimited(() -> things.take(1));
        assertEndsAtItsDeadline();
        things.giveBack(2);
        assertEquals(2, things.available());
    }

    @Test
    void itEndsTheWaitForACompletion() {
        startLimited(() -> Await.completion(new CompletableFuture<>()));
        assertEndsAtItsDeadline();
    }

    @Test
    void itEndsTheWaitForAnItem() {
        startLimited(() -> new Conduit<String>("c", 1).receive());
        assertEndsAtItsDeadline();
    }

    @Test
    void aWakeUpDoesNotPutItOff() {
        var a = startLimited(() -> Sleep.during(Duration.ofHours(1)));
        stage.advance(SECOND.minusMillis(1));
        a.wake();
        stage.advance(Duration.ofMillis(1));
        stage.assertSaid("a The block took longer than 1 s");
    }

    @Test
    void noTimeAtAllEndsTheFirstWait() {
        stage.start(
                "a",
                () ->
                        Deadline.within(
                                Duration.ZERO,
                                "Nothing",
                                () -> {
                                    try {
                                        stage.say("begun");
                                        Coroutine.yield();
                                    } catch (DeadlineExceeded _) {
                                        stage.say("over");
                                    }
                                }));
        stage.advance(Duration.ZERO);
        stage.assertSaid("a begun", "a over");
    }

    @Test
    void theLongestTimeThereIsIsNoLimit() {
        var forEver = ChronoUnit.FOREVER.getDuration();
        stage.start("a", () -> Deadline.within(forEver, "The block", () -> Sleep.during(SECOND)));
        stage.advance(SECOND);
        assertEquals(-1, stage.loop.channel.runScheduledPendingTasks());
    }

    @Test
    void aBlockThatDoesNotWaitIsInTimeHoweverLittleItHas() {
        stage.start(
                "a",
                () -> {
                    Deadline.within(Duration.ZERO, "Nothing", () -> stage.say("done"));
                    Sleep.during(SECOND);
                    stage.say("goes on");
                });
        stage.advance(SECOND);
        stage.assertSaid("a done", "a goes on");
    }

    @Test
    void oneThatSwallowsItIsThrownOutOfItsNextWaitBeforeThatBegins() {
        startLimited(
                () -> {
                    try {
                        Coroutine.yield();
                    } catch (DeadlineExceeded _) {
                        stage.say("waits again");
                    }
                    Sleep.during(Duration.ofHours(1));
                });
        stage.advance(SECOND);
        stage.assertSaid("a waits again", "a The block took longer than 1 s");
    }

    @Test
    void aScopeOfOutsideThatIsClosedInsideLeavesItInForce() {
        startLimited(
                () -> {
                    var scope = new CoroutineScope();
                    Deadline.within(Duration.ofHours(1), "Inner", () -> closeAndSleep(scope));
                });
        assertEndsAtItsDeadline();
    }

    @Test
    void aScopeThatWasClosedInsideItHasNoSayAfterwards() {
        stage.start(
                "a",
                () -> {
                    var scope = new CoroutineScope();
                    scope.start("child", this::fail);
                    try {
                        Deadline.within(SECOND, "The block", scope::close);
                    } catch (IllegalArgumentException e) {
                        stage.say(e.getMessage());
                    }
                    Sleep.during(SECOND);
                    stage.say("goes on");
                });
        stage.assertSaid("a child has failed");
        stage.advance(SECOND);
        stage.assertSaid("a goes on");
    }

    private static void closeAndSleep(CoroutineScope scope) {
        scope.close();
        Sleep.during(Duration.ofHours(1));
    }

    private void fail() {
        throw new IllegalArgumentException(Coroutine.self().name() + " has failed");
    }
}
