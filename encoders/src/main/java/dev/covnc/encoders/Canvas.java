package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Arrays;

/**
 * What a viewer shows, in one flat array to which copies are applied as the viewer applies them.
 *
 * <p>A tile is put in when somebody looks there, and stays: a viewer that shows the same tile at
 * the next search, or another viewer that does, finds it in place.
 */
final class Canvas {
    /** A pixel that nothing is known of: no colour, since a colour's top byte is 0. */
    private static final int UNKNOWN = -1;

    /** The version of no tile. */
    private static final long NONE = -1;

    private Showing viewer;
    private Frame next;
    private int width;
    private int height;
    private int columns;

    /** Row by row without gaps; what it holds is as good as {@link #loaded} says. */
    private int[] pixels = {};

    /** For each place the version of the tile that is there whole and untouched. */
    private long[] holds = {};

    private boolean[] loaded = {};
    private boolean[] touched = {};

    /** Begins anew with what this viewer shows, which has the frame's size. */
    void show(Showing viewer, Frame next) {
        this.viewer = viewer;
        this.next = next;
        if (next.width() != width || next.height() != height) {
            width = next.width();
            height = next.height();
            columns = next.columns();
            int places = columns * next.rows();
            if (pixels.length < width * height) {
                pixels = new int[width * height];
            }
            holds = new long[places];
            loaded = new boolean[places];
            touched = new boolean[places];
            Arrays.fill(holds, NONE);
        }
        Arrays.fill(loaded, false);
        Arrays.fill(touched, false);
    }

    /** Lets go of the viewer and the frame, not of the pixels. */
    void release() {
        viewer = null;
        next = null;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The pixels, row by row without gaps; those of {@linkplain #load loaded} places only. */
    int[] pixels() {
        return pixels;
    }

    /** Makes sure of the pixels from (left, top) to before (right, bottom). */
    void load(int left, int top, int right, int bottom) {
        for (int row = top / Tile.SIZE; row * Tile.SIZE < bottom; row++) {
            for (int column = left / Tile.SIZE; column * Tile.SIZE < right; column++) {
                int place = row * columns + column;
                if (!loaded[place]) {
                    loaded[place] = true;
                    load(place, column, row);
                }
            }
        }
    }

    private void load(int place, int column, int row) {
        var tile = viewer.tile(column, row);
        boolean whole = isWhole(column, row);
        if (tile != null && !(whole && holds[place] == tile.version())) {
            int at = row * Tile.SIZE * width + column * Tile.SIZE;
            int w = tile.width();
            for (int from = 0; from < tile.pixels().length; from += w, at += width) {
                System.arraycopy(tile.pixels(), from, pixels, at, w);
            }
        }
        holds[place] = whole ? tile.version() : NONE;
        if (!whole) {
            forgetUnknown(column, row);
        }
    }

    private boolean isWhole(int column, int row) {
        return viewer.tile(column, row) != null
                && viewer.known(column, row).contains(next.tileArea(column, row));
    }

    private void forgetUnknown(int column, int row) {
        var area = next.tileArea(column, row);
        var known =
                viewer.tile(column, row) == null
                        ? Rectangle.EMPTY
                        : viewer.known(column, row).intersect(area);
        forgetBeyond(known, area);
    }

    private void forgetBeyond(Rectangle known, Rectangle area) {
        for (int y = area.y(); y < area.bottom(); y++) {
            boolean some = y >= known.y() && y < known.bottom();
            int row = y * width;
            int end = some ? known.x() : area.right();
            int start = some ? known.right() : area.right();
            Arrays.fill(pixels, row + area.x(), row + end, UNKNOWN);
            Arrays.fill(pixels, row + start, row + area.right(), UNKNOWN);
        }
    }

    /** Does to the picture what the viewer will do. What was not known stays unknown. */
    void apply(Copy copy) {
        var to = copy.to();
        var from = copy.from();
        load(from.x(), from.y(), from.right(), from.bottom());
        load(to.x(), to.y(), to.right(), to.bottom());
        int down = copy.dy() > 0 ? -1 : 1;
        int y = copy.dy() > 0 ? to.height() - 1 : 0;
        for (int n = to.height(); n > 0; n--, y += down) {
            int source = (from.y() + y) * width + from.x();
            int target = (to.y() + y) * width + to.x();
            System.arraycopy(pixels, source, pixels, target, to.width());
        }
        touch(to);
    }

    private void touch(Rectangle to) {
        for (int row = to.y() / Tile.SIZE; row * Tile.SIZE < to.bottom(); row++) {
            for (int column = to.x() / Tile.SIZE; column * Tile.SIZE < to.right(); column++) {
                int place = row * columns + column;
                touched[place] = true;
                holds[place] = NONE;
                if (!isWhole(column, row)) {
                    forgetUnknown(column, row);
                }
            }
        }
    }

    /** Whether something was copied to this place. */
    boolean isTouched(int place) {
        return touched[place];
    }

    /** What is left to send of each cell of each place that was copied to, null for others. */
    Rectangle[][] left(Rectangle clip) {
        var left = new Rectangle[touched.length][];
        var difference = new Difference();
        for (int place = 0; place < left.length; place++) {
            if (touched[place]) {
                var tile = next.tile(place % columns, place / columns);
                var area = next.tileArea(place % columns, place / columns);
                left[place] = difference.find(tile, area, area.intersect(clip), pixels, width);
                if (clip.contains(area)) {
                    draw(left[place], tile, area);
                    holds[place] = tile.version();
                }
            }
        }
        return left;
    }

    /** What is left is sent, and so the place holds its tile: the next search finds it there. */
    private void draw(Rectangle[] left, Tile tile, Rectangle place) {
        for (var box : left) {
            for (int y = box.y(); y < box.bottom(); y++) {
                int from = (y - place.y()) * tile.width() + box.x() - place.x();
                System.arraycopy(tile.pixels(), from, pixels, y * width + box.x(), box.width());
            }
        }
    }
}
