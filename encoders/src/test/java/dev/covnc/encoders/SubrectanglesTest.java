package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class SubrectanglesTest {
    private final Subrectangles subrectangles = new Subrectangles(16);

    @Test
    void theLargestIsTakenNotTheWidestOrTheHighest() {
        int[] pixels = {
            1, 1, 1, 1, 0, 0, 0, 0, //
            1, 1, 1, 0, 0, 0, 0, 0, //
            1, 1, 1, 0, 0, 0, 0, 0, //
            1, 0, 0, 0, 0, 0, 0, 0,
        };
        subrectangles.find(pixels, 8, 4);
        assertEquals(3, subrectangles.count());
        assertPlace(0, 0, 3, 3, 0);
        assertPlace(3, 0, 1, 1, 1);
        assertPlace(0, 3, 1, 1, 2);
    }

    @Test
    void itReachesTheRightAndTheLowerEdge() {
        int[] pixels = new int[8 * 8];
        Arrays.setAll(pixels, i -> i % 8 >= 5 && i / 8 >= 4 ? 9 : 0);
        subrectangles.find(pixels, 8, 8);
        assertEquals(1, subrectangles.count());
        assertPlace(5, 4, 3, 4, 0);
        assertEquals(9, subrectangles.colours()[0]);
        assertEquals(0, subrectangles.background());
        assertEquals(2, subrectangles.pieceColours());
    }

    private void assertPlace(int x, int y, int width, int height, int index) {
        assertEquals(x, subrectangles.x(index));
        assertEquals(y, subrectangles.y(index));
        assertEquals(width, subrectangles.width(index));
        assertEquals(height, subrectangles.height(index));
    }

    @Test
    void theBackgroundIsTheColourOfMostPixelsNotOfMostRunsNorTheFirst() {
        var background = new Background(256);
        int[] pixels = new int[256];
        Arrays.setAll(pixels, i -> i < 120 ? 3 + i % 4 : i < 190 ? 1 : 2);
        assertEquals(1, background.of(pixels, 256));
        assertEquals(6, background.colours());
        // What was counted before does not count again.
        Arrays.setAll(pixels, i -> i % 3 == 0 ? 1 : 2);
        assertEquals(2, background.of(pixels, 256));
        assertEquals(2, background.colours());
        assertEquals(1, background.of(pixels, 1));
        assertEquals(1, background.colours());
    }

    @Test
    void ofColoursThatShareASlotEachIsCountedAlone() {
        var background = new Background(4);
        for (int colour = 0; colour < 1000; colour++) {
            int[] pixels = {colour, colour + 1, colour + 2, colour + 1};
            assertEquals(colour + 1, background.of(pixels, 4));
            assertEquals(3, background.colours());
        }
    }
}
