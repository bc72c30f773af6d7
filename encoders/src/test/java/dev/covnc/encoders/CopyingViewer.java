package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.Rectangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A viewer that does what it is told, pixel by pixel, and a server that notes what it must show.
 *
 * <p>What the server does not know is noise in the viewer's picture, so that nothing can rely on it
 * unseen.
 */
final class CopyingViewer implements Showing {
    private final int width;
    private final int height;
    private final Random noise = new Random(99);
    private final int[] picture;
    private final Tile[][] tiles;
    private final Rectangle[][] known;

    /** Shows all of a frame. */
    CopyingViewer(Frame frame) {
        width = frame.width();
        height = frame.height();
        picture = pixels(frame);
        tiles = new Tile[frame.rows()][frame.columns()];
        known = new Rectangle[frame.rows()][frame.columns()];
        for (int row = 0; row < frame.rows(); row++) {
            for (int column = 0; column < frame.columns(); column++) {
                tiles[row][column] = frame.tile(column, row);
                known[row][column] = frame.tileArea(column, row);
            }
        }
    }

    static int[] pixels(Frame frame) {
        var pixels = new int[frame.width() * frame.height()];
        frame.read(frame.area(), pixels, 0, frame.width());
        return pixels;
    }

    @Override
    public Tile tile(int column, int row) {
        return tiles[row][column];
    }

    @Override
    public Rectangle known(int column, int row) {
        return known[row][column];
    }

    /** From now on nothing is known of a place but this part. */
    void forget(int column, int row, Rectangle but) {
        known[row][column] = known[row][column].intersect(but);
        if (known[row][column].isEmpty()) {
            tiles[row][column] = null;
        }
        scramble(column, row);
    }

    /** Makes noise of what is not known of a place. */
    private void scramble(int column, int row) {
        var place = place(column, row);
        for (int y = place.y(); y < place.bottom(); y++) {
            for (int x = place.x(); x < place.right(); x++) {
                if (!known[row][column].contains(new Rectangle(x, y, 1, 1))) {
                    picture[y * width + x] = noise.nextInt(1 << 24);
                }
            }
        }
    }

    private Rectangle place(int column, int row) {
        return new Rectangle(column * 64, row * 64, 64, 64).intersect(area());
    }

    private Rectangle area() {
        return new Rectangle(0, 0, width, height);
    }

    /**
     * Makes the copies, is sent what is left, and must then show the frame within the clip and what
     * it showed before elsewhere.
     *
     * @return the pixels that were left
     */
    int update(Moves moves, Frame next, Rectangle clip) {
        var before = picture.clone();
        moves.copies().forEach(copy -> copy(copy, clip));
        int[] wanted = pixels(next);
        int left = 0;
        for (int row = 0; row < next.rows(); row++) {
            for (int column = 0; column < next.columns(); column++) {
                var place = next.tileArea(column, row).intersect(clip);
                boolean whole = known[row][column].contains(place) && tiles[row][column] != null;
                var sent = place;
                if (moves.touches(column, row)) {
                    sent = moves.left(column, row);
                    assertTrue(
                            sent.isEmpty() || place.contains(sent),
                            "left beyond its place and the clip");
                    if (whole) {
                        assertEquals(difference(picture, wanted, place), sent);
                    }
                } else if (whole && tiles[row][column] == next.tile(column, row)) {
                    sent = Rectangle.EMPTY;
                }
                left += count(picture, wanted, place);
                draw(wanted, sent);
            }
        }
        assertEquals(Rectangle.EMPTY, difference(picture, wanted, clip));
        for (int i = 0; i < picture.length; i++) {
            if (!clip.contains(new Rectangle(i % width, i / width, 1, 1))) {
                assertEquals(before[i], picture[i], "outside of the clip");
            }
        }
        for (int row = 0; row < next.rows(); row++) {
            for (int column = 0; column < next.columns(); column++) {
                note(next, column, row, next.tileArea(column, row).intersect(clip));
            }
        }
        return left;
    }

    private void note(Frame next, int column, int row, Rectangle shown) {
        if (!shown.isEmpty() && tiles[row][column] != next.tile(column, row)) {
            tiles[row][column] = next.tile(column, row);
            known[row][column] = shown;
            scramble(column, row);
        } else if (shown.equals(next.tileArea(column, row))) {
            known[row][column] = shown;
        }
    }

    /** As RFC 6143 has it: all is read before any is written. */
    private void copy(Copy copy, Rectangle clip) {
        var from = copy.from();
        var to = copy.to();
        assertTrue(area().contains(from), () -> copy + " reads beyond the picture");
        assertTrue(clip.contains(to) && !to.isEmpty(), () -> copy + " writes beyond " + clip);
        List<Integer> read = new ArrayList<>();
        for (int y = 0; y < from.height(); y++) {
            for (int x = 0; x < from.width(); x++) {
                read.add(picture[(from.y() + y) * width + from.x() + x]);
            }
        }
        for (int y = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++) {
                picture[(to.y() + y) * width + to.x() + x] = read.get(y * to.width() + x);
            }
        }
    }

    private void draw(int[] wanted, Rectangle area) {
        for (int y = area.y(); y < area.bottom(); y++) {
            int from = y * width + area.x();
            System.arraycopy(wanted, from, picture, from, area.width());
        }
    }

    private Rectangle difference(int[] a, int[] b, Rectangle within) {
        var box = Rectangle.EMPTY;
        for (int y = within.y(); y < within.bottom(); y++) {
            for (int x = within.x(); x < within.right(); x++) {
                if (a[y * width + x] != b[y * width + x]) {
                    box = box.union(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return box;
    }

    private int count(int[] a, int[] b, Rectangle within) {
        int count = 0;
        for (int y = within.y(); y < within.bottom(); y++) {
            int from = y * width + within.x();
            int to = from + within.width();
            if (!Arrays.equals(a, from, to, b, from, to)) {
                for (int i = from; i < to; i++) {
                    count += a[i] == b[i] ? 0 : 1;
                }
            }
        }
        return count;
    }
}
