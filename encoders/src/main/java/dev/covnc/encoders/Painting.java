package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Arrays;

/**
 * A change to a picture while it is being made: pixels are compared where somebody painted, and
 * only a tile in which one really differs is copied and written to.
 *
 * <p>Used by one thread, then forgotten.
 */
final class Painting {
    private static final int COLOUR = 0xffffff;

    private final Grid grid;
    private final Tile[] before;
    private final int[] xrgb;
    private final int stride;

    /** The new pixels of each tile that differs, null for one that does not. */
    private final int[][] after;

    private int differing;

    /**
     * @param xrgb what is painted, {@code stride} from a pixel to the one below it
     */
    Painting(Grid grid, Tile[] before, int[] xrgb, int stride) {
        this.grid = grid;
        this.before = before;
        this.xrgb = xrgb;
        this.stride = stride;
        this.after = new int[before.length][];
    }

    /** Paints an area within the grid whose top left pixel is at {@code offset}. */
    void paint(Rectangle area, int offset) {
        for (int y = area.y(), h; y < area.bottom(); y += h) {
            h = Math.min(area.bottom() - y, Tile.SIZE - y % Tile.SIZE);
            for (int x = area.x(), w; x < area.right(); x += w) {
                w = Math.min(area.right() - x, Tile.SIZE - x % Tile.SIZE);
                int index = grid.index(x / Tile.SIZE, y / Tile.SIZE);
                int at = y % Tile.SIZE * before[index].width() + x % Tile.SIZE;
                int from = offset + (y - area.y()) * stride + x - area.x();
                paintTile(index, at, from, w, h);
            }
        }
    }

    /**
     * Paints w x h pixels that start at {@code from} over those of a tile that start at {@code at}.
     */
    private void paintTile(int index, int at, int from, int w, int h) {
        var tile = before[index];
        int[] pixels = after[index] == null ? tile.pixels() : after[index];
        for (int y = 0; y < h; y++, at += tile.width(), from += stride) {
            if (differs(xrgb, from, pixels, at, w)) {
                if (after[index] == null) {
                    after[index] = pixels = pixels.clone();
                    differing++;
                }
                copy(xrgb, from, pixels, at, w);
            }
        }
    }

    /** Whether a colour differs; the top byte of what is painted means nothing, but is mostly 0. */
    private static boolean differs(int[] xrgb, int from, int[] pixels, int at, int count) {
        int same = Arrays.mismatch(xrgb, from, from + count, pixels, at, at + count);
        if (same < 0) {
            return false;
        }
        int bits = xrgb[from + same] ^ pixels[at + same];
        for (int i = same + 1; i < count && (bits & COLOUR) == 0; i++) {
            bits |= xrgb[from + i] ^ pixels[at + i];
        }
        return (bits & COLOUR) != 0;
    }

    private static void copy(int[] xrgb, int from, int[] pixels, int at, int count) {
        for (int i = 0; i < count; i++) {
            pixels[at + i] = xrgb[from + i] & COLOUR;
        }
    }

    boolean nothingDiffers() {
        return differing == 0;
    }

    /** The tiles of the picture that has this version now. */
    Tile[] tiles(long version) {
        var tiles = before.clone();
        for (int i = 0; i < tiles.length; i++) {
            if (after[i] != null) {
                tiles[i] = before[i].repainted(version, after[i]);
            }
        }
        return tiles;
    }
}
