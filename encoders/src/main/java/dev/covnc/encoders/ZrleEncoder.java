package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/// Tiles of few colours or long runs written shorter, then compressed: the best of RFC 6143 without
/// loss (section 7.7.6).
///
/// ```
/// rectangle    u32 length, zlibData        one zlib stream for the whole connection
/// zlibData     a tile for each 64x64       left to right, then top to bottom,
///                                          smaller at the right and the bottom
/// tile         as a TileWriter draws it
/// ```
public final class ZrleEncoder implements Encoder {
    /** Of the levels that cost no more time than 1, the one with 4 to 9 % fewer bytes. */
    static final int DEFAULT_LEVEL = 3;

    private static final int TILE_PIXELS = Tile.SIZE * Tile.SIZE;

    /** Tiles are compressed when there are so many bytes of them: before they leave the cache. */
    private static final int ENOUGH = 48 * 1024;

    /** No tile is longer than a raw one. */
    private static final int LONGEST_TILE = 1 + TILE_PIXELS * 4;

    private final ZlibStream zlib;
    private final Analyser analyser = new Analyser();
    private final TileWriter tiles = TileWriter.zrle();

    /** The pixels of a tile that is not one of the frame's. */
    private final int[] cutOut = new int[TILE_PIXELS];

    /** The zlibData that is still to be compressed. */
    private final WireWriter plain = new WireWriter(ENOUGH + LONGEST_TILE);

    /** Compresses at the level that suits screens. */
    public ZrleEncoder() {
        this(DEFAULT_LEVEL);
    }

    /**
     * @param level how hard to compress, 0 (not at all) to 9
     */
    public ZrleEncoder(int level) {
        this(ZlibEngine.preferred(), level);
    }

    ZrleEncoder(ZlibEngine engine, int level) {
        zlib = new ZlibStream(engine, checked(level));
    }

    /**
     * Sets how hard to compress later rectangles.
     *
     * @param level 0 (not at all) to 9
     */
    public void level(int level) {
        zlib.level(checked(level));
    }

    @Override
    public void hints(Hints hints) {
        level(hints.compressionLevel().orElse(DEFAULT_LEVEL));
    }

    private static int checked(int level) {
        if (level < 0 || level > 9) {
            throw new IllegalArgumentException("A compression level is 0 to 9, not " + level);
        }
        return level;
    }

    @Override
    public int encoding() {
        return Encodings.ZRLE;
    }

    @Override
    public void rest() {
        zlib.rest();
    }

    @Override
    public void close() {
        zlib.close();
    }

    @Override
    public boolean encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out) {
        encode(frame, area, tiles, packer, out);
        return true;
    }

    /** Appends the rectangle's data with tiles as somebody else writes them. */
    void encode(Frame frame, Rectangle area, TileWriter tiles, PixelPacker packer, WireWriter out) {
        frame.requireSomeOf(area);
        int start = out.size();
        out.s32(0);
        for (int y = area.y(); y < area.bottom(); y += Tile.SIZE) {
            int h = Math.min(Tile.SIZE, area.bottom() - y);
            for (int x = area.x(); x < area.right(); x += Tile.SIZE) {
                int w = Math.min(Tile.SIZE, area.right() - x);
                tile(frame, new Rectangle(x, y, w, h), tiles, packer);
                if (plain.size() >= ENOUGH) {
                    compress(out);
                }
            }
        }
        compress(out);
        zlib.flush(out);
        out.patch32(start, out.size() - start - 4);
    }

    private void compress(WireWriter out) {
        zlib.deflate(plain.array(), 0, plain.size(), out);
        plain.clear();
    }

    private void tile(Frame frame, Rectangle area, TileWriter tiles, PixelPacker packer) {
        int column = area.x() / Tile.SIZE;
        int row = area.y() / Tile.SIZE;
        if (area.equals(frame.tileArea(column, row))) {
            var tile = frame.tile(column, row);
            var found = tile.analysis(analyser);
            tiles.write(tile.pixels(), area.width(), area.height(), found, packer, plain);
        } else {
            frame.read(area, cutOut, 0, area.width());
            analyser.look(cutOut, (int) area.area());
            tiles.write(cutOut, area.width(), area.height(), analyser, packer, plain);
        }
    }
}
