package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.encoders.Frame;
import dev.covnc.encoders.Moves;
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

    /** Pixels that may be wasted: so many that whole tiles are planned, so few that cells are. */
    private static final int TILES = 512;

    private static final int CELLS = 96;

    private final Shown shown = new Shown();
    private int wastable = TILES;
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
            wastable = random.nextBoolean() ? TILES : CELLS;
            send(asked);
            assertArrayEquals(pixels(asked), copy(asked), "seed " + seed + " step " + step);
            assertEquals(List.of(), shown.catchUp(frame, asked, wastable, Moves.NONE));
        }
    }

    @Test
    void aSmallChangeIsSentAsTheSmallBoxItIs() {
        send(ALL);
        paint(new Rectangle(60, 60, 10, 10), 0xffffff);
        assertEquals(
                List.of(new Rectangle(60, 60, 10, 10)),
                shown.catchUp(frame, ALL, wastable, Moves.NONE));
    }

    @Test
    void changesFarFromEachOtherAreNotSentWithAllBetweenThem() {
        send(ALL);
        paint(new Rectangle(0, 0, 2, 60), 0xffffff);
        paint(new Rectangle(120, 0, 2, 60), 0xffffff);
        long sent =
                shown.catchUp(frame, ALL, wastable, Moves.NONE).stream()
                        .mapToLong(Rectangle::area)
                        .sum();
        assertEquals(2 * 2 * 60, sent);
    }

    @Test
    void aWholePictureIsAFewRectanglesOfWholeTiles() {
        var plan = shown.catchUp(frame, ALL, wastable, Moves.NONE);
        assertTrue(plan.size() <= 3, plan.toString());
        assertEquals(ALL.area(), plan.stream().mapToLong(Rectangle::area).sum());
    }

    @Test
    void changesFarFromEachOtherInOneTileAreNotSentWithAllBetweenThem() {
        wastable = CELLS;
        send(ALL);
        paint(new Rectangle(64, 64, 3, 5), 0xffffff);
        paint(new Rectangle(120, 120, 2, 2), 0xffffff);
        assertEquals(
                List.of(new Rectangle(64, 64, 3, 5), new Rectangle(120, 120, 2, 2)),
                shown.catchUp(frame, ALL, wastable, Moves.NONE));
    }

    @Test
    void aWholePictureInCellsIsAFewRectanglesToo() {
        wastable = CELLS;
        var plan = shown.catchUp(frame, ALL, wastable, Moves.NONE);
        assertEquals(List.of(ALL), plan);
    }

    /** Not even a chequerboard makes more rectangles than a message can count. */
    @Test
    void theMoreRectanglesThereAreTheMoreMayBeWasted() {
        var plan = new Plan(new Rectangle(0, 0, 16384, 4096), CELLS);
        for (int y = 0; y < 4096; y += 16) {
            for (int x = y % 32; x < 16384; x += 32) {
                var cell = new Rectangle(x, y, 16, 16);
                plan.add(cell, cell);
            }
            plan.endRow();
        }
        int count = plan.rectangles().size();
        assertTrue(count < 20_000, count + " rectangles");
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
        for (var area : shown.catchUp(frame, asked, wastable, Moves.NONE)) {
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
