package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

/**
 * What is in a frame, for those who decide how it is sent. What takes long to find is found once
 * and kept with the tile. Not thread-safe.
 */
public final class Contents {

    /** The width and height of the blocks that are photographic or not, in pixels. */
    public static final int BLOCK = Photographic.BLOCK;

    /** Fewer photographic blocks together may be text: faint letters look like what is soft. */
    private static final int LEAST_BLOCKS = 8;

    private final Frame frame;
    private final Analyser analyser;

    Contents(Frame frame, Analyser analyser) {
        this.frame = frame;
        this.analyser = analyser;
    }

    /** The colour of a pixel, 0x00RRGGBB. */
    public int colour(int x, int y) {
        var tile = frame.tile(x / Tile.SIZE, y / Tile.SIZE);
        return tile.pixels()[y % Tile.SIZE * tile.width() + x % Tile.SIZE];
    }

    /**
     * Whether all pixels of an area have this colour.
     *
     * @param area within the frame
     */
    public boolean isSolid(Rectangle area, int colour) {
        return isSolid(area.x(), area.y(), area.right(), area.bottom(), colour);
    }

    /** The same without an object for each of the many areas that are tried. */
    boolean isSolid(int left, int top, int right, int bottom, int colour) {
        for (int y = top; y < bottom; y++) {
            for (int x = left, n; x < right; x += n) {
                var tile = frame.tile(x / Tile.SIZE, y / Tile.SIZE);
                int first = x % Tile.SIZE;
                n = Math.min(tile.width() - first, right - x);
                int from = y % Tile.SIZE * tile.width() + first;
                if (!isSolid(tile.pixels(), from, from + n, colour)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isSolid(int[] pixels, int from, int to, int colour) {
        for (int i = from; i < to; i++) {
            if (pixels[i] != colour) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the block is like a photograph, not like text or a drawing.
     *
     * @param column of blocks of 16x16 pixels, from the left of the frame
     * @param row of such blocks, from the top
     */
    public boolean isPhotographic(int column, int row) {
        int found = look(column, row);
        return isSure(found) || isPossible(found) && isEnclosed(column, row);
    }

    /**
     * Whether the area is a photograph or a part of one: every block that it touches is like one,
     * or what the area has of it, and with those around it there are enough such blocks.
     *
     * @param area within the frame
     */
    public boolean isPhotographic(Rectangle area) {
        return isAmongPhotographic(area) && hasOnlyPhotographic(area);
    }

    private boolean hasOnlyPhotographic(Rectangle area) {
        for (int row = area.y() / BLOCK; row * BLOCK < area.bottom(); row++) {
            for (int column = area.x() / BLOCK; column * BLOCK < area.right(); column++) {
                if (!isPhotographic(column, row, area)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the block is, or what an area that touches it has of it. */
    boolean isPhotographic(int column, int row, Rectangle area) {
        if (isPhotographic(column, row)) {
            return true;
        }
        int left = Math.max(column * BLOCK, area.x());
        int top = Math.max(row * BLOCK, area.y());
        int width = Math.min(column * BLOCK + BLOCK, area.right()) - left;
        int height = Math.min(row * BLOCK + BLOCK, area.bottom()) - top;
        if (width == BLOCK && height == BLOCK) {
            return false;
        }
        var part = new Rectangle(left, top, width, height);
        int found = analyser.photographic(frame, part);
        return isSure(found) || isPossible(found) && isEnclosed(column, row);
    }

    /** Whether an area, together with the blocks around it, has as many as a photograph has. */
    boolean isAmongPhotographic(Rectangle area) {
        int lastColumn = Math.min(area.right() - 1 + BLOCK, frame.width() - 1) / BLOCK;
        int lastRow = Math.min(area.bottom() - 1 + BLOCK, frame.height() - 1) / BLOCK;
        int found = 0;
        for (int row = Math.max(0, area.y() / BLOCK - 1); row <= lastRow; row++) {
            for (int column = Math.max(0, area.x() / BLOCK - 1); column <= lastColumn; column++) {
                found += isSure(look(column, row)) ? 1 : 0;
                if (found == LEAST_BLOCKS) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What is found of a block, in the places of the first. */
    private int look(int column, int row) {
        int blocks = Photographic.BLOCKS;
        int found = frame.tile(column / blocks, row / blocks).photographic(analyser);
        return found >>> row % blocks * blocks + column % blocks;
    }

    private static boolean isSure(int found) {
        return (found & 1) != 0;
    }

    private static boolean isPossible(int found) {
        return (found >>> Photographic.ENCLOSED & 1) != 0;
    }

    /**
     * Whether of the blocks around it at least three of eight are photographic, and with those that
     * may be enclosed as well five.
     */
    private boolean isEnclosed(int column, int row) {
        int lastColumn = Math.min(column + 1, (frame.width() - 1) / BLOCK);
        int lastRow = Math.min(row + 1, (frame.height() - 1) / BLOCK);
        int around = 0;
        int sure = 0;
        int possible = 0;
        for (int y = Math.max(0, row - 1); y <= lastRow; y++) {
            for (int x = Math.max(0, column - 1); x <= lastColumn; x++) {
                if (x != column || y != row) {
                    int found = look(x, y);
                    around++;
                    sure += isSure(found) ? 1 : 0;
                    possible += isPossible(found) ? 1 : 0;
                }
            }
        }
        return sure > 0 && (sure + possible) * 8 >= around * 5;
    }
}
