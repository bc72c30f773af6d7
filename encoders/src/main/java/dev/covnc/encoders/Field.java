package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Arrays;

/**
 * What is to be made right: where the next frame differs from what is shown, counted in cells of
 * 16x16 pixels.
 *
 * <p>The counts are {@linkplain Comparison#sample estimates}; nothing but the choice of what to
 * copy depends on them. Nothing is counted before it matters: many searches end without a way to
 * weigh, and to look at everything is what takes the time.
 */
final class Field {
    static final int CELL = 16;

    private static final int CELLS_ALONG_TILE = Tile.SIZE / CELL;

    /** About so many places are asked whether a way is likely. */
    private static final int ASKED = 32;

    private final Comparison comparison;
    private Frame next;
    private int columns;

    /** For each cell how many pixels differ. */
    private int[] wrong = {};

    private Tally byCell = new Tally.Cells(wrong, 0);

    /** The places on the tile grid where something differs, before any copy. */
    private int[] places = {};

    private int count;

    /** For each place how much may differ, which holds as long as nobody has counted. */
    private int[] expected = {};

    private boolean counted;

    Field(Comparison comparison) {
        this.comparison = comparison;
    }

    /** Begins anew: nothing differs. */
    void begin(Frame next) {
        this.next = next;
        columns = next.columns() * CELLS_ALONG_TILE;
        int placesOfAll = next.columns() * next.rows();
        if (places.length < placesOfAll) {
            places = new int[placesOfAll];
            expected = new int[placesOfAll];
        }
        if (wrong.length < columns * rows()) {
            wrong = new int[columns * rows()];
        }
        Arrays.fill(expected, 0);
        Arrays.fill(wrong, 0);
        byCell = new Tally.Cells(wrong, columns);
        count = 0;
        counted = false;
    }

    /** Lets go of the frame. */
    void release() {
        next = null;
    }

    /** Up to so many pixels of a place differ. */
    void expect(int place, int mostWrong) {
        places[count++] = place;
        expected[place] = mostWrong;
    }

    /** Counts what is expected, before anything is copied. */
    void countExpected() {
        for (int i = 0; i < count; i++) {
            recount(area(places[i]));
        }
        counted = true;
    }

    /** How many places differ, before any copy. */
    int places() {
        return count;
    }

    /** The number of one of these places: row by row on the tile grid. */
    int place(int i) {
        return places[i];
    }

    /** How many pixels of this place could have differed before any copy. */
    int expected(int place) {
        return expected[place];
    }

    private Rectangle area(int place) {
        return next.tileArea(place % next.columns(), place / next.columns());
    }

    /** In cells. */
    int columns() {
        return columns;
    }

    /** In cells. */
    int rows() {
        return next.rows() * CELLS_ALONG_TILE;
    }

    /** The number of pixels that differ in this cell, counted from the top left row by row. */
    int wrong(int cell) {
        return wrong[cell];
    }

    /** The number of pixels that differ in the cell of this pixel. */
    int wrongAt(int x, int y) {
        return wrong[y / CELL * columns + x / CELL];
    }

    /** The number of pixels that differ, or may differ, in all places. */
    int wrong() {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += wrongIn(places[i]);
        }
        return sum;
    }

    /** The number of pixels that differ, or may differ, in this place. */
    int wrongIn(int place) {
        return counted ? wrongIn(area(place)) : expected[place];
    }

    /** The number of pixels that differ in the cells that this area touches. */
    int wrongIn(Rectangle area) {
        int sum = 0;
        for (int y = area.y() / CELL; y * CELL < area.bottom(); y++) {
            for (int x = area.x() / CELL; x * CELL < area.right(); x++) {
                sum += wrong[y * columns + x];
            }
        }
        return sum;
    }

    /** The smallest area of whole places around all that differs or may differ. */
    Rectangle wrongArea() {
        var around = Rectangle.EMPTY;
        for (int i = 0; i < count; i++) {
            if (wrongIn(places[i]) > 0) {
                around = around.union(area(places[i]));
            }
        }
        return around;
    }

    /**
     * Whether it looks as if half of what differs comes from so far left and above: asks a row in
     * some of the places.
     *
     * @param reach where what goes this way can arrive
     */
    boolean isLikely(Rectangle reach, int dx, int dy) {
        int before = 0;
        int after = 0;
        for (int i = 0; i < count; i += 1 + count / ASKED) {
            var area = area(places[i]);
            int y = Comparison.sampledFrom(area.y() + i * 23 % Tile.SIZE);
            var row = new Rectangle(area.x(), y, area.width(), 1).intersect(area).intersect(reach);
            before += comparison.differing(row, 0, 0);
            after += comparison.differing(row, dx, dy);
        }
        return after * 2 < before;
    }

    /** Counts the pixels that differ, in every cell that this area touches. */
    void recount(Rectangle area) {
        int left = area.x() & -CELL;
        int top = area.y() & -CELL;
        int right = Math.min(area.right() + CELL - 1 & -CELL, next.width());
        int bottom = Math.min(area.bottom() + CELL - 1 & -CELL, next.height());
        for (int y = top; y < bottom; y += CELL) {
            int row = y / CELL * columns;
            Arrays.fill(wrong, row + left / CELL, row + (right + CELL - 1) / CELL, 0);
        }
        comparison.sample(new Rectangle(left, top, right - left, bottom - top), 0, 0, byCell);
    }
}
