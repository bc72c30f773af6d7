package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;

class FrameTest {
    private static final int WIDTH = 150;
    private static final int HEIGHT = 130;
    private final Frame blank = Frame.blank(WIDTH, HEIGHT);
    private final int[] noise = Picture.NOISE.pixels(WIDTH, HEIGHT, 1);

    @Test
    void theTilesCoverThePictureAndEndAtItsEdges() {
        assertEquals(3, blank.columns());
        assertEquals(3, blank.rows());
        assertEquals(new Rectangle(0, 0, 64, 64), blank.tileArea(0, 0));
        assertEquals(new Rectangle(128, 64, 22, 64), blank.tileArea(2, 1));
        assertEquals(new Rectangle(128, 128, 22, 2), blank.tileArea(2, 2));
        assertEquals(22, blank.tile(2, 2).width());
        assertEquals(2, blank.tile(2, 2).height());
        assertThrows(IndexOutOfBoundsException.class, () -> blank.tile(3, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> blank.tile(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> blank.tile(-1, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0, 1",
        "1, 0",
        "-1, 1",
        "16385, 1",
        "1, 16385",
        "65535, 1",
        "1, 65535",
        "32768, 32768",
        "16384, 4097",
        "65536, 65536",
        "-2147483648, -1"
    })
    void aSizeBeyondTheLimitsIsRefused(int width, int height) {
        assertThrows(IllegalArgumentException.class, () -> Frame.blank(width, height));
        assertThrows(IllegalArgumentException.class, () -> blank.resized(width, height));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "16384, 1", "1, 16384", "64, 64", "65, 63", "16384, 4096"})
    void aSizeWithinTheLimitsIsBlackAndTakesNoMemoryToSpeakOf(int width, int height) {
        var frame = Frame.blank(width, height);
        var corner = new Rectangle(width - 1, height - 1, 1, 1);
        int[] pixel = {1};
        frame.read(corner, pixel, 0, 1);
        assertEquals(0, pixel[0]);
    }

    @Test
    void whatIsPaintedIsRead() {
        var area = new Rectangle(37, 21, 100, 77);
        int offset = 21 * WIDTH + 37;
        var frame = blank.paint(area, noise, offset, WIDTH);
        var read = new int[WIDTH * HEIGHT];
        frame.read(frame.area(), read, 0, WIDTH);
        var expected = new int[WIDTH * HEIGHT];
        for (int y = 21; y < 98; y++) {
            System.arraycopy(noise, y * WIDTH + 37, expected, y * WIDTH + 37, 100);
        }
        assertArrayEquals(expected, read);

        var part = new int[5 + 30 * 40];
        frame.read(new Rectangle(60, 60, 30, 40), part, 5, 30);
        for (int y = 0; y < 40; y++) {
            int from = (y + 60) * WIDTH + 60;
            assertArrayEquals(
                    Arrays.copyOfRange(expected, from, from + 30),
                    Arrays.copyOfRange(part, 5 + y * 30, 35 + y * 30));
        }
    }

    @Test
    void aFrameDoesNotChangeWhenAnotherIsPaintedFromIt() {
        var first = blank.paint(blank.area(), noise, 0, WIDTH);
        int[] other = Picture.NOISE.pixels(WIDTH, HEIGHT, 2);
        first.paint(first.area(), other, 0, WIDTH);
        Arrays.fill(other, 7);
        var read = new int[WIDTH * HEIGHT];
        first.read(first.area(), read, 0, WIDTH);
        assertArrayEquals(noise, read);
        blank.read(blank.area(), read, 0, WIDTH);
        assertArrayEquals(new int[WIDTH * HEIGHT], read);
    }

    @Test
    void paintingWhatIsThereAlreadyGivesTheSameFrame() {
        var frame = blank.paint(blank.area(), noise, 0, WIDTH);
        assertSame(frame, frame.paint(frame.area(), noise, 0, WIDTH));
        assertSame(frame, frame.paint(List.of(frame.area(), frame.area()), noise, 0, WIDTH));
        assertSame(frame, frame.paint(List.of(), noise, 0, WIDTH));
        assertSame(frame, frame.paint(Rectangle.EMPTY, new int[0], 0, 0));
        assertSame(frame, frame.resized(WIDTH, HEIGHT));
    }

    @Test
    void theTopByteMeansNothing() {
        int[] opaque = Arrays.stream(noise).map(p -> p | 0xff000000).toArray();
        opaque[3] |= 0x55000000;
        var frame = blank.paint(blank.area(), opaque, 0, WIDTH);
        var read = new int[WIDTH * HEIGHT];
        frame.read(frame.area(), read, 0, WIDTH);
        assertArrayEquals(noise, read);
        assertSame(frame, frame.paint(frame.area(), noise, 0, WIDTH));
        assertSame(frame, frame.paint(frame.area(), opaque, 0, WIDTH));

        opaque[WIDTH * 5 + 63] ^= 1;
        var next = frame.paint(frame.area(), opaque, 0, WIDTH);
        assertEquals(new Rectangle(63, 5, 1, 1), changed(frame, next, 0, 0));
        assertSame(frame.tile(1, 0), next.tile(1, 0));
    }

    @Test
    void tilesThatDoNotDifferAreShared() {
        var frame = blank.paint(blank.area(), noise, 0, WIDTH);
        noise[70 * WIDTH + 100] ^= 0x10;
        var next = frame.paint(frame.area(), noise, 0, WIDTH);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                if (row == 1 && column == 1) {
                    assertNotSame(frame.tile(column, row), next.tile(column, row));
                } else {
                    assertSame(frame.tile(column, row), next.tile(column, row));
                }
            }
        }
        assertTrue(next.version() > frame.version());
        assertEquals(next.version(), next.tile(1, 1).version());
        assertEquals(frame.version(), next.tile(0, 0).version());
    }

