package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.CompletionException;

/**
 * Interleavings of readers and writers. In the tables a row is what one step does; R is to read, W
 * to write; who is in brackets waits.
 */
@ParameterizedClass
@EnumSource(BackEnd.class)
class RwLockTest {
    private final BackEnd backEnd;
    private final Stage stage;
    private final RwLock lock = new RwLock("l");

    RwLockTest(BackEnd backEnd) {
        this.backEnd = backEnd;
        stage = new Stage(backEnd);
    }

    /** Reads until it is entered again. */
    private Coroutine startReader(String name) {
        return stage.start(
                name,
                () -> {
                    lock.lockToRead();
                    hold("reads");
                });
    }

    /** Writes until it is entered again. */
    private Coroutine startWriter(String name) {
        return stage.start(
                name,
                () -> {
                    lock.lockToWrite();
                    hold("writes");
                });
    }

    /** Reads until it is entered again, then writes until it is entered again. */
    private Coroutine startUpgrader(String name) {
        return stage.start(
                name,
                () -> {
                    lock.lockToRead();
                    try {
                        stage.say("reads");
                        Coroutine.yield();
                        lock.upgrade();
                        stage.say("writes");
                        Coroutine.yield();
                    } finally {
                        lock.unlock();
                    }
                });
    }

    private void hold(String how) {
        try {
            stage.say(how);
            Coroutine.yield();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void readersShareIt() {
        startReader("a");
        startReader("b");
        stage.assertSaid("a reads", "b reads");
        stage.shutDown();
    }

    /// | step       | held by   | in line |
    /// |------------|-----------|---------|
    /// | a: R       | a R       |         |
    /// | b: R       | a R, b R  |         |
    /// | c: W       | a R, b R  | [c W]   |
    /// | a: unlock  | b R       | [c W]   |
    /// | b: unlock  | c W       |         |
    @Test
    void aWriterWaitsForTheLastReader() {
        var a = startReader("a");
        var b = startReader("b");
        startWriter("c");
        a.enter();
        stage.assertSaid("a reads", "b reads");
        b.enter();
        stage.assertSaid("c writes");
        stage.shutDown();
    }

    /// | step       | held by   | in line               |
    /// |------------|-----------|-----------------------|
    /// | a: R       | a R       |                       |
    /// | b: W       | a R       | [b W]                 |
    /// | c: R       | a R       | [b W] **[c R]**       |
    /// | d: R       | a R       | [b W] [c R] [d R]     |
    /// | e: W       | a R       | [b W] [c R] [d R] [e W] |
    /// | a: unlock  | b W       | [c R] [d R] [e W]     |
    /// | b: unlock  | c R, d R  | [e W]                 |
    /// | c: unlock  | d R       | [e W]                 |
    /// | d: unlock  | e W       |                       |
    @Test
    void aReaderWaitsBehindAWriterAndReadersNextToEachOtherGoTogether() {
        var a = startReader("a");
        var b = startWriter("b");
        var c = startReader("c");
        var d = startReader("d");
        startWriter("e");
        stage.assertSaid("a reads");
        a.enter();
        stage.assertSaid("b writes");
        b.enter();
        stage.assertSaid("c reads", "d reads");
        c.enter();
        stage.assertSaid();
        d.enter();
        stage.assertSaid("e writes");
        stage.shutDown();
    }

    /// | step       | held by | in line |
    /// |------------|---------|---------|
    /// | a: R       | a R     |         |
    /// | a: upgrade | a W     |         |
    /// | b: R       | a W     | [b R]   |
    @Test
    void theOnlyReaderIsUpgradedAtOnceWhenNobodyWaits() {
        var a = startUpgrader("a");
        a.enter();
        startReader("b");
        stage.assertSaid("a reads", "a writes");
        a.enter();
        stage.assertSaid("b reads");
        stage.shutDown();
    }

    /// | step       | held by   | in line           |
    /// |------------|-----------|-------------------|
    /// | a: R       | a R       |                   |
    /// | b: R       | a R, b R  |                   |
    /// | a: upgrade | b R       | [a W]             |
    /// | b: upgrade | a W       | [b W]             |
    /// | a: unlock  | b W       |                   |
    ///
    /// Both give up reading, so they do not wait for each other for ever.
    @Test
    void twoReadersThatUpgradeWriteOneAfterTheOther() {
        var a = startUpgrader("a");
        var b = startUpgrader("b");
        stage.assertSaid("a reads", "b reads");
        a.enter();
        stage.assertSaid();
        b.enter();
        stage.assertSaid("a writes");
        a.enter();
        stage.assertSaid("b writes");
        stage.shutDown();
    }

    /// | step       | held by       | in line           |
    /// |------------|---------------|-------------------|
    /// | a: R       | a R           |                   |
    /// | b: W       | a R           | [b W]             |
    /// | c: R       | a R           | [b W] [c R]       |
    /// | b: leaves  | a R, **c R**  |                   |
    @Test
    void aCancelledWriterLetsTheReadersBehindItIn() {
        startReader("a");
        var b = startWriter("b");
        startReader("c");
        stage.cancel(b);
        stage.assertSaid("a reads", "c reads");
        stage.shutDown();
    }

    /// | step                   | held by | in line     |
    /// |------------------------|---------|-------------|
    /// | a: W                   | a W     |             |
    /// | b: W                   | a W     | [b W]       |
    /// | c: W                   | a W     | [b W] [c W] |
    /// | a: unlock, cancels b   | b W     | [c W]       |
    /// | b: leaves              | c W     |             |
    @Test
    void oneThatIsCancelledBetweenTheGrantAndItsTurnHandsItOn() {
        var a = startWriter("a");
        var b = startWriter("b");
        startWriter("c");
        stage.start(
                "d",
                () -> {
                    a.enter();
                    b.parking().cancel();
                });
        stage.assertSaid("a writes", "b writes", "c writes");
        stage.shutDown();
    }

    /// | step       | held by     | in line     |
    /// |------------|-------------|-------------|
    /// | a: R       | a R         |             |
    /// | b: W       | a R         | [b W]       |
    /// | a: upgrade | b W         | [a W]       |
    /// | a: leaves  | b W         | [a R]       |
    /// | b: unlock  | a R         |             |
    /// | a: unlock  |             |             |
    @Test
    void oneThatIsCancelledInItsUpgradeReadsAgainSoThatItCanUnlock() {
        var a = startUpgrader("a");
        var b = startWriter("b");
        a.enter();
        stage.assertSaid("a reads", "b writes");
        stage.cancel(a);
        assertEquals(Coroutine.State.SUSPENDED, a.state());
        b.enter();
        assertEquals(Coroutine.State.DEAD, a.state());
        stage.shutDown();
    }

    @Test
    void misuseNamesWhoDoesItAndWhoHoldsIt() {
        startReader("reader");
        stage.start(
                "a",
                () -> {
                    stage.sayHowItEnds(lock::unlock);
                    stage.sayHowItEnds(lock::upgrade);
                    lock.lockToRead();
                    stage.sayHowItEnds(lock::lockToRead);
                    stage.sayHowItEnds(lock::lockToWrite);
                    stage.sayHowItEnds(lock::downgrade);
                    lock.unlock();
                });
        var read = "read-write lock 'l'";
        var holds = " holds already";
        stage.assertSaid(
                "reader reads",
                "a : Coroutine 'a' unlocks "
                        + read
                        + ", which it does not hold but [Coroutine"
                        + " 'reader']",
                "a : Coroutine 'a' does not hold "
                        + read
                        + " to read; held by [Coroutine"
                        + " 'reader']",
                "a : Coroutine 'a' locks " + read + ", which it" + holds,
                "a : Coroutine 'a' locks " + read + ", which it" + holds,
                "a : Coroutine 'a' does not hold "
                        + read
                        + " to write; held by [Coroutine"
                        + " 'reader', Coroutine 'a']");
        stage.shutDown();
    }

    @Test
    void oneThatEndsWithoutUnlockingIsReportedAndNobodyWaitsForIt() {
        var elsewhere = new CoroutineScope(stage.loop.executor(), backEnd);
        startReader("waiter's friend");
        var holder = elsewhere.start("holder", this::readForEver);
        stage.loop.run();
        var waiter = startWriter("waiter");
        stage.assertSaid("waiter's friend reads");
        stage.cancel(holder);
        stage.assertSaid();
        assertEquals(
                "read-write lock 'l', held by [Coroutine 'waiter's friend', Coroutine 'holder']",
                waiter.parking().reason());
        var complaint =
                assertThrows(CompletionException.class, elsewhere.shutDown()::join).getCause();
        assertEquals(
                "Coroutine 'holder' ended without giving back read-write lock 'l'",
                complaint.getMessage());
        stage.shutDown();
    }

    private void readForEver() {
        lock.lockToRead();
        Coroutine.yield();
    }
}
