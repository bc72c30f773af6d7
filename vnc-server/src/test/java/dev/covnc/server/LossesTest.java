package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.encoders.Frame;
import dev.covnc.encoders.Moves;
import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;

class LossesTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Rectangle EVERYTHING = new Rectangle(0, 0, 200, 100);
    private static final Rectangle FIRST_TILE = new Rectangle(0, 0, 64, 64);

    private final Losses losses = new Losses();
    private final Shown shown = new Shown();
    private Frame frame = Frame.blank(200, 100);

    @BeforeEach
    void everythingIsShown() {
        losses.resize(200, 100);
        shown.resize(200, 100);
        shown.catchUp(frame, EVERYTHING, 512, Moves.NONE);
    }

    private List<Rectangle> repair(long now) {
        return losses.repair(now, 64, EVERYTHING, frame, shown);
    }

    @Test
    void nothingIsLostAtFirst() {
        assertEquals(Long.MAX_VALUE, losses.timeLeft(5));
        assertEquals(List.of(), repair(5 * SECOND));
    }

    @Test
    void whatIsStillForASecondIsRepairedOnce() {
        losses.lost(FIRST_TILE, 0);
        assertEquals(1, losses.timeLeft(SECOND - 1));
        assertEquals(List.of(), repair(SECOND - 1));
        assertEquals(0, losses.timeLeft(SECOND));
        assertEquals(List.of(FIRST_TILE), repair(SECOND));
        assertEquals(Long.MAX_VALUE, losses.timeLeft(SECOND));
    }

    @Test
    void whatGoesOnBesideItDoesNotPostponeIt() {
        losses.lost(FIRST_TILE, 0);
        for (long now = 0; now < SECOND; now += SECOND / 10) {
            losses.lost(new Rectangle(128, 0, 10, 10), now);
        }
        assertEquals(List.of(FIRST_TILE), repair(SECOND));
        assertTrue(losses.timeLeft(SECOND) > 0);
    }

    @Test
    void aTileThatHasChangedMeanwhileIsNewsAndNotRepaired() {
        losses.lost(FIRST_TILE, 0);
        frame = frame.paint(new Rectangle(1, 1, 1, 1), new int[] {5}, 0, 1);
        assertEquals(List.of(), repair(SECOND));
        assertEquals(SECOND, losses.timeLeft(SECOND), "it is not looked at again and again");
    }

    @Test
    void whatWasNotAskedForWaits() {
        losses.lost(FIRST_TILE, 0);
        var elsewhere = new Rectangle(64, 0, 136, 100);
        assertEquals(List.of(), losses.repair(SECOND, 64, elsewhere, frame, shown));
        assertEquals(List.of(FIRST_TILE), repair(2 * SECOND));
    }

    @Test
    void soManyTilesAreRepairedAtATime() {
        losses.lost(EVERYTHING, 0);
        assertEquals(5, tiles(losses.repair(SECOND, 5, EVERYTHING, frame, shown)));
        assertEquals(0, losses.timeLeft(SECOND), "the rest at once");
        assertEquals(3, tiles(losses.repair(SECOND, 5, EVERYTHING, frame, shown)));
        assertEquals(Long.MAX_VALUE, losses.timeLeft(SECOND));
    }

    private static long tiles(List<Rectangle> plan) {
        return plan.stream().mapToLong(r -> (r.width() + 63) / 64 * ((r.height() + 63) / 64)).sum();
    }
}
