package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/// Tiles of few colours or long runs written shorter, then compressed: the best of RFC 6143 without
/// loss (section 7.7.6).
///
/// ```
/// rectangle    u32 length, zlibData        one zlib stream for the whole connection
/// zlibData     a tile for each 64x64       left to right, then top to bottom,
///                                          smaller at the right and the bottom
/// tile         u8 subencoding, then:
///       0      width * height CPIXEL                        raw
///       1      CPIXEL                                       solid
///  2 - 16      palette, rows of indices of 1, 2 or 4 bits   packed palette
///     128      runs: CPIXEL, length                         plain RLE
/// 130 - 255    palette, runs: index, or index+128, length   palette RLE
///
/// palette      as many CPIXEL as the subencoding's low seven bits say
/// row          the leftmost pixel in the highest bits, filled up to a byte
/// length       255 ... 255 n               their sum is the run's length less one; n is not 255
/// ```
public final class ZrleEncoder implements Encoder {
    // The subencodings: these, the size of a packed palette, and RLE + the size of a palette.
    private static final int RAW = 0;
    private static final int SOLID = 1;
    private static final int RLE = 128;
    private static final int MAX_PACKED_COLOURS = 16;

    /** What a subencoding costs that cannot write a tile. */
    private static final int IMPOSSIBLE = Integer.MAX_VALUE;

    private static final int TILE_PIXELS = Tile.SIZE * Tile.SIZE;

    /** Tiles are compressed when there are so many bytes of them: before they leave the cache. */
    private static final int ENOUGH = 48 * 1024;

    /** No tile is longer than a raw one. */
    private static final int LONGEST_TILE = 1 + TILE_PIXELS * 4;

    private final ZlibStream zlib;
    private final Analyser analyser = new Analyser();

    /** The pixels of a tile that is not one of the frame's. */
    private final int[] cutOut = new int[TILE_PIXELS];

    private final byte[] indices = new byte[TILE_PIXELS];

    /** The zlibData that is still to be compressed. */
    private final WireWriter plain = new WireWriter(ENOUGH + LONGEST_TILE);

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
    public void encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out) {
        frame.requireSomeOf(area);
        int start = out.size();
        out.s32(0);
        for (int y = area.y(); y < area.bottom(); y += Tile.SIZE) {
            int h = Math.min(Tile.SIZE, area.bottom() - y);
            for (int x = area.x(); x < area.right(); x += Tile.SIZE) {
                int w = Math.min(Tile.SIZE, area.right() - x);
                tile(frame, new Rectangle(x, y, w, h), packer);
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

    private void tile(Frame frame, Rectangle area, PixelPacker packer) {
        int column = area.x() / Tile.SIZE;
        int row = area.y() / Tile.SIZE;
        if (area.equals(frame.tileArea(column, row))) {
            var tile = frame.tile(column, row);
            tile(tile.pixels(), area, tile.analysis(analyser), packer);
        } else {
            frame.read(area, cutOut, 0, area.width());
            tile(cutOut, area, analyser.analyse(cutOut, (int) area.area()), packer);
        }
    }

    /**
     * Chooses the subencoding that takes the fewest bytes once they are compressed.
     *
     * <p>The weights are measured, on screens as they are and on the same in 2 to 16 colours:
     * deflate finds packed rows of indices again that recur, and finds little in the lengths of
     * runs between CPIXELs, where raw CPIXELs would give it longer matches.
     */
    private void tile(int[] pixels, Rectangle area, Analysis found, PixelPacker packer) {
        int[] palette = found.palette();
        if (palette.length == 1) {
            solid(palette, packer);
            return;
        }
        int count = (int) area.area();
        int cpixel = packer.bytesPerCPixel();
        int raw = count * cpixel;
        int plainRle = found.runs() * (cpixel + 1) * 4 / 3;
        int packed = IMPOSSIBLE;
        int paletteRle = IMPOSSIBLE;
        if (palette.length > 0) {
            paletteRle = palette.length * cpixel + found.indexedRuns().length;
        }
        if (palette.length > 0 && palette.length <= MAX_PACKED_COLOURS) {
            packed = (palette.length * cpixel + packedBytes(palette.length, area)) * 3 / 4;
        }

        int least = Math.min(Math.min(raw, plainRle), Math.min(packed, paletteRle));
        if (least == packed) {
            packedPalette(found, area, packer);
        } else if (least == paletteRle) {
            paletteRle(found, packer);
        } else if (least == plainRle) {
            plainRle(pixels, count, packer);
        } else {
            raw(pixels, count, packer);
        }
    }

    private void raw(int[] pixels, int count, PixelPacker packer) {
        plain.u8(RAW);
        cpixels(pixels, count, packer);
    }

    private void solid(int[] palette, PixelPacker packer) {
        plain.u8(SOLID);
        cpixels(palette, 1, packer);
    }

    private void packedPalette(Analysis found, Rectangle area, PixelPacker packer) {
        int colours = found.palette().length;
        plain.u8(colours);
        cpixels(found.palette(), colours, packer);
        int length = packedBytes(colours, area);
        int at = plain.reserve(length);
        found.indices(indices);
        pack(indices, area.width(), bitsPerIndex(colours), plain.array(), at, at + length);
        plain.advance(length);
    }

    private void plainRle(int[] pixels, int count, PixelPacker packer) {
        plain.u8(RLE);
        int start = plain.reserve(count * (packer.bytesPerCPixel() + 1));
        byte[] out = plain.array();
        int at = start;
        for (int from = 0, to; from < count; from = to) {
            for (to = from + 1; to < count && pixels[to] == pixels[from]; to++) {}
            at = packer.cpixels(pixels, from, 1, out, at);
            at = Analysis.length(to - from, out, at);
        }
        plain.advance(at - start);
    }

    private void paletteRle(Analysis found, PixelPacker packer) {
        int colours = found.palette().length;
        plain.u8(RLE + colours);
        cpixels(found.palette(), colours, packer);
        plain.bytes(found.indexedRuns());
    }

    private void cpixels(int[] xrgb, int count, PixelPacker packer) {
        int at = plain.reserve(count * packer.bytesPerCPixel());
        int end = packer.cpixels(xrgb, 0, count, plain.array(), at);
        plain.advance(end - at);
    }

    private static int bitsPerIndex(int colours) {
        return colours == 2 ? 1 : colours <= 4 ? 2 : 4;
    }

    private static int packedBytes(int colours, Rectangle area) {
        return (area.width() * bitsPerIndex(colours) + 7) / 8 * area.height();
    }

    /** Writes rows of indices; a 1 above the bits of a byte tells when they are eight. */
    private static void pack(byte[] indices, int width, int bits, byte[] out, int at, int end) {
        for (int i = 0; at < end; ) {
            int packed = 1;
            for (int x = 0; x < width; x++) {
                packed = packed << bits | indices[i++];
                if (packed > 255) {
                    out[at++] = (byte) packed;
                    packed = 1;
                }
            }
            if (packed > 1) {
                out[at++] = (byte) (packed << Integer.numberOfLeadingZeros(packed) - 23);
            }
        }
    }
}
