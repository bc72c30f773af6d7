package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Arrays;

/**
 * Counts the pixels of the next frame that differ from those of a {@link Canvas} so far to the left
 * and above: from what would be there if they were copied.
 *
 * <p>Some places on the tile grid do not count, right or wrong: those outside of the clip, those
 * that are not known, and those where nobody expects a move. What is unknown of a place does not
 * count either.
 */
final class Comparison {
    /** So many rows are represented by one if rows are sampled. */
    static final int SAMPLED = 8;

    private static final int SAMPLED_BITS = Integer.numberOfTrailingZeros(SAMPLED);

    private final Canvas canvas;
    private Frame next;

    /** For each place the box of pixels that count, none if it ends where it begins. */
    private int[] lefts = {};

    private int[] tops = {};
    private int[] rights = {};
    private int[] bottoms = {};

    Comparison(Canvas canvas) {
        this.canvas = canvas;
    }

    /** Begins anew: no place counts. */
    void begin(Frame next) {
        this.next = next;
        int places = next.columns() * next.rows();
        if (lefts.length < places) {
            lefts = new int[places];
            tops = new int[places];
            rights = new int[places];
            bottoms = new int[places];
        }
        Arrays.fill(lefts, 0, places, 0);
        Arrays.fill(rights, 0, places, 0);
    }

    /** Lets go of the frame. */
    void release() {
        next = null;
    }

    /** From now on this box of a place counts. */
    void include(int place, Rectangle box) {
        lefts[place] = box.x();
        tops[place] = box.y();
        rights[place] = box.right();
        bottoms[place] = box.bottom();
    }

    /** An estimate of how many pixels of the area differ. */
    int differing(Rectangle area, int dx, int dy) {
        var total = new Tally.Total(new int[1]);
        sample(area, dx, dy, total);
        return total.count()[0];
    }

    /**
     * Estimates: one row of every eight is looked at, and stands for all of them. Which one changes
     * from eight to eight, so that no pattern hides between them.
     *
     * @param area such that what it would be copied from is within the picture
     */
    void sample(Rectangle area, int dx, int dy, Tally tally) {
        count(area, dx, dy, tally, true);
    }

    /**
     * Counts.
     *
     * @param area such that what it would be copied from is within the picture
     */
    void count(Rectangle area, int dx, int dy, Tally tally) {
        count(area, dx, dy, tally, false);
    }

    private void count(Rectangle area, int dx, int dy, Tally tally, boolean sampled) {
        if (area.isEmpty()) {
            return;
        }
        canvas.load(area.x() - dx, area.y() - dy, area.right() - dx, area.bottom() - dy);
        for (int row = area.y() / Tile.SIZE; row * Tile.SIZE < area.bottom(); row++) {
            for (int column = area.x() / Tile.SIZE; column * Tile.SIZE < area.right(); column++) {
                int place = row * next.columns() + column;
                int left = Math.max(area.x(), lefts[place]);
                int top = Math.max(area.y(), tops[place]);
                int right = Math.min(area.right(), rights[place]);
                int bottom = Math.min(area.bottom(), bottoms[place]);
                if (left < right) {
                    var tile = next.tile(column, row);
                    // So that column x of row y is at origin + y * width + x.
                    int origin = -row * Tile.SIZE * tile.width() - column * Tile.SIZE;
                    for (int y = sampled ? sampledFrom(top) : top; y < bottom; ) {
                        int tileRow = origin + y * tile.width();
                        countRow(tile.pixels(), tileRow, y, left, right, dx, dy, tally);
                        y = sampled ? sampledFrom((y & -SAMPLED) + SAMPLED) : y + 1;
                    }
                }
            }
        }
    }

    /** The first row at or after this one that stands for others. */
    static int sampledFrom(int y) {
        int row = sampledOf(y / SAMPLED);
        return row >= y ? row : sampledOf(y / SAMPLED + 1);
    }

    private static int sampledOf(int eight) {
        return eight * SAMPLED + (eight * 0x9e3779b1 >>> Integer.SIZE - SAMPLED_BITS);
    }

    private void countRow(
            int[] tile, int tileRow, int y, int left, int right, int dx, int dy, Tally tally) {
        int[] shown = canvas.pixels();
        int shownRow = (y - dy) * canvas.width() - dx;
        int same =
                Arrays.mismatch(
                        tile,
                        tileRow + left,
                        tileRow + right,
                        shown,
                        shownRow + left,
                        shownRow + right);
        if (same >= 0) {
            tally.add(tile, tileRow, shown, shownRow, y, left + same, right);
        }
    }
}
