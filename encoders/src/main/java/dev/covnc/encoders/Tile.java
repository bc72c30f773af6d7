package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Arrays;

/**
 * A piece of a {@link Frame}, 64x64 pixels or what is left of that at the right and bottom edges.
 *
 * <p>Immutable, so "the same tile" means "the same pixels": frames share tiles, and whoever kept a
 * frame finds what has changed since by comparing references. Two tiles may still hold equal
 * pixels.
 */
public final class Tile {
    private static final long NONE = -1;
    private static final int NOT_LOOKED = -1;

    /** The width and height of every tile that no edge cuts: those of ZRLE's tiles. */
    public static final int SIZE = 64;

    private final int width;
    private final int height;
    private final long version;
    private final long versionBefore;
    private final Rectangle changed;

    /** Row by row without gaps; never written to once the tile exists. */
    private final int[] pixels;

    /**
     * Null until somebody asked. Not volatile: it is immutable, so whoever sees it sees all of it,
     * and whoever does not see it yet finds the same again.
     */
    private Analysis analysis;

    /** Which blocks are photographic, or {@link #NOT_LOOKED}; as freely shared. */
    private int photographic = NOT_LOOKED;

    private Tile(
            long version, long before, int width, int height, int[] pixels, Rectangle changed) {
        this.version = version;
        this.versionBefore = before;
        this.width = width;
        this.height = height;
        this.pixels = pixels;
        this.changed = changed;
    }

    /** A tile without a predecessor: all of it is new. */
    private Tile(long version, int width, int height, int[] pixels) {
        this(version, NONE, width, height, pixels, new Rectangle(0, 0, width, height));
    }

    static Tile blank(long version, int width, int height) {
        return new Tile(version, width, height, new int[width * height]);
    }

    /** This tile's successor, to whom the pixels belong from now on. */
    Tile repainted(long version, int[] after) {
        var changed = difference(pixels, after, width);
        return new Tile(version, this.version, width, height, after, changed);
    }

    /** This tile, or of another size: what both sizes have in common stays, the rest is black. */
    Tile resized(long version, int width, int height) {
        if (width == this.width && height == this.height) {
            return this;
        }
        var resized = new int[width * height];
        for (int y = 0; y < Math.min(height, this.height); y++) {
            System.arraycopy(
                    pixels, y * this.width, resized, y * width, Math.min(width, this.width));
        }
        return new Tile(version, width, height, resized);
    }

    /** In pixels, 1 to 64. */
    public int width() {
        return width;
    }

    /** In pixels, 1 to 64. */
    public int height() {
        return height;
    }

    /** The version of the frame that this tile came with. */
    public long version() {
        return version;
    }

    /**
     * The smallest box around every pixel that differs from the tile that was here before; all of
     * the tile if none was. From the tile's top left corner.
     */
    public Rectangle changed() {
        return changed;
    }

    /** Whether the other is the tile that was here before, so that {@link #changed} is all. */
    boolean follows(Tile older) {
        // No version is given twice, so in one place the version tells the tile.
        return older.version == versionBefore;
    }

    /**
     * The smallest box around every pixel in which this tile differs from another of the same
     * place, however much older; all of this tile if the sizes differ. From the tile's top left
     * corner; empty if the pixels are equal.
     *
     * <p>Free if the other is the predecessor, otherwise the pixels are compared: about a
     * microsecond.
     */
    public Rectangle changedSince(Tile older) {
        if (older == this) {
            return Rectangle.EMPTY;
        }
        if (older.width != width || older.height != height) {
            return new Rectangle(0, 0, width, height);
        }
        return follows(older) ? changed : difference(older.pixels, pixels, width);
    }

    /**
     * The smallest box around every pixel of a part of this tile that differs from another of the
     * same place and size. The pixels are compared.
     *
     * @param part of this tile, from its top left corner
     * @param x of that corner, from where the box is counted
     * @param y of that corner, likewise
     */
    public Rectangle changedSince(Tile older, Rectangle part, int x, int y) {
        return difference(older.pixels, pixels, width, part, x, y);
    }

    /** What is in it, found with the caller's analyser if nobody has asked before. */
    Analysis analysis(Analyser analyser) {
        var found = analysis;
        if (found == null) {
            found = analyser.analyse(pixels, pixels.length);
            analysis = found;
        }
        return found;
    }

    /**
     * As {@link Photographic#look}, found with the caller's analyser if nobody has asked before.
     */
    int photographic(Analyser analyser) {
        int found = photographic;
        if (found == NOT_LOOKED) {
            found = analyser.photographic(pixels, width, height);
            photographic = found;
        }
        return found;
    }

    /** The pixels, row by row without gaps. Not to be written to. */
    int[] pixels() {
        return pixels;
    }

    /** The smallest box around every pixel in which two pictures of one size differ. */
    static Rectangle difference(int[] before, int[] after, int width) {
        int first = Arrays.mismatch(before, after);
        if (first < 0) {
            return Rectangle.EMPTY;
        }
        int top = first / width;
        int height = after.length / width;
        return difference(before, after, width, new Rectangle(0, top, width, height - top), 0, 0);
    }

    /** The same within a part, moved. What changed a lot is found out by its edges alone. */
    private static Rectangle difference(
            int[] before, int[] after, int width, Rectangle part, int dx, int dy) {
        int top = part.y();
        int bottom = part.bottom();
        while (top < bottom && isSame(before, after, top * width, part.x(), part.right())) {
            top++;
        }
        if (top == bottom) {
            return Rectangle.EMPTY;
        }
        while (isSame(before, after, (bottom - 1) * width, part.x(), part.right())) {
            bottom--;
        }
        int left = part.right();
        int right = part.x();
        for (int y = top; y < bottom && (left > part.x() || right < part.right()); y++) {
            int row = y * width;
            int from = row + part.x();
            int same = Arrays.mismatch(before, from, row + left, after, from, row + left);
            left = same < 0 ? left : part.x() + same;
            right = lastMismatch(before, after, row + right, row + part.right()) - row;
        }
        return new Rectangle(dx + left, dy + top, right - left, bottom - top);
    }

    private static boolean isSame(int[] before, int[] after, int row, int from, int to) {
        return before[row + from] == after[row + from]
                && Arrays.equals(before, row + from, row + to, after, row + from, row + to);
    }

    /** The position after the last that differs, or {@code from}. */
    private static int lastMismatch(int[] before, int[] after, int from, int to) {
        int end = to;
        while (end > from && before[end - 1] == after[end - 1]) {
            end--;
        }
        return end;
    }
}
