package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What QEMU's {@code tests/unit/test-coroutine.c} proves of its coroutines, test by test under the
 * names there, proved of ours. Where it says "enter", a test here enters by hand; a coroutine that
 * was woken runs when its waker suspends or ends, there as here.
 */
@ParameterizedClass
@EnumSource(BackEnd.class)
class QemuCoroutineTest {
    private final BackEnd backEnd;
    private final Stage stage;

    QemuCoroutineTest(BackEnd backEnd) {
        this.backEnd = backEnd;
        stage = new Stage(backEnd);
    }

    @AfterEach
    void everybodyEnds() {
        stage.shutDown();
    }

    private Coroutine create(String name, Runnable body) {
        return Coroutine.create(name, backEnd, body);
    }

    /** In Java nothing dangles: here it means that the dead enterer is let go, and not needed. */
    @Test
    @DisplayName("/basic/no-dangling-access")
    void theDeadEntererOfASuspendedCoroutineIsNeitherNeededNorKept() {
        var c2 = create("c2", Coroutine::yield);
        var c1 = enteredByOneThatIsDeadNow(c2);
        for (int i = 0; i < 100 && c1.get() != null; i++) {
            System.gc();
        }
        assertNull(c1.get());
        c2.enter();
        assertEquals(Coroutine.State.DEAD, c2.state());
    }

    private WeakReference<Coroutine> enteredByOneThatIsDeadNow(Coroutine c2) {
        var c1 = create("c1", c2::enter);
        c1.enter();
        assertEquals(Coroutine.State.DEAD, c1.state());
        assertEquals(Coroutine.State.SUSPENDED, c2.state());
        return new WeakReference<>(c1);
    }

    @Test
    @DisplayName("/basic/lifecycle")
    void enteringRunsTheBodyAndASecondOneRunsLikeTheFirst() {
        for (int round = 1; round <= 2; round++) {
            var done = new ArrayList<String>();
            var coroutine = create("lifecycle", () -> done.add("done"));
            assertEquals(List.of(), done);
            coroutine.enter();
            assertEquals(List.of("done"), done);
        }
    }

    @Test
    @DisplayName("/basic/yield")
    void fiveYieldsNeedExactlySixEnters() {
        var coroutine =
                create(
                        "yield",
                        () -> {
                            for (int i = 0; i < 5; i++) {
                                Coroutine.yield();
                            }
                        });
        for (int enters = 1; enters <= 6; enters++) {
            assertFalse(coroutine.state() == Coroutine.State.DEAD, "dead before enter " + enters);
            coroutine.enter();
        }
        assertEquals(Coroutine.State.DEAD, coroutine.state());
    }

    @Test
    @DisplayName("/basic/nesting")
    void eachOf128EntersTheNextAndReturnsAfterIt() {
        var nesting = new Nesting(128);
        nesting.go();
        assertEquals(128, nesting.enters);
        assertEquals(128, nesting.returns);
    }

    private final class Nesting {
        private final int depth;
        private int enters;
        private int returns;

        Nesting(int depth) {
            this.depth = depth;
        }

        void go() {
            create("level " + enters, this::level).enter();
        }

        private void level() {
            enters++;
            if (enters < depth) {
                go();
            }
            returns++;
        }
    }

    @Test
    @DisplayName("/basic/self")
    void selfInsideIsTheHandleOutside() {
        var seen = new ArrayList<Coroutine>();
        var coroutine = create("self", () -> seen.add(Coroutine.self()));
        coroutine.enter();
        assertSame(coroutine, seen.getFirst());
    }

    @Test
    @DisplayName("/basic/entered")
    void whoeverIsOnTheActiveChainIsEnteredAndNobodyElse() {
        var handles = new ArrayList<Coroutine>();
        var ancestor =
                create(
                        "ancestor",
                        () -> {
                            var self = handles.get(0);
                            var child = handles.get(1);
                            assertTrue(self.isEntered());
                            assertFalse(child.isEntered());
                            child.enter();
                            assertFalse(child.isEntered());
                            assertTrue(self.isEntered());
                            Coroutine.yield();
                            assertTrue(self.isEntered());
                        });
        var child =
                create(
                        "child",
                        () -> {
                            assertTrue(handles.get(1).isEntered());
                            assertTrue(handles.get(0).isEntered());
                            Coroutine.yield();
                        });
        handles.addAll(List.of(ancestor, child));
        assertFalse(ancestor.isEntered());
        ancestor.enter();
        assertFalse(ancestor.isEntered());
        ancestor.enter();
        assertFalse(ancestor.isEntered());
        child.enter();
    }

