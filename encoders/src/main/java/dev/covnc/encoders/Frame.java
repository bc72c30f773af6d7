package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A picture that never changes: a grid of 64x64 {@link Tile}s of xRGB pixels.
 *
 * <p>Painting makes a new frame that shares with the old one every tile that did not really change,
 * so a snapshot is a reference, nothing tears, and damage is exact however coarse the painter's
 * was. Safe to share between threads.
 *
 * <p>Pixels are ints, 0x00RRGGBB; whatever the source has in the top byte is ignored.
 */
public final class Frame {

    /** The greatest width and height. */
    public static final int MAX_SIDE = 16384;

    /** The greatest number of pixels: 64 Mi, 256 MiB of them. */
    public static final int MAX_PIXELS = 64 * 1024 * 1024;

    /** Each is given once in the life of the program, so that version and place tell a tile. */
    private static final AtomicLong VERSIONS = new AtomicLong();

    private final Grid grid;
    private final long version;

    /** Row by row; never written to once the frame exists. */
    private final Tile[] tiles;

    private Frame(Grid grid, long version, Tile[] tiles) {
        this.grid = grid;
        this.version = version;
        this.tiles = tiles;
    }

    /**
     * A black picture.
     *
     * @param width in pixels, 1 to {@link #MAX_SIDE}
     * @param height in pixels, 1 to {@link #MAX_SIDE}
     * @throws IllegalArgumentException beyond that or beyond {@link #MAX_PIXELS}
     */
    public static Frame blank(int width, int height) {
        var grid = new Grid(width, height);
        long version = VERSIONS.incrementAndGet();
        return new Frame(grid, version, grid.blank(version));
    }

    /** In pixels, 1 to {@link #MAX_SIDE}. */
    public int width() {
        return grid.width();
    }

    /** In pixels, 1 to {@link #MAX_SIDE}. */
    public int height() {
        return grid.height();
    }

    /** All of the picture. */
    public Rectangle area() {
        return new Rectangle(0, 0, width(), height());
    }

    /** The tiles in a row. */
    public int columns() {
        return grid.columns();
    }

    /** The tiles in a column. */
    public int rows() {
        return grid.rows();
    }

    /** A number that no other frame has; painting makes a greater one. */
    public long version() {
        return version;
    }

    /**
     * The tile in this place of the grid.
     *
     * @throws IndexOutOfBoundsException beyond the grid
     */
    public Tile tile(int column, int row) {
        return tiles[grid.index(column, row)];
    }

    /** The pixels that the tile in this place covers. */
    public Rectangle tileArea(int column, int row) {
        return grid.tileArea(column, row);
    }

    /**
     * The picture with an area painted over.
     *
     * @param area within the frame
     * @param xrgb the pixels of the area, perhaps among others; must not change meanwhile
     * @param offset where the area's top left pixel is
     * @param stride from a pixel to the one below it, at least the area's width
     * @return a new frame, or this one if nothing differs
     * @throws IllegalArgumentException if the area is not within the frame and the array
     */
    public Frame paint(Rectangle area, int[] xrgb, int offset, int stride) {
        requireWithin(area);
        requireRoom(area, xrgb.length, offset, stride);
        var painting = new Painting(grid, tiles, xrgb, stride);
        painting.paint(area, offset);
        return after(painting);
    }

    /**
     * The picture with several areas painted over at once from one whole picture.
     *
     * @param damage within the frame; they may overlap
     * @param xrgb a picture of the frame's size, of which only the damage is read; must not change
     *     meanwhile
     * @param offset where its top left pixel is
     * @param stride from a pixel to the one below it, at least the frame's width
     * @return a new frame, or this one if nothing differs
     * @throws IllegalArgumentException if an area is not within the frame or the picture not within
     *     the array
     */
    public Frame paint(Collection<Rectangle> damage, int[] xrgb, int offset, int stride) {
        requireRoom(area(), xrgb.length, offset, stride);
        var areas = List.copyOf(damage);
        areas.forEach(this::requireWithin);
        var painting = new Painting(grid, tiles, xrgb, stride);
        for (var area : areas) {
            painting.paint(area, offset + area.y() * stride + area.x());
        }
        return after(painting);
    }

