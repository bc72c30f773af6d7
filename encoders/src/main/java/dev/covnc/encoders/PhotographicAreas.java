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

    private PhotographicAreas(Contents contents, Rectangle area) {
        this.area = area;
        int firstColumn = area.x() / BLOCK;
        int firstRow = area.y() / BLOCK;
        columns = (area.right() - 1) / BLOCK - firstColumn + 1;
        rows = (area.bottom() - 1) / BLOCK - firstRow + 1;
        heights = new int[columns];
        blocks = new boolean[columns * rows];
        for (int row = 0, i = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++, i++) {
                blocks[i] = contents.isPhotographic(firstColumn + column, firstRow + row);
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
        var grid = new PhotographicAreas(contents, area);
        var taken = new boolean[grid.blocks.length];
        while (true) {
            var largest = grid.largest();
            var piece = grid.pixels(largest);
            if (piece.area() < least) {
                break;
            }
            into.add(piece);
            grid.take(largest, taken);
        }
        grid.rest(taken, into);
    }

    /** The largest rectangle of blocks, counted in blocks. */
    private Rectangle largest() {
        var largest = Rectangle.EMPTY;
        Arrays.fill(heights, 0);
        for (int row = 0, i = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++, i++) {
                heights[column] = blocks[i] ? heights[column] + 1 : 0;
            }
            for (int left = 0; left < columns; left++) {
                largest = largestFrom(left, row, largest);
            }
        }
        return largest;
    }

    /** The larger one of a rectangle and those whose bottom left block this is. */
    private Rectangle largestFrom(int left, int row, Rectangle before) {
        var largest = before;
        int height = heights[left];
        for (int right = left; right < columns && heights[right] > 0; right++) {
            height = Math.min(height, heights[right]);
            if ((right - left + 1) * height > largest.area()) {
                largest = new Rectangle(left, row + 1 - height, right - left + 1, height);
            }
        }
        return largest;
    }

    private void take(Rectangle piece, boolean[] taken) {
        for (int row = piece.y(); row < piece.bottom(); row++) {
            int from = row * columns + piece.x();
            Arrays.fill(blocks, from, from + piece.width(), false);
            Arrays.fill(taken, from, from + piece.width(), true);
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