    @Test
    void theChangedBoxIsExactHoweverCoarseTheDamageIs() {
        var frame = blank.paint(blank.area(), noise, 0, WIDTH);
        noise[70 * WIDTH + 100] ^= 0x10;
        noise[90 * WIDTH + 90] ^= 0x10;
        noise[129 * WIDTH + 149] ^= 0x10;
        var next = frame.paint(frame.area(), noise, 0, WIDTH);
        assertEquals(new Rectangle(26, 6, 11, 21), next.tile(1, 1).changed());
        assertEquals(new Rectangle(26, 6, 11, 21), changed(frame, next, 1, 1));
        assertEquals(new Rectangle(21, 1, 1, 1), changed(frame, next, 2, 2));
        assertEquals(Rectangle.EMPTY, changed(frame, next, 0, 0));
    }

    @Test
    void theBoxAgainstAnyOlderFrameIsExact() {
        var first = painted(blank, 3, 3);
        var second = painted(first, 10, 20);
        var third = painted(second, 50, 7);
        assertEquals(new Rectangle(50, 7, 1, 1), changed(second, third, 0, 0));
        assertEquals(new Rectangle(10, 7, 41, 14), changed(first, third, 0, 0));
        assertEquals(new Rectangle(3, 3, 48, 18), changed(blank, third, 0, 0));
        assertEquals(Rectangle.EMPTY, changed(third, third, 0, 0));

        var back = third.paint(new Rectangle(50, 7, 1, 1), new int[1], 0, 1);
        assertNotSame(second.tile(0, 0), back.tile(0, 0));
        assertEquals(Rectangle.EMPTY, changed(second, back, 0, 0));
    }

    @Test
    void twoPicturesPaintedFromOneAreNotTakenForEachOther() {
        var left = painted(blank, 3, 3);
        var right = painted(blank, 60, 60);
        var next = painted(right, 10, 10);
        assertEquals(new Rectangle(3, 3, 58, 58), changed(left, next, 0, 0));
    }

