package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An area cut into what is photographic, in as large rectangles as there are, and the rest.
 *
 * <p>A grid of the blocks that the area touches; one at its edge may be touched only in part.
 */
final class PhotographicAreas {
    private static final int BLOCK = Contents.BLOCK;

    private final Rectangle area;
    private final int columns;
    private final int rows;

    /** Row by row, the blocks that are photographic and not yet part of a piece. */
    private final boolean[] blocks;

    /** For each column how many such blocks there are from the row looked at upwards. */
    private final int[] heights;

    // The rectangles that have begun and not ended yet, from the left, each higher than before.
    private final int[] leftOf;
    private final int[] heightOf;

    private PhotographicAreas(Contents contents, Rectangle area) {
        this.area = area;
        int firstColumn = area.x() / BLOCK;
        int firstRow = area.y() / BLOCK;
        columns = (area.right() - 1) / BLOCK - firstColumn + 1;
        rows = (area.bottom() - 1) / BLOCK - firstRow + 1;
        heights = new int[columns];
        leftOf = new int[columns + 1];
        heightOf = new int[columns + 1];
        blocks = new boolean[columns * rows];
        for (int row = 0, i = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++, i++) {
                blocks[i] = contents.isPhotographic(firstColumn + column, firstRow + row, area);
            }
        }
    }

    /**
     * Cuts an area.
     *
     * @param least the fewest pixels of a photographic piece
     * @param into gets the pieces; they do not overlap and together are the area
     */
    static void cut(Contents contents, Rectangle area, int least, List<Rectangle> into) {
        if (!hasAny(contents, area)) {
            into.add(area);
            return;
        }
        var grid = new PhotographicAreas(contents, area);
        var taken = new boolean[grid.blocks.length];
        while (true) {
            var largest = grid.largest();
            var piece = grid.pixels(largest);
            if (piece.area() < least) {
                break;
            }
            grid.remove(largest);
            if (contents.isAmongPhotographic(piece)) {
                into.add(piece);
                grid.fill(largest, taken, true);
            }
        }
        grid.rest(taken, into);
    }

    private static boolean hasAny(Contents contents, Rectangle area) {
        for (int row = area.y() / BLOCK; row * BLOCK < area.bottom(); row++) {
            for (int column = area.x() / BLOCK; column * BLOCK < area.right(); column++) {
                if (contents.isPhotographic(column, row, area)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The largest rectangle of blocks, counted in blocks. */
    private Rectangle largest() {
        var largest = Rectangle.EMPTY;
        Arrays.fill(heights, 0);
        for (int row = 0, i = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++, i++) {
                heights[column] = blocks[i] ? heights[column] + 1 : 0;
            }
            largest = largestAbove(row, largest);
        }
        return largest;
    }

    /**
     * The larger one of a rectangle and those that end below this row: each column where the height
     * grows begins one, which ends where the height is less than its own.
     */
    private Rectangle largestAbove(int row, Rectangle before) {
        var largest = before;
        int open = 0;
        for (int column = 0; column <= columns; column++) {
            int height = column < columns ? heights[column] : 0;
            int left = column;
            while (open > 0 && heightOf[open - 1] >= height) {
                open--;
                left = leftOf[open];
                int high = heightOf[open];
                if ((long) (column - left) * high > largest.area()) {
                    largest = new Rectangle(left, row + 1 - high, column - left, high);
                }
            }
            leftOf[open] = left;
            heightOf[open++] = height;
        }
        return largest;
    }

    private void remove(Rectangle piece) {
        fill(piece, blocks, false);
    }

    private void fill(Rectangle piece, boolean[] grid, boolean value) {
        for (int row = piece.y(); row < piece.bottom(); row++) {
            int from = row * columns + piece.x();
            Arrays.fill(grid, from, from + piece.width(), value);
        }
    }

    /** Adds what was not taken: as wide as it is in each row, and high while it stays as wide. */
    private void rest(boolean[] taken, List<Rectangle> into) {
        var open = new ArrayList<Rectangle>();
        for (int row = 0; row < rows; row++) {
            var runs = runs(taken, row);
            for (int i = open.size() - 1; i >= 0; i--) {
                var above = open.get(i);
                int same = indexOf(above, runs);
                if (same < 0) {
                    into.add(pixels(above));
                } else {
                    runs.set(same, above.union(runs.get(same)));
                }
            }
            open = runs;
        }
        open.forEach(piece -> into.add(pixels(piece)));
    }

    private static int indexOf(Rectangle above, List<Rectangle> runs) {
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).x() == above.x() && runs.get(i).width() == above.width()) {
                return i;
            }
        }
        return -1;
    }

    private ArrayList<Rectangle> runs(boolean[] taken, int row) {
        var runs = new ArrayList<Rectangle>();
        int from = row * columns;
        for (int left = 0, right; left < columns; left = right + 1) {
            for (right = left; right < columns && !taken[from + right]; right++) {}
            if (right > left) {
                runs.add(new Rectangle(left, row, right - left, 1));
            }
        }
        return runs;
    }

    /** The pixels of blocks, as far as they are part of the area. */
    private Rectangle pixels(Rectangle blocks) {
        if (blocks.isEmpty()) {
            return Rectangle.EMPTY;
        }
        int left = (area.x() / BLOCK + blocks.x()) * BLOCK;
        int top = (area.y() / BLOCK + blocks.y()) * BLOCK;
        return new Rectangle(left, top, blocks.width() * BLOCK, blocks.height() * BLOCK)
                .intersect(area);
    }
}