    @Test
    @DisplayName("/basic/in_coroutine")
    void insideIsInsideAndOutsideIsNot() {
        assertFalse(Coroutine.isInside());
        create("in_coroutine", () -> assertTrue(Coroutine.isInside())).enter();
        assertFalse(Coroutine.isInside());
    }

    /** Each pair is (who, which step of it): 1 is the coroutine, 2 the one that enters it. */
    @Test
    @DisplayName("/basic/order")
    void theTwoTakeTurns() {
        var steps = new ArrayList<String>();
        var coroutine =
                create(
                        "order",
                        () -> {
                            steps.add("(1,1)");
                            Coroutine.yield();
                            steps.add("(1,2)");
                            Coroutine.yield();
                            steps.add("(1,3)");
                        });
        coroutine.enter();
        assertFalse(Coroutine.isInside());
        steps.add("(2,1)");
        coroutine.enter();
        assertFalse(Coroutine.isInside());
        steps.add("(2,2)");
        coroutine.enter();
        assertEquals(List.of("(1,1)", "(2,1)", "(1,2)", "(2,2)", "(1,3)"), steps);
    }

    /// | enter | c1                    | c2                 | locked by | done |
    /// |-------|-----------------------|--------------------|-----------|------|
    /// | c1    | lock, yield           |                    | c1        | 0    |
    /// | c2    |                       | lock: waits        | c1        | 0    |
    /// | c1    | unlock, done, **end** |                    | c2        | 1    |
    /// | -     |                       | has the lock, yield| c2        | 1    |
    /// | c2    |                       | unlock, done, end  | nobody    | 2    |
    ///
    /// It is c2's as soon as c1 has unlocked it. The fourth row is nobody's enter: c2 starts by
    /// itself when c1 ends.
    @Test
    @DisplayName("/locking/co-mutex")
    void whoeverWaitsForTheMutexOwnsItAsSoonAsItIsUnlockedAndRunsWhenTheUnlockerEnds() {
        var mutex = new Mutex("m");
        Runnable body =
                () -> {
                    mutex.lock();
                    stage.say("locked");
                    Coroutine.yield();
                    mutex.unlock();
                    sayDone(mutex);
                };
        assertHandedOver(mutex, body);
    }

    /**
     * The same through a block that is given the lock. {@code QEMU_MAKE_LOCKABLE(NULL)}, "no lock",
     * is in Java the {@code await} without a mutex.
     */
    @Test
    @DisplayName("/locking/co-mutex/lockable")
    void aLockedBlockHandsOverLikeLockAndUnlock() {
        var mutex = new Mutex("m");
        Runnable body =
                () -> {
                    mutex.locked(
                            () -> {
                                stage.say("locked");
                                Coroutine.yield();
                            });
                    sayDone(mutex);
                };
        assertHandedOver(mutex, body);
        var queue = new WaitQueue();
        stage.start("c3", () -> queue.await("no lock"));
        assertTrue(queue.wakeNext());
    }

    /** Nobody runs between the unlocking and this: what is locked now was handed over. */
    private void sayDone(Mutex mutex) {
        stage.say(mutex.isLocked() ? "done, it is another's" : "done, it is free");
    }

    private void assertHandedOver(Mutex mutex, Runnable body) {
        var c1 = stage.start("c1", body);
        stage.assertSaid("c1 locked");
        var c2 = stage.start("c2", body);
        stage.assertSaid();
        assertEquals("mutex 'm', held by Coroutine 'c1'", c2.parking().reason());

        c1.enter();
        stage.assertSaid("c1 done, it is another's", "c2 locked");
        assertEquals(Coroutine.State.DEAD, c1.state());
        assertTrue(mutex.isLocked());

        c2.enter();
        stage.assertSaid("c2 done, it is free");
        assertEquals(Coroutine.State.DEAD, c2.state());
        assertFalse(mutex.isLocked());
    }