    @Test
    void severalAreasArePaintedAtOnceAndNothingElse() {
        var damage =
                List.of(
                        new Rectangle(0, 0, 10, 10),
                        new Rectangle(5, 5, 70, 10),
                        new Rectangle(140, 120, 10, 10));
        var picture = new int[3 + 160 * HEIGHT];
        Arrays.fill(picture, 0xabcdef);
        var frame = blank.paint(damage, picture, 3, 160);
        var read = new int[WIDTH * HEIGHT];
        frame.read(frame.area(), read, 0, WIDTH);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                var pixel = new Rectangle(x, y, 1, 1);
                boolean damaged = damage.stream().anyMatch(area -> area.contains(pixel));
                assertEquals(damaged ? 0xabcdef : 0, read[y * WIDTH + x]);
            }
        }
        assertEquals(new Rectangle(0, 0, 64, 15), changed(blank, frame, 0, 0));
        assertSame(blank.tile(1, 1), frame.tile(1, 1));
    }

    @Test
    void anAreaBeyondTheFrameOrTheArrayIsRefused() {
        var pixels = new int[WIDTH * HEIGHT];
        for (var area :
                List.of(
                        new Rectangle(0, 0, WIDTH + 1, 1),
                        new Rectangle(0, HEIGHT, 1, 1),
                        new Rectangle(WIDTH, HEIGHT, 1, 1),
                        new Rectangle(Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 1))) {
            assertRefused(() -> blank.paint(area, pixels, 0, area.width()));
            assertRefused(() -> blank.paint(List.of(area), pixels, 0, WIDTH));
            assertRefused(() -> blank.read(area, pixels, 0, area.width()));
        }
        var area = new Rectangle(0, 0, 10, 10);
        assertRefused(() -> blank.paint(area, pixels, -1, 10));
        assertRefused(() -> blank.paint(area, pixels, 0, 9));
        assertRefused(() -> blank.paint(area, new int[99], 0, 10));
        assertRefused(() -> blank.paint(area, new int[100], 1, 10));
        assertRefused(() -> blank.paint(area, pixels, 0, Integer.MAX_VALUE));
        assertRefused(() -> blank.paint(List.of(area), new int[100], 0, 10));
        assertRefused(() -> blank.read(area, new int[99], 0, 10));
        blank.paint(area, new int[91 + 9], 0, 10);
        blank.paint(area, new int[9 * 11 + 10], 0, 11);
    }

    @Test
    void anotherSizeKeepsWhatBothHaveInCommonAndIsBlackElsewhere() {
        var frame = blank.paint(blank.area(), noise, 0, WIDTH);
        var smaller = frame.resized(100, 70);
        var larger = smaller.resized(200, 140);
        assertSame(frame.tile(0, 0), smaller.tile(0, 0));
        assertSame(frame.tile(0, 0), larger.tile(0, 0));
        assertEquals(larger.version(), larger.tile(1, 1).version());
        assertTrue(larger.version() > smaller.version());

        var read = new int[200 * 140];
        larger.read(larger.area(), read, 0, 200);
        for (int i = 0; i < read.length; i++) {
            int x = i % 200;
            int y = i / 200;
            assertEquals(x < 100 && y < 70 ? noise[y * WIDTH + x] : 0, read[i]);
        }
    }

    @Test
    void aTileOfAnotherSizeHasChangedAltogether() {
        var larger = blank.resized(200, 140);
        assertEquals(new Rectangle(0, 0, 64, 64), changed(blank, larger, 2, 0));
        assertEquals(Rectangle.EMPTY, changed(blank, larger, 0, 0));
    }

    private static Rectangle changed(Frame before, Frame after, int column, int row) {
        return after.tile(column, row).changedSince(before.tile(column, row));
    }

    private static Frame painted(Frame frame, int x, int y) {
        return frame.paint(new Rectangle(x, y, 1, 1), new int[] {0xffffff}, 0, 1);
    }

    private static void assertRefused(Executable executable) {
        assertThrows(IllegalArgumentException.class, executable);
    }
}
