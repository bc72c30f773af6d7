package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.concurrent.CompletionException;

/** Interleavings of readers and writers, as tables that are played: see {@link LockTable}. */
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

    @AfterEach
    void everybodyEnds() {
        stage.shutDown();
    }

    private void play(String table) {
        new LockTable(stage).play(table);
    }

    @Test
    void readersShareIt() {
        play(
                """
                | step     | a | b | let in |
                |----------|---|---|--------|
                | a read   | R |   |        |
                | b read   | R | R |        |
                | a unlock |   | R |        |
                | b unlock |   |   |        |
                """);
    }

    @Test
    void aWriterWaitsForTheLastReader() {
        play(
                """
                | step     | a | b | c | let in |
                |----------|---|---|---|--------|
                | a read   | R |   |   |        |
                | b read   | R | R |   |        |
                | c write  | R | R | w |        |
                | a unlock |   | R | w |        |
                | b unlock |   |   | W | c      |
                """);
    }

    @Test
    void writersGoOneAfterTheOtherInTheOrderTheyCame() {
        play(
                """
                | step            | a | b | c | let in |
                |-----------------|---|---|---|--------|
                | a write         | W |   |   |        |
                | b write         | W | w |   |        |
                | c write         | W | w | w |        |
                | a unlock, write | w | W | w | b      |
                | b unlock        | w |   | W | c      |
                | c unlock        | W |   |   | a      |
                """);
    }

    @Test
    void aReaderWaitsBehindAWriterAndReadersNextToEachOtherGoTogether() {
        play(
                """
                | step     | a | b | c | d | e | f | let in |
                |----------|---|---|---|---|---|---|--------|
                | a read   | R |   |   |   |   |   |        |
                | b write  | R | w |   |   |   |   |        |
                | c read   | R | w | r |   |   |   |        |
                | d read   | R | w | r | r |   |   |        |
                | e write  | R | w | r | r | w |   |        |
                | f read   | R | w | r | r | w | r |        |
                | a unlock |   | W | r | r | w | r | b      |
                | b unlock |   |   | R | R | w | r | c, d   |
                | c unlock |   |   |   | R | w | r |        |
                | d unlock |   |   |   |   | W | r | e      |
                | e unlock |   |   |   |   |   | R | f      |
                """);
    }

    @Test
    void theOnlyReaderIsUpgradedAtOnceWhenNobodyWaits() {
        play(
                """
                | step      | a | b | let in |
                |-----------|---|---|--------|
                | a read    | R |   |        |
                | a upgrade | W |   |        |
                | b read    | W | r |        |
                | a unlock  |   | R | b      |
                """);
    }

    /** QEMU's {@code /locking/co-rwlock/upgrade}. */
    @Test
    void anUpgradeGoesBehindTheWriterThatWaitsAlreadyEvenThatOfTheOnlyReader() {
        play(
                """
                | step       | c1 | c2 | let in |
                |------------|----|----|--------|
                | c1 read    | R  |    |        |
                | c2 write   | R  | w  |        |
                | c1 upgrade | u  | W  | c2     |
                | c2 unlock  | W  |    | c1     |
                | c1 unlock  |    |    |        |
                """);
    }

    @Test
    void anUpgradeGoesBehindReadersThatWaitTooForItIsANewWish() {
        play(
                """
                | step      | a | b | c | let in |
                |-----------|---|---|---|--------|
                | a read    | R |   |   |        |
                | b write   | R | w |   |        |
                | c read    | R | w | r |        |
                | a upgrade | u | W | r | b      |
                | b unlock  | u |   | R | c      |
                | c unlock  | W |   |   | a      |
                """);
    }

    @Test
    void twoReadersThatUpgradeWriteOneAfterTheOtherAndDoNotWaitForEachOtherForEver() {
        play(
                """
                | step      | a | b | let in |
                |-----------|---|---|--------|
                | a read    | R |   |        |
                | b read    | R | R |        |
                | a upgrade | u | R |        |
                | b upgrade | W | u | a      |
                | a unlock  |   | W | b      |
                """);
    }

    /** QEMU's {@code /locking/co-rwlock/downgrade}. */
    @Test
    void aDowngradeLetsTheReaderAtTheHeadInAndTheWriterBehindItAfterwards() {
        play(
                """
                | step         | c1 | c2 | c3 | c4 | let in |
                |--------------|----|----|----|----|--------|
                | c1 read      | R  |    |    |    |        |
                | c2 write     | R  | w  |    |    |        |
                | c3 read      | R  | w  | r  |    |        |
                | c4 write     | R  | w  | r  | w  |        |
                | c1 unlock    |    | W  | r  | w  | c2     |
                | c2 downgrade |    | R  | R  | w  | c3     |
                | c3 unlock    |    | R  |    | w  |        |
                | c2 unlock    |    |    |    | W  | c4     |
                | c4 unlock    |    |    |    |    |        |
                """);
    }

    @Test
    void aDowngradeLetsAllReadersUpToTheNextWriterIn() {
        play(
                """
                | step        | a | b | c | d | e | let in |
                |-------------|---|---|---|---|---|--------|
                | a write     | W |   |   |   |   |        |
                | b read      | W | r |   |   |   |        |
                | c read      | W | r | r |   |   |        |
                | d write     | W | r | r | w |   |        |
                | e read      | W | r | r | w | r |        |
                | a downgrade | R | R | R | w | r | b, c   |
                | a upgrade   | u | R | R | w | r |        |
                | b unlock    | u |   | R | w | r |        |
                | c unlock    | u |   |   | W | r | d      |
                | d unlock    | u |   |   |   | R | e      |
                | e unlock    | W |   |   |   |   | a      |
                """);
    }

    @Test
    void aDowngradeBeforeAWriterLetsNobodyIn() {
        play(
                """
                | step        | a | b | c | let in |
                |-------------|---|---|---|--------|
                | a write     | W |   |   |        |
                | b write     | W | w |   |        |
                | c read      | W | w | r |        |
                | a downgrade | R | w | r |        |
                | a unlock    |   | W | r | b      |
                """);
    }

    @Test
    void aCancelledWriterLetsTheReadersBehindItIn() {
        play(
                """
                | step           | a | b | c | let in |
                |----------------|---|---|---|--------|
                | a read         | R |   |   |        |
                | b write        | R | w |   |        |
                | c read         | R | w | r |        |
                | b is cancelled | R | - | R | c      |
                """);
    }

    @Test
    void aCancelledHolderGivesItUp() {
        play(
                """
                | step           | a | b | c | let in |
                |----------------|---|---|---|--------|
                | a write        | W |   |   |        |
                | b read         | W | r |   |        |
                | c read         | W | r | r |        |
                | a is cancelled | - | R | R | b, c   |
                """);
    }

    @Test
    void oneThatIsCancelledBetweenTheGrantAndItsTurnHandsItOn() {
        play(
                """
                | step                | a | b | c | let in |
                |---------------------|---|---|---|--------|
                | a write             | W |   |   |        |
                | b write             | W | w |   |        |
                | c write             | W | w | w |        |
                | a unlock, cancels b |   | - | W | c      |
                """);
    }

    /** It waits for that at the end of the line, like everybody. */
    @Test
    void oneThatIsCancelledInItsUpgradeReadsAgainSoThatItCanUnlock() {
        play(
                """
                | step           | a | b | c | let in |
                |----------------|---|---|---|--------|
                | a read         | R |   |   |        |
                | b write        | R | w |   |        |
                | a upgrade      | u | W |   | b      |
                | c write        | u | W | w |        |
                | a is cancelled | u | W | w |        |
                | b unlock       | u |   | W | c      |
                | c unlock       | - |   |   |        |
                """);
    }

    @Test
    void oneThatIsCancelledInItsUpgradeWhileOthersReadIsThrownOutAtOnce() {
        play(
                """
                | step           | a | b | let in |
                |----------------|---|---|--------|
                | a read         | R |   |        |
                | b read         | R | R |        |
                | a upgrade      | u | R |        |
                | a is cancelled | - | R |        |
                """);
    }

    @Test
    void unlockingWhatNobodyHoldsSaysSo() {
        stage.start("a", () -> stage.sayHowItEnds(lock::unlock));
        stage.assertSaid(
                "a : Coroutine 'a' unlocks read-write lock 'l', which it does not hold but nobody");
    }

    /** Reads until it is entered again. */
    private void startReader(String name) {
        stage.start(
                name,
                () -> {
                    lock.lockToRead();
                    try {
                        stage.say("reads");
                        Coroutine.yield();
                    } finally {
                        lock.unlock();
                    }
                });
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
    }

    @Test
    void oneThatEndsWithoutUnlockingIsReportedAndNobodyWaitsForIt() {
        var elsewhere = new CoroutineScope(stage.loop.executor(), backEnd);
        startReader("waiter's friend");
        var holder = elsewhere.start("holder", this::readForEver);
        stage.loop.run();
        var waiter = stage.start("waiter", lock::lockToWrite);
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
    }

    private void readForEver() {
        lock.lockToRead();
        Coroutine.yield();
    }
}
