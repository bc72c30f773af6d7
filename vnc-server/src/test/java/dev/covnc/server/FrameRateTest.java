package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRateTest {
    private static final long SECOND = 1_000_000_000;

    private final FrameRate rate = new FrameRate(60);

    @Test
    void theFirstUpdateWaitsForNothing() {
        assertEquals(0, rate.timeLeft(-5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 24, 50, 59})
    void aSlowerSourceKeepsItsRhythm(int framesPerSecond) {
        for (long now = 0; now < SECOND; now += SECOND / framesPerSecond) {
            assertTrue(rate.timeLeft(now) <= 0, "a frame waits at " + now);
            rate.begin(now);
        }
    }

    @Test
    void aFasterSourceIsHeldToTheRate() {
        int begun = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 1000) {
            if (rate.timeLeft(now) <= 0) {
                rate.begin(now);
                begun++;
            }
        }
        assertEquals(600, begun, 3);
    }

    @Test
    void whatAnswersAKeyDoesNotWait() {
        rate.begin(0);
        rate.begin(0);
        assertTrue(rate.timeLeft(1) > 0);
        rate.hurry();
        assertTrue(rate.timeLeft(1) <= 0);
    }
}