    private Frame after(Painting painting) {
        if (painting.nothingDiffers()) {
            return this;
        }
        long next = VERSIONS.incrementAndGet();
        return new Frame(grid, next, painting.tiles(next));
    }

    /**
     * The picture in another size: what both sizes have in common stays, the rest is black.
     *
     * @throws IllegalArgumentException as for {@link #blank}
     */
    public Frame resized(int width, int height) {
        if (width == width() && height == height()) {
            return this;
        }
        var other = new Grid(width, height);
        long next = VERSIONS.incrementAndGet();
        var kept = other.blank(next);
        for (int row = 0; row < Math.min(rows(), other.rows()); row++) {
            for (int column = 0; column < Math.min(columns(), other.columns()); column++) {
                int w = other.tileWidth(column);
                int h = other.tileHeight(row);
                kept[other.index(column, row)] = tile(column, row).resized(next, w, h);
            }
        }
        return new Frame(other, next, kept);
    }

    /**
     * Copies the pixels of an area.
     *
     * @param area within the frame
     * @param into gets xRGB, the top byte 0
     * @param offset where the area's top left pixel goes
     * @param stride from a pixel to the one below it, at least the area's width
     * @throws IllegalArgumentException if the area is not within the frame and the array
     */
    public void read(Rectangle area, int[] into, int offset, int stride) {
        requireWithin(area);
        requireRoom(area, into.length, offset, stride);
        read(area.x(), area.y(), area.width(), area.height(), into, offset, stride);
    }

    /** Copies pixels that are within the frame to where there is room: nothing is checked. */
    void read(int left, int top, int width, int height, int[] into, int offset, int stride) {
        for (int y = top, at = offset; y < top + height; y++, at += stride) {
            for (int x = left, n; x < left + width; x += n) {
                var tile = tile(x / Tile.SIZE, y / Tile.SIZE);
                int column = x % Tile.SIZE;
                n = Math.min(tile.width() - column, left + width - x);
                int from = y % Tile.SIZE * tile.width() + column;
                System.arraycopy(tile.pixels(), from, into, at + x - left, n);
            }
        }
    }

    /** Refuses an area that is not within the frame. */
    private void requireWithin(Rectangle area) {
        if ((long) area.x() + area.width() > width()
                || (long) area.y() + area.height() > height()) {
            throw new IllegalArgumentException(
                    "%s is not within a frame of %dx%d".formatted(area, width(), height()));
        }
    }

    /** Refuses an area that is empty or not within the frame. */
    void requireSomeOf(Rectangle area) {
        requireWithin(area);
        if (area.isEmpty()) {
            throw new IllegalArgumentException("%s holds no pixels".formatted(area));
        }
    }

    /** Refuses an area that is empty, not within the frame, or larger than that. */
    void requireSomeOf(Rectangle area, int maxWidth, int maxHeight) {
        requireSomeOf(area);
        if (area.width() > maxWidth || area.height() > maxHeight) {
            throw new IllegalArgumentException(
                    "%s is larger than %dx%d".formatted(area, maxWidth, maxHeight));
        }
    }

    /** Refuses an array that does not hold all of the area's pixels. */
    private static void requireRoom(Rectangle area, int length, int offset, int stride) {
        if (area.isEmpty()) {
            return;
        }
        long end = offset + (area.height() - 1L) * stride + area.width();
        if (offset < 0 || stride < area.width() || end > length) {
            throw new IllegalArgumentException(
                    "%dx%d pixels from %d, %d a row, are not within an array of %d"
                            .formatted(area.width(), area.height(), offset, stride, length));
        }
    }
}
