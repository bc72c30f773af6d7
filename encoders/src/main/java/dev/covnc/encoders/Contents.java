package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

/**
 * What is in a frame, for those who decide how it is sent. What takes long to find is found once
 * and kept with the tile. Not thread-safe.
 */
public final class Contents {

    /** The width and height of the blocks that are photographic or not, in pixels. */
    public static final int BLOCK = Photographic.BLOCK;

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
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(), n; x < area.right(); x += n) {
                var tile = frame.tile(x / Tile.SIZE, y / Tile.SIZE);
                int left = x % Tile.SIZE;
                n = Math.min(tile.width() - left, area.right() - x);
                int from = y % Tile.SIZE * tile.width() + left;
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
        int blocks = Photographic.BLOCKS;
        int found = frame.tile(column / blocks, row / blocks).photographic(analyser);
        return (found >> row % blocks * blocks + column % blocks & 1) != 0;
    }

    /**
     * Whether every block that the area touches is like a photograph.
     *
     * @param area within the frame
     */
    public boolean isPhotographic(Rectangle area) {
        for (int row = area.y() / BLOCK; row * BLOCK < area.bottom(); row++) {
            for (int column = area.x() / BLOCK; column * BLOCK < area.right(); column++) {
                if (!isPhotographic(column, row)) {
                    return false;
                }
            }
        }
        return true;
    }
}
