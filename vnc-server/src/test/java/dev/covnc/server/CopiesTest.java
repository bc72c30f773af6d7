package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covnc.encoders.Copy;
import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class CopiesTest {
    private static final int[] PICTURE = {
        1, 2, 3, 4,
        5, 6, 7, 8,
        9, 10, 11, 12
    };

    private final Display display = new Display(4, 3);
    private final Copies copies = display.pictures().copies();

    @BeforeEach
    void paint() {
        display.paint(PICTURE);
    }

    private int[] shown() {
        var pixels = new int[12];
        display.frame().read(display.frame().area(), pixels, 0, 4);
        return pixels;
    }

    @Test
    void whatIsCopiedUpStaysAtTheBottom() {
        display.copy(new Rectangle(0, 1, 4, 2), 0, -1);
        assertArrayEquals(new int[] {5, 6, 7, 8, 9, 10, 11, 12, 9, 10, 11, 12}, shown());
    }

    @Test
    void whatIsCopiedOverItselfIsReadBeforeItIsWritten() {
        display.copy(new Rectangle(0, 0, 3, 2), 1, 1);
        assertArrayEquals(new int[] {1, 2, 3, 4, 5, 1, 2, 3, 9, 5, 6, 7}, shown());
    }

    @Test
    void whatWouldGoBeyondAnEdgeIsLeftOut() {
        display.copy(new Rectangle(0, 0, 4, 3), -3, 2);
        assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 4, 10, 11, 12}, shown());
        assertEquals(
                List.of(new Copy(new Rectangle(0, 2, 1, 1), 3, 0)),
                copies.between(0, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "-4, 0", "0, 3", "0, -3", "2147483647, 0", "0, -2147483648", "0, 0"})
    void whatGoesNowhereChangesNothing(int dx, int dy) {
        var frame = display.frame();
        display.copy(new Rectangle(0, 0, 4, 3), dx, dy);
        display.copy(Rectangle.EMPTY, 1, 1);
        assertEquals(frame, display.frame());
        assertEquals(List.of(), copies.between(0, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 5, 1", "0, 0, 1, 4", "4, 0, 1, 1", "0, 2147483647, 1, 1"})
    void anAreaThatIsNotWithinTheDisplayIsRefused(int x, int y, int width, int height) {
        var area = new Rectangle(x, y, width, height);
        assertThrows(IllegalArgumentException.class, () -> display.copy(area, 1, 0));
        assertArrayEquals(PICTURE, shown());
    }

    @Test
    void theNewestAreKeptAndEachIsToldToWhomItIsNew() {
        long first = display.frame().version();
        for (int i = 0; i < 100; i++) {
            display.paint(new Rectangle(0, 0, 1, 1), new int[] {1000 + i}, 0, 1);
            display.copy(new Rectangle(0, 0, 1, 1), 1, 0);
        }
        var last = new Copy(new Rectangle(1, 0, 1, 1), 0, 0);
        assertEquals(64, copies.between(first, Long.MAX_VALUE).size());
        assertEquals(
                List.of(last),
                copies.between(display.frame().version() - 1, display.frame().version()));
        assertEquals(
                List.of(), copies.between(display.frame().version(), display.frame().version()));
    }

    /** It would be moved once more when all of it is painted. */
    @Test
    void nothingIsCopiedWhileThePictureIsGoingToBeAskedFor() {
        display.onFirstViewer(() -> {});
        display.copy(new Rectangle(0, 1, 4, 2), 0, -1);
        assertArrayEquals(PICTURE, shown());
    }
}
