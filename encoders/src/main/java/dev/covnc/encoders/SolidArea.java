package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

/** Large areas of one colour: looked for in whole tiles, then made as large as they are. */
final class SolidArea {
    private final Contents contents;
    private final Rectangle within;
    private final int colour;

    private SolidArea(Contents contents, Rectangle within, int colour) {
        this.contents = contents;
        this.within = within;
        this.colour = colour;
    }

    /** A solid area around the first solid tile that is all within; empty if there is none. */
    static Rectangle firstIn(Rectangle within, Contents contents) {
        for (int y = next(within.y()); y + Tile.SIZE <= within.bottom(); y += Tile.SIZE) {
            for (int x = next(within.x()); x + Tile.SIZE <= within.right(); x += Tile.SIZE) {
                int colour = contents.colour(x, y);
                if (contents.isSolid(x, y, x + Tile.SIZE, y + Tile.SIZE, colour)) {
                    var tile = new Rectangle(x, y, Tile.SIZE, Tile.SIZE);
                    return new SolidArea(contents, within, colour).around(tile);
                }
            }
        }
        return Rectangle.EMPTY;
    }

    /** Where the next tile begins. */
    private static int next(int position) {
        return (position + Tile.SIZE - 1) / Tile.SIZE * Tile.SIZE;
    }

    /** First to the sides, for rows are what pictures of text have; then tiles, then pixels. */
    private Rectangle around(Rectangle tile) {
        int right = tile.right();
        while (isSolid(right, tile.y(), right + Tile.SIZE, tile.bottom())) {
            right += Tile.SIZE;
        }
        int bottom = tile.bottom();
        while (isSolid(tile.x(), bottom, right, bottom + Tile.SIZE)) {
            bottom += Tile.SIZE;
        }
        return toThePixel(tile.x(), tile.y(), right, bottom);
    }

    private Rectangle toThePixel(int x, int y, int toRight, int toBottom) {
        int left = x;
        int top = y;
        int right = toRight;
        int bottom = toBottom;
        while (isSolid(left - 1, top, left, bottom)) {
            left--;
        }
        while (isSolid(right, top, right + 1, bottom)) {
            right++;
        }
        while (isSolid(left, top - 1, right, top)) {
            top--;
        }
        while (isSolid(left, bottom, right, bottom + 1)) {
            bottom++;
        }
        return new Rectangle(left, top, right - left, bottom - top);
    }

    private boolean isSolid(int left, int top, int right, int bottom) {
        return left >= within.x()
                && top >= within.y()
                && right <= within.right()
                && bottom <= within.bottom()
                && contents.isSolid(left, top, right, bottom, colour);
    }
}