    /// | enter | c1                       | c2                       | held by    | in line |
    /// |-------|--------------------------|--------------------------|------------|---------|
    /// | c1    | lock to read, yield      |                          | c1 (read)  |         |
    /// | c2    |                          | lock to write: waits     | c1 (read)  | c2      |
    /// | c1    | upgrade: **waits**       |                          | c2 (write) | c1      |
    /// | -     |                          | writes, unlock, end      | c1 (write) |         |
    /// | -     | writes, unlock, end      |                          | nobody     |         |
    ///
    /// c1 was the only reader, and yet c2, which came first, writes first.
    @Test
    @DisplayName("/locking/co-rwlock/upgrade")
    void anUpgradeGoesBehindTheWriterThatWaitsAlready() {
        var lock = new RwLock("l");
        var c1 =
                stage.start(
                        "c1",
                        () -> {
                            lock.lockToRead();
                            stage.say("reads");
                            Coroutine.yield();
                            lock.upgrade();
                            stage.say("writes");
                            lock.unlock();
                        });
        stage.start(
                "c2",
                () -> {
                    lock.lockToWrite();
                    stage.say("writes");
                    lock.unlock();
                });
        stage.assertSaid("c1 reads");
        c1.enter();
        stage.assertSaid("c2 writes", "c1 writes");
    }

    /// | enter | c1            | c2              | c3           | c4            | held by    | in line    |
    /// |-------|---------------|-----------------|--------------|---------------|------------|------------|
    /// | c1    | read, yield   |                 |              |               | c1 (read)  |            |
    /// | c2    |               | write: waits    |              |               | c1 (read)  | c2         |
    /// | c3    |               |                 | read: waits  |               | c1 (read)  | c2, c3     |
    /// | c4    |               |                 |              | write: waits  | c1 (read)  | c2, c3, c4 |
    /// | c1    | unlock, end   |                 |              |               | c2 (write) | c3, c4     |
    /// | -     |               | writes, yield   |              |               | c2 (write) | c3, c4     |
    /// | c2    |               | downgrade, yield|              |               | c2, c3     | c4         |
    /// | -     |               |                 | reads, unlock|               | c2 (read)  | c4         |
    /// | c2    |               | unlock, end     |              |               | c4 (write) |            |
    /// | -     |               |                 |              | writes, unlock| nobody     |            |
    @Test
    @DisplayName("/locking/co-rwlock/downgrade")
    void aDowngradeLetsTheReaderAtTheHeadInAndTheWriterBehindItAfterwards() {
        var lock = new RwLock("l");
        var c1 = stage.start("c1", () -> read(lock, Coroutine::yield));
        var c2 =
                stage.start(
                        "c2",
                        () -> {
                            lock.lockToWrite();
                            stage.say("writes");
                            Coroutine.yield();
                            lock.downgrade();
                            stage.say("reads");
                            Coroutine.yield();
                            lock.unlock();
                        });
        stage.start("c3", () -> read(lock, () -> {}));
        stage.start(
                "c4",
                () -> {
                    lock.lockToWrite();
                    stage.say("writes");
                    lock.unlock();
                });
        stage.assertSaid("c1 reads");
        c1.enter();
        stage.assertSaid("c2 writes");
        c2.enter();
        stage.assertSaid("c2 reads", "c3 reads");
        c2.enter();
        stage.assertSaid("c4 writes");
    }

    private void read(RwLock lock, Runnable meanwhile) {
        lock.lockToRead();
        stage.say("reads");
        meanwhile.run();
        lock.unlock();
    }

    /** Not a test of QEMU's, but what all of the above rests on: its order of wake-ups. */
    @Test
    void wakeUpsRequestedInsideRunWhenTheWakerSuspendsThoseOfTheLastOneFirst() {
        Deque<String> order = new ArrayDeque<>();
        var queue = new WaitQueue();
        var inner = new WaitQueue();
        stage.start("inner", () -> awaitAndNote(inner, order, () -> {}));
        stage.start("first", () -> awaitAndNote(queue, order, inner::wakeNext));
        stage.start("second", () -> awaitAndNote(queue, order, () -> {}));
        stage.start(
                "waker",
                () -> {
                    queue.wakeAll();
                    order.add("waker");
                });
        assertEquals(List.of("waker", "first", "inner", "second"), List.copyOf(order));
    }

    private static void awaitAndNote(WaitQueue queue, Deque<String> order, Runnable then) {
        queue.await("its turn");
        order.add(Coroutine.self().name());
        then.run();
    }
}
