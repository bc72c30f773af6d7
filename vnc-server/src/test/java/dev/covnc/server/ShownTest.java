package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.encoders.Frame;
import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What is planned for a viewer, beside a naive viewer that copies what it is sent. */
class ShownTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 150;
    private static final Rectangle ALL = new Rectangle(0, 0, WIDTH, HEIGHT);

    private final Shown shown = new Shown();
    private final int[] viewer = new int[WIDTH * HEIGHT];
    private Frame frame = Frame.blank(WIDTH, HEIGHT);

    ShownTest() {
        shown.resize(WIDTH, HEIGHT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsPaintedAndAskedForTheAreaLooksLikeTheFrame(long seed) {
        var random = new SplittableRandom(seed);
        for (int step = 0; step < 500; step++) {
            for (int paints = random.nextInt(4); paints > 0; paints--) {
                paint(area(random), random.nextInt(1 << 24));
            }
            var asked = random.nextInt(4) == 0 ? ALL : area(random);
            if (random.nextInt(5) == 0) {
                shown.forget(asked);
            }
            send(asked);
            assertArrayEquals(pixels(asked), copy(asked), "seed " + seed + " step " + step);
            assertEquals(List.of(), shown.catchUp(frame, asked));
        }
    }

    @Test
    void aSmallChangeIsSentAsTheSmallBoxItIs() {
        send(ALL);
        paint(new Rectangle(60, 60, 10, 10), 0xffffff);
        assertEquals(List.of(new Rectangle(60, 60, 10, 10)), shown.catchUp(frame, ALL));
    }

    @Test
    void changesFarFromEachOtherAreNotSentWithAllBetweenThem() {
        send(ALL);
        paint(new Rectangle(0, 0, 2, 60), 0xffffff);
        paint(new Rectangle(120, 0, 2, 60), 0xffffff);
        long sent = shown.catchUp(frame, ALL).stream().mapToLong(Rectangle::area).sum();
        assertEquals(2 * 2 * 60, sent);
    }

    @Test
    void aWholePictureIsAFewRectanglesOfWholeTiles() {
        var plan = shown.catchUp(frame, ALL);
        assertTrue(plan.size() <= 3, plan.toString());
        assertEquals(ALL.area(), plan.stream().mapToLong(Rectangle::area).sum());
    }

    private static Rectangle area(SplittableRandom random) {
        int x = random.nextInt(WIDTH);
        int y = random.nextInt(HEIGHT);
        return new Rectangle(
                x, y, random.nextInt(1, WIDTH - x + 1), random.nextInt(1, HEIGHT - y + 1));
    }

    private void paint(Rectangle area, int colour) {
        var pixels = new int[(int) area.area()];
        Arrays.fill(pixels, colour);
        frame = frame.paint(area, pixels, 0, area.width());
    }

    private void send(Rectangle asked) {
        for (var area : shown.catchUp(frame, asked)) {
            frame.read(area, viewer, area.y() * WIDTH + area.x(), WIDTH);
        }
    }

    private int[] pixels(Rectangle area) {
        var pixels = new int[(int) area.area()];
        frame.read(area, pixels, 0, area.width());
        return pixels;
    }

    private int[] copy(Rectangle area) {
        var pixels = new int[(int) area.area()];
        for (int y = 0; y < area.height(); y++) {
            int from = (area.y() + y) * WIDTH + area.x();
            System.arraycopy(viewer, from, pixels, y * area.width(), area.width());
        }
        return pixels;
    }
}
