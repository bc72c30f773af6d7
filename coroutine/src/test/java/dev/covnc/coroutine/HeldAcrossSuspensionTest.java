package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What becomes of a thread's things when a coroutine holds them across a suspension: on the
 * continuation back-end all coroutines of a loop and the loop itself are one thread, on the other
 * each is its own. Neither is what the code means, so rule 2 forbids it.
 */
@ParameterizedClass
@EnumSource(BackEnd.class)
class HeldAcrossSuspensionTest {
    private static final ThreadLocal<String> LOCAL = ThreadLocal.withInitial(() -> "nobody's");
    private static final ScopedValue<String> SCOPED = ScopedValue.newInstance();

    private final boolean oneThread;
    private final Stage stage;
    private final ReentrantLock lock = new ReentrantLock();

    HeldAcrossSuspensionTest(BackEnd backEnd) {
        oneThread = backEnd == BackEnd.CONTINUATION;
        stage = new Stage(backEnd);
    }

    @AfterEach
    void everybodyEnds() {
        stage.shutDown();
    }

    /// | back-end       | another coroutine                                               | the loop         |
    /// |----------------|-----------------------------------------------------------------|------------------|
    /// | continuation   | **gets the lock as well**: it is the same thread                | gets it as well  |
    /// | virtual thread | is kept out; if it waits without a limit, the loop stops for good | is kept out      |
    @Test
    void aReentrantLockKeepsNobodyOutOrStopsTheLoop() {
        var a =
                stage.start(
                        "a",
                        () -> {
                            lock.lock();
                            Coroutine.yield();
                            stage.say("holds it " + lock.getHoldCount() + " times");
                            lock.unlock();
                        });
        stage.start("b", this::tryLock);
        stage.assertSaid(oneThread ? "b is let in" : "b is kept out");
        assertEquals(oneThread, lock.tryLock());
        a.enter();
        stage.assertSaid(oneThread ? "a holds it 2 times" : "a holds it 1 times");
        if (oneThread) {
            lock.unlock();
        }
    }

    private void tryLock() {
        try {
            if (lock.tryLock(10, TimeUnit.MILLISECONDS)) {
                stage.say("is let in");
                lock.unlock();
            } else {
                stage.say("is kept out");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// | back-end       | another coroutine, the loop | the coroutine itself, later            |
    /// |----------------|-----------------------------|----------------------------------------|
    /// | continuation   | **see its value**           | **sees what another has put there**    |
    /// | virtual thread | see their own               | sees its own                           |
    @Test
    void aThreadLocalIsTheLoopsOrTheCoroutinesOwn() {
        var a =
                stage.start(
                        "a",
                        () -> {
                            LOCAL.set("a's");
                            Coroutine.yield();
                            stage.say("sees " + LOCAL.get());
                        });
        stage.start(
                "b",
                () -> {
                    stage.say("sees " + LOCAL.get());
                    LOCAL.set("b's");
                });
        stage.assertSaid(oneThread ? "b sees a's" : "b sees nobody's");
        assertEquals(oneThread ? "b's" : "nobody's", LOCAL.get());
        a.enter();
        stage.assertSaid(oneThread ? "a sees b's" : "a sees a's");
        LOCAL.remove();
    }

    /// | back-end       | another coroutine, the loop  | the coroutine itself, later |
    /// |----------------|------------------------------|-----------------------------|
    /// | continuation   | **see its binding**          | sees its own                |
    /// | virtual thread | see none                     | sees its own                |
    @Test
    void aScopedValueLeaksOutOfTheCoroutineOrDoesNot() {
        var a = stage.start("a", () -> ScopedValue.where(SCOPED, "a's").run(this::seeTwice));
        stage.start("b", this::see);
        stage.assertSaid("a sees a's", oneThread ? "b sees a's" : "b sees nothing");
        assertEquals(oneThread, SCOPED.isBound());
        a.enter();
        stage.assertSaid("a sees a's");
        assertEquals(false, SCOPED.isBound());
    }

    private void seeTwice() {
        see();
        Coroutine.yield();
        see();
    }

    private void see() {
        stage.say("sees " + SCOPED.orElse("nothing"));
    }
}
