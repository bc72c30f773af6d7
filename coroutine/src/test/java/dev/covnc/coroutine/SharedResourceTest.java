package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** QEMU has no test of its {@code SharedResource} alone. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class SharedResourceTest {
    private final Stage stage;
    private final SharedResource bytes = new SharedResource("bytes", 10);

    SharedResourceTest(BackEnd backEnd) {
        stage = new Stage(backEnd);
    }

    @AfterEach
    void everybodyEnds() {
        stage.shutDown();
    }

    private Coroutine startTaker(String name, long count) {
        return stage.start(
                name,
                () ->
                        stage.sayHowItEnds(
                                () -> {
                                    bytes.take(count);
                                    stage.say("took " + count);
                                }));
    }

    private void giveBack(long count) {
        bytes.giveBack(count);
        stage.loop.run();
    }

    @Test
    void whatThereIsIsTakenWithoutAWait() {
        startTaker("a", 4);
        startTaker("b", 6);
        stage.assertSaid("a took 4", "a ended", "b took 6", "b ended");
        assertEquals(0, bytes.available());
    }

    @Test
    void onlyThoseWakeThatCanGoOn() {
        assertTrue(bytes.tryTake(10));
        startTaker("a", 6);
        startTaker("b", 5);
        startTaker("c", 4);
        bytes.giveBack(5);
        assertFalse(stage.loop.channel.hasPendingTasks(), "somebody was woken in vain");
        giveBack(1);
        stage.assertSaid("a took 6", "a ended");
        giveBack(4);
        stage.assertSaid();
        giveBack(5);
        stage.assertSaid("b took 5", "b ended", "c took 4", "c ended");
    }

    @Test
    void aSmallRequestDoesNotOvertakeABigOne() {
        assertTrue(bytes.tryTake(5));
        startTaker("a", 6);
        startTaker("b", 1);
        assertFalse(bytes.tryTake(1));
        stage.assertSaid();
        giveBack(5);
        stage.assertSaid("a took 6", "a ended", "b took 1", "b ended");
    }

    @Test
    void aCancelledBigRequestLetsTheSmallOnesThrough() {
        assertTrue(bytes.tryTake(5));
        var a = startTaker("a", 6);
        startTaker("b", 2);
        startTaker("c", 3);
        stage.cancel(a);
        stage.assertSaid("a cancelled", "b took 2", "b ended", "c took 3", "c ended");
    }

    @Test
    void oneThatIsCancelledBetweenTheGrantAndItsTurnPutsItBack() {
        assertTrue(bytes.tryTake(10));
        var a = startTaker("a", 6);
        startTaker("b", 5);
        stage.start(
                "giver",
                () -> {
                    bytes.giveBack(6);
                    a.parking().cancel();
                });
        stage.assertSaid("a cancelled", "b took 5", "b ended");
        assertEquals(1, bytes.available());
    }

    @Test
    void moreThanThereEverIsIsRefused() {
        startTaker("a", 11);
        startTaker("b", -1);
        stage.assertSaid(
                "a : Coroutine 'a' takes 11 of 10 bytes", "b : Coroutine 'b' takes -1 of 10 bytes");
        assertThrows(IllegalArgumentException.class, () -> bytes.tryTake(-1));
        assertThrows(IllegalArgumentException.class, () -> bytes.tryTake(11));
        assertThrows(IllegalArgumentException.class, () -> new SharedResource("none", -1));
    }

    @Test
    void givingBackMoreThanWasTakenIsRefused() {
        startTaker("a", 3);
        stage.start("b", () -> stage.sayHowItEnds(() -> bytes.giveBack(4)));
        stage.start("c", () -> stage.sayHowItEnds(() -> bytes.giveBack(-1)));
        stage.assertSaid(
                "a took 3",
                "a ended",
                "b : Coroutine 'b' gives back 4 bytes, but only 3 of 10 are taken",
                "c : Coroutine 'c' gives back -1 bytes, but only 3 of 10 are taken");
        assertEquals(7, bytes.available());
    }
}
