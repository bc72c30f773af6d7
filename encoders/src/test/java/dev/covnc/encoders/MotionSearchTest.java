package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class MotionSearchTest {
    private static final int WIDTH = 500;
    private static final int HEIGHT = 400;
    private static final int MOST = 32;

    private final MotionSearch search = new MotionSearch();
    private final MotionHistory history = new MotionHistory();
    private final int[] before = Picture.TEXT.pixels(WIDTH, HEIGHT, 1);
    private final int[] after = before.clone();
    private int copies;

    @ParameterizedTest
    @CsvSource({"0, -13", "0, 13", "0, -1", "0, 100", "-7, 0", "90, 0", "5, -9", "-33, 21"})
    void aPictureThatScrolledIsCopiedAndItsEdgesAreLeft(int dx, int dy) {
        fill(after, area(), 2);
        move(area(), dx, dy);
        int newPixels = WIDTH * HEIGHT - (WIDTH - Math.abs(dx)) * (HEIGHT - Math.abs(dy));
        assertTrue(left() <= newPixels, () -> left() + " are left");
        assertEquals(1, copies);
    }

    @Test
    void panesThatScrolledEachItsWayAreAllFound() {
        scroll(new Rectangle(0, 0, 180, 400), 0, -12);
        scroll(new Rectangle(200, 30, 300, 150), 0, 20);
        scroll(new Rectangle(200, 200, 300, 200), -16, 0);
        int fresh = 180 * 12 + 300 * 20 + 16 * 200;
        assertTrue(left() <= fresh * 11 / 10, () -> left() + " are left");
    }

    @Test
    void aWindowThatWasDraggedOverTextIsCopied() {
        var window = new Rectangle(60, 70, 200, 150);
        drawWindow(before, window, 5);
        drawWindow(after, new Rectangle(90, 61, 200, 150), 5);
        int uncovered = 200 * 150 - 170 * 141;
        assertTrue(left() <= uncovered * 11 / 10, () -> left() + " are left");
    }

    @Test
    void twoWindowsThatMovedOverEachOtherAreCopied() {
        drawWindow(before, new Rectangle(40, 40, 160, 120), 5);
        drawWindow(before, new Rectangle(150, 100, 180, 140), 6);
        drawWindow(after, new Rectangle(80, 60, 160, 120), 5);
        drawWindow(after, new Rectangle(100, 130, 180, 140), 6);
        assertTrue(left() < 25_000, () -> left() + " are left");
    }

    @Test
    void aWindowThatStaysOnTopOfWhatScrollsIsNotTorn() {
        fill(after, area(), 2);
        move(area(), 0, -24);
        var window = new Rectangle(128, 100, 200, 160);
        drawWindow(before, window, 5);
        drawWindow(after, window, 5);
        int fresh = WIDTH * 24 + 200 * 24;
        assertTrue(left() <= fresh * 5 / 4, () -> left() + " are left");
    }

    @Test
    void areasThatChangedPlacesAreRightWhicheverIsCopiedFirst() {
        var left = new Rectangle(0, 0, 200, 400);
        var right = new Rectangle(200, 0, 200, 400);
        copy(before, left, after, 200, 0);
        copy(before, right, after, 0, 0);
        assertTrue(left() <= 200 * 400, () -> left() + " are left");
    }

    @Test
    void aTextureThatRepeatsIsRightWhateverIsTakenForAMove() {
        Arrays.setAll(before, i -> (i % WIDTH % 16 ^ i / WIDTH % 16) * 0x0a0b0c);
        Arrays.setAll(after, i -> ((i % WIDTH + 5) % 16 ^ (i / WIDTH + 3) % 16) * 0x0a0b0c);
        left();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 128})
    void aFadeGivesUp(int step) {
        Arrays.setAll(after, i -> Math.max(0, (before[i] & 0xff) - step) * 0x010101);
        left();
        assertEquals(0, copies);
    }

    @Test
    void noiseGivesUp() {
        System.arraycopy(Picture.NOISE.pixels(WIDTH, HEIGHT, 3), 0, before, 0, before.length);
        System.arraycopy(Picture.NOISE.pixels(WIDTH, HEIGHT, 4), 0, after, 0, after.length);
        left();
        assertEquals(0, copies);
    }

    @Test
    void aFewPixelsAreNotSearchedFor() {
        scroll(new Rectangle(100, 100, 30, 30), 0, -3);
        left();
        assertEquals(0, copies);
    }

    @Test
    void nothingThatIsTheSameIsTouched() {
        var frame = frame(before, WIDTH, HEIGHT);
        var moves = search(Showing.all(frame), frame, frame.area(), List.of());
        assertEquals(List.of(), moves.copies());
        assertFalse(moves.touches(0, 0));
        assertThrows(IllegalStateException.class, () -> moves.left(0, 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 500, 200", "100, 50, 250, 333", "64, 64, 128, 128", "499, 399, 1, 1"})
    void nothingIsCopiedToBeyondTheClip(int x, int y, int width, int height) {
        fill(after, area(), 2);
        move(area(), 3, -13);
        update(new Rectangle(x, y, width, height), MOST);
    }

    @Test
    void noMoreCopiesAreMadeThanAreAllowed() {
        scroll(new Rectangle(0, 0, 180, 400), 0, -12);
        scroll(new Rectangle(200, 0, 300, 400), 0, 20);
        for (int most = 0; most < 3; most++) {
            update(area(), most);
            assertEquals(most, copies);
        }
    }

    @Test
    void whatIsNotKnownIsNeitherCopiedFromNorTakenForRight() {
        fill(after, area(), 2);
        move(area(), 0, -64);
        var first = frame(before, WIDTH, HEIGHT);
        var next = repaint(first, after);
        var viewer = new CopyingViewer(first);
        viewer.forget(2, 3, Rectangle.EMPTY);
        viewer.forget(4, 1, new Rectangle(270, 70, 20, 30));
        var moves = search(viewer, next, next.area(), List.of());
        assertTrue(moves.touches(0, 0));
        viewer.update(moves, next, next.area());
    }

    @Test
    void aSearchIsForAnyViewerAndAnySizeOneAfterAnother() {
        fill(after, area(), 2);
        move(area(), 0, -20);
        var first = frame(before, WIDTH, HEIGHT);
        var second = repaint(first, after);
        var other = frame(Picture.TEXT.pixels(300, 200, 8), 300, 200);
        for (int i = 0; i < 3; i++) {
            var partly = new CopyingViewer(first);
            partly.forget(1, 1, Rectangle.EMPTY);
            for (var viewer : List.of(new CopyingViewer(first), partly)) {
                viewer.update(
                        search(viewer, second, second.area(), List.of()), second, second.area());
                viewer.update(search(viewer, first, first.area(), List.of()), first, first.area());
            }
            search(Showing.all(other), other.resized(300, 190).resized(300, 200), other.area());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "63, 65", "64, 64", "65, 63", "130, 1", "1, 200", "333, 77", "1000, 33"})
    void anySizeWorks(int width, int height) {
        int[] old = Picture.TEXT.pixels(width, height, 1);
        int[] now = Picture.TEXT.pixels(width, height, 2);
        int down = Math.min(5, height - 1);
        System.arraycopy(old, 0, now, down * width, (height - down) * width);
        var first = frame(old, width, height);
        var next = repaint(first, now);
        var viewer = new CopyingViewer(first);
        viewer.update(search(viewer, next, next.area(), List.of()), next, next.area());
    }

    @Test
    void whatRepeatsTooOftenIsFoundByAHint() {
        var texture = Picture.NOISE.pixels(16, HEIGHT + 8, 3);
        Arrays.setAll(before, i -> texture[i / WIDTH * 16 + i % WIDTH % 16]);
        Arrays.setAll(after, i -> texture[(i / WIDTH + 8) * 16 + i % WIDTH % 16]);
        left();
        assertEquals(0, copies);
        var first = frame(before, WIDTH, HEIGHT);
        var next = repaint(first, after);
        var viewer = new CopyingViewer(first);
        var hint = new Copy(new Rectangle(0, 0, WIDTH, HEIGHT - 8), 0, 8);
        var moves = search(viewer, next, next.area(), List.of(hint));
        assertEquals(List.of(hint), moves.copies());
        assertEquals(8 * WIDTH, viewer.update(moves, next, next.area()));
    }

    @Test
    void hintsThatAViewerMissedAddUp() {
        fill(after, area(), 2);
        move(area(), 0, -30);
        var first = frame(before, WIDTH, HEIGHT);
        var next = repaint(first, after);
        var viewer = new CopyingViewer(first);
        var hints =
                List.of(
                        new Copy(new Rectangle(0, 0, WIDTH, HEIGHT - 10), 0, 10),
                        new Copy(new Rectangle(0, 0, WIDTH, HEIGHT - 20), 0, 20));
        var moves = search(viewer, next, next.area(), hints);
        assertEquals(
                List.of(new Copy(new Rectangle(0, 0, WIDTH, HEIGHT - 30), 0, 30)), moves.copies());
        viewer.update(moves, next, next.area());
    }

    @Test
    void aHintThatIsNotTrueDoesNoHarm() {
        fill(after, area(), 2);
        move(area(), 0, -30);
        var first = frame(before, WIDTH, HEIGHT);
        var next = repaint(first, after);
        var hints =
                List.of(
                        new Copy(new Rectangle(0, 0, WIDTH, HEIGHT - 10), 0, 10),
                        new Copy(new Rectangle(100, 0, WIDTH + 5, 2000), 70, 0),
                        new Copy(new Rectangle(5, 5, 10, 10), 5, 5));
        var viewer = new CopyingViewer(first);
        var moves = search(viewer, next, next.area(), hints);
        assertTrue(viewer.update(moves, next, next.area()) <= 30 * WIDTH);
    }

    @Test
    void aLargePictureIsSearchedInStripes() {
        int width = 3840;
        int height = 2160;
        int[] old = Picture.TEXT.pixels(width, height + 30, 1);
        var first = frame(old, width, height);
        var next = first.paint(first.area(), old, 30 * width, width);
        var moves = search(Showing.all(first), next, next.area(), List.of());
        long copied = moves.copies().stream().mapToLong(copy -> copy.to().area()).sum();
        assertTrue(copied > 3_500_000, () -> copied + " pixels are copied");
        assertTrue(copied < 5_000_000, () -> copied + " pixels are copied");
    }

    @Test
    void aPictureBeyondTheLimitIsNotSearched() {
        var first = Frame.blank(16384, 1025);
        var line = new int[16384];
        Arrays.fill(line, 7);
        var next = first.paint(new Rectangle(0, 0, 16384, 1), line, 0, 16384);
        assertSame(Moves.NONE, search(Showing.all(first), next, next.area(), List.of()));
    }

    /** Hundreds of pictures, one search for all: whatever it says, the viewers are right. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsDrawnTheViewerShowsIt(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 12; i++) {
            int width = 1 + random.nextInt(400);
            int height = 1 + random.nextInt(300);
            var drawing = new Drawing(random, width, height);
            var frame = frame(drawing.pixels(), width, height);
            var viewer = new CopyingViewer(frame);
            var memory = new MotionHistory();
            for (int step = 0; step < 8; step++) {
                for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                    frame = repaint(frame, drawing.edit());
                }
                forgetSome(viewer, frame, random);
                var clip = random.nextInt(3) > 0 ? frame.area() : drawing.area();
                var hints = new ArrayList<Copy>();
                for (int n = random.nextInt(3); n > 0; n--) {
                    hints.add(
                            new Copy(
                                    drawing.area(), random.nextInt(width), random.nextInt(height)));
                }
                var moves = search.search(viewer, memory, frame, clip, hints, MOST);
                viewer.update(moves, frame, clip);
            }
        }
    }

    private static void forgetSome(CopyingViewer viewer, Frame frame, Random random) {
        for (int n = random.nextInt(3); n > 0; n--) {
            int column = random.nextInt(frame.columns());
            int row = random.nextInt(frame.rows());
            int x = column * 64 + random.nextInt(20);
            int y = row * 64 + random.nextInt(20);
            var but = new Rectangle(x, y, random.nextInt(60), random.nextInt(60));
            viewer.forget(column, row, random.nextBoolean() ? but : Rectangle.EMPTY);
        }
    }

    /** A picture that somebody scribbles in. */
    private record Drawing(Random random, int width, int height, int[] pixels) {

        Drawing(Random random, int width, int height) {
            this(random, width, height, Picture.TEXT.pixels(width, height, random.nextInt()));
        }

        Rectangle area() {
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            return new Rectangle(
                    x, y, 1 + random.nextInt(width - x), 1 + random.nextInt(height - y));
        }

        int[] edit() {
            var to = area();
            switch (random.nextInt(4)) {
                case 0 -> {
                    var kinds = Picture.values();
                    var kind = kinds[random.nextInt(kinds.length)];
                    draw(kind.pixels(to.width(), to.height(), random.nextInt()), to);
                }
                case 1 -> Arrays.fill(pixels, to.y() * width, to.bottom() * width, 0x405060);
                default -> {
                    int x = random.nextInt(width - to.width() + 1);
                    int y = random.nextInt(height - to.height() + 1);
                    var moved = new int[(int) to.area()];
                    for (int i = 0; i < moved.length; i++) {
                        moved[i] = pixels[(y + i / to.width()) * width + x + i % to.width()];
                    }
                    draw(moved, to);
                }
            }
            return pixels.clone();
        }

        private void draw(int[] drawn, Rectangle to) {
            for (int i = 0; i < drawn.length; i++) {
                pixels[(to.y() + i / to.width()) * width + to.x() + i % to.width()] = drawn[i];
            }
        }
    }

    private static Rectangle area() {
        return new Rectangle(0, 0, WIDTH, HEIGHT);
    }

    /** Finds what moved from before to after, updates a viewer, and says what was left. */
    private int left() {
        return update(area(), MOST);
    }

    private int update(Rectangle clip, int most) {
        var first = frame(before, WIDTH, HEIGHT);
        var next = repaint(first, after);
        var viewer = new CopyingViewer(first);
        var moves = search.search(viewer, new MotionHistory(), next, clip, List.of(), most);
        copies = moves.copies().size();
        return viewer.update(moves, next, clip);
    }

    private Moves search(Showing viewer, Frame next, Rectangle clip) {
        return search(viewer, next, clip, List.of());
    }

    private Moves search(Showing viewer, Frame next, Rectangle clip, List<Copy> hints) {
        return search.search(viewer, history, next, clip, hints, MOST);
    }

    /** What moves out of the area is lost, what it leaves behind is new. */
    private void scroll(Rectangle area, int dx, int dy) {
        fill(after, area, 7);
        move(area, dx, dy);
    }

    /** What stays within the area goes so far to the right and down. */
    private void move(Rectangle area, int dx, int dy) {
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                int fromX = x - dx;
                int fromY = y - dy;
                if (area.contains(new Rectangle(Math.max(0, fromX), Math.max(0, fromY), 1, 1))
                        && fromX >= 0
                        && fromY >= 0) {
                    after[y * WIDTH + x] = before[fromY * WIDTH + fromX];
                }
            }
        }
    }

    private static void fill(int[] picture, Rectangle area, long seed) {
        int[] text = Picture.TEXT.pixels(area.width(), area.height(), seed);
        for (int i = 0; i < text.length; i++) {
            int y = area.y() + i / area.width();
            picture[y * WIDTH + area.x() + i % area.width()] = text[i];
        }
    }

    private static void drawWindow(int[] picture, Rectangle window, long seed) {
        fill(picture, window, seed);
    }

    private static void copy(int[] from, Rectangle area, int[] to, int x, int y) {
        for (int i = 0; i < area.height(); i++) {
            System.arraycopy(
                    from, (area.y() + i) * WIDTH + area.x(), to, (y + i) * WIDTH + x, area.width());
        }
    }

    private static Frame frame(int[] pixels, int width, int height) {
        return repaint(Frame.blank(width, height), pixels);
    }

    private static Frame repaint(Frame frame, int[] pixels) {
        return frame.paint(frame.area(), pixels, 0, frame.width());
    }
}
