package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Arrays;

/**
 * Where a tile is not what is shown in its place: the smallest box around every pixel in each cell
 * of 16x16. Used by one thread.
 */
final class Difference {
    private static final int CELL = Field.CELL;
    private static final int ALONG = Tile.SIZE / CELL;
    private static final Rectangle[] NOTHING = {};

    // The box of each cell, row by row, from the tile's top left corner; none where it has no rows.
    private final int[] lefts = new int[ALONG * ALONG];
    private final int[] rights = new int[ALONG * ALONG];
    private final int[] tops = new int[ALONG * ALONG];
    private final int[] bottoms = new int[ALONG * ALONG];

    private int count;

    /**
     * The boxes in a part of a place, from the picture's top left corner, row by row.
     *
     * @param place the tile's
     * @param shown a picture, row by row
     * @param width the picture's
     */
    Rectangle[] find(Tile tile, Rectangle place, Rectangle part, int[] shown, int width) {
        count = 0;
        Arrays.fill(bottoms, 0);
        int[] wanted = tile.pixels();
        int left = part.x() - place.x();
        int right = part.right() - place.x();
        for (int y = part.y() - place.y(); y < part.bottom() - place.y(); y++) {
            int row = y * tile.width();
            int shownRow = (place.y() + y) * width + place.x();
            for (int x = left; x < right; ) {
                int same =
                        Arrays.mismatch(
                                wanted,
                                row + x,
                                row + right,
                                shown,
                                shownRow + x,
                                shownRow + right);
                if (same < 0) {
                    break;
                }
                int first = x + same;
                x = Math.min(right, (first & -CELL) + CELL);
                int last = x;
                while (wanted[row + last - 1] == shown[shownRow + last - 1]) {
                    last--;
                }
                add(y / CELL * ALONG + first / CELL, y, first, last);
            }
        }
        return count == 0 ? NOTHING : boxes(place);
    }

    /** Row y of a cell differs from column {@code first} to before {@code last}. */
    private void add(int cell, int y, int first, int last) {
        if (bottoms[cell] == 0) {
            count++;
            tops[cell] = y;
            lefts[cell] = first;
            rights[cell] = last;
        }
        lefts[cell] = Math.min(lefts[cell], first);
        rights[cell] = Math.max(rights[cell], last);
        bottoms[cell] = y + 1;
    }

    private Rectangle[] boxes(Rectangle place) {
        var boxes = new Rectangle[count];
        int next = 0;
        for (int cell = 0; cell < bottoms.length; cell++) {
            if (bottoms[cell] != 0) {
                boxes[next++] =
                        new Rectangle(
                                place.x() + lefts[cell],
                                place.y() + tops[cell],
                                rights[cell] - lefts[cell],
                                bottoms[cell] - tops[cell]);
            }
        }
        return boxes;
    }
}
