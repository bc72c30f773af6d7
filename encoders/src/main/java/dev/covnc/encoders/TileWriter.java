package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

/// One tile of TRLE, 16x16, or of ZRLE, 64x64, in the subencoding that suits it (RFC 6143 sections
/// 7.7.5 and 7.7.6).
///
/// ```
/// tile         u8 subencoding, then:
///       0      width * height CPIXEL                        raw
///       1      CPIXEL                                       solid
///  2 - 16      palette, rows of indices of 1, 2 or 4 bits   packed palette
///     127      rows of indices into the palette before      packed palette, TRLE only
///     128      runs: CPIXEL, length                         plain RLE
///     129      runs: index, or index+128, length            palette RLE, TRLE only
/// 130 - 255    palette, runs: index, or index+128, length   palette RLE
///
/// palette      as many CPIXEL as the subencoding's low seven bits say
/// row          the leftmost pixel in the highest bits, filled up to a byte
/// length       255 ... 255 n               their sum is the run's length less one; n is not 255
/// ```
///
/// A palette "before" is the one of the tile just before, in the same rectangle: viewers disagree
/// about what a tile without a palette between the two does to it.
///
/// It holds the memory that takes, and the palette before; not thread-safe.
final class TileWriter {
    // The subencodings: these, the size of a packed palette, and RLE + the size of a palette.
    static final int RAW = 0;
    private static final int SOLID = 1;
    private static final int PACKED_AS_BEFORE = 127;
    private static final int RLE = 128;
    private static final int RLE_AS_BEFORE = 129;
    private static final int MAX_PACKED_COLOURS = 16;

    private static final long[] NO_ENDS = {};

    /** What a subencoding costs that cannot write a tile. */
    private static final int IMPOSSIBLE = Integer.MAX_VALUE;

    /** What a byte of each subencoding weighs, in twelfths of one of raw CPIXELs. */
    enum Weights {
        /** Bytes are bytes. */
        AS_THEY_ARE(12, 12),

        /**
         * They are measured, on screens as they are and on the same in 2 to 16 colours: deflate
         * finds packed rows of indices again that recur, and finds little in the lengths of runs
         * between CPIXELs, where raw CPIXELs would give it longer matches.
         */
        DEFLATED(9, 16);

        private final int packed;
        private final int plainRle;

        Weights(int packed, int plainRle) {
            this.packed = packed;
            this.plainRle = plainRle;
        }
    }

    /** What becomes of a tile that none of the other subencodings would make shorter. */
    interface Raw {
        /** Appends the tile, its subencoding included. */
        void write(int[] pixels, int width, int height, PixelPacker packer, WireWriter out);
    }

    private final Weights weights;
    private final Raw raw;
    private final Runs inRuns = new Runs();

    // What the tile at hand was found to be: as in Analysis, but only the first of each array.
    private int[] palette = {};
    private int colours;
    private int runs;
    private byte[] indexedRuns;
    private int indexedLength;
    private long[] ends;

    /** Null where the encoding cannot use it again. */
    private final PaletteBefore before;

    private TileWriter(Weights weights, Raw raw, PaletteBefore before) {
        this.weights = weights;
        this.raw = raw;
        this.before = before;
    }

    /** Of tiles of up to 64x64 that are deflated later. */
    static TileWriter zrle() {
        return zrle(TileWriter::raw);
    }

    /** The same, but a raw tile may be something else. */
    static TileWriter zrle(Raw raw) {
        return new TileWriter(Weights.DEFLATED, raw, null);
    }

    /** Of tiles of up to 16x16 that go as they are. */
    static TileWriter trle() {
        var before = new PaletteBefore(TrleEncoder.SIZE * TrleEncoder.SIZE);
        return new TileWriter(Weights.AS_THEY_ARE, TileWriter::raw, before);
    }

    /** The next tile is the first of its rectangle. */
    void beginRectangle() {
        remember(false);
    }

    /**
     * Appends a tile.
     *
     * @param pixels row by row without gaps, perhaps followed by others
     */
    void write(
            int[] pixels,
            int width,
            int height,
            Analysis found,
            PixelPacker packer,
            WireWriter out) {
        palette = found.palette();
        colours = palette.length;
        runs = found.runs();
        indexedRuns = found.indexedRuns();
        indexedLength = indexedRuns.length;
        ends = found.ends();
        write(pixels, width, height, packer, out);
    }

    /** Appends a tile that the analyser has just looked at. */
    void write(
            int[] pixels,
            int width,
            int height,
            Analyser found,
            PixelPacker packer,
            WireWriter out) {
        palette = found.palette();
        colours = found.colours();
        runs = found.runs();
        indexedRuns = found.indexedRuns();
        indexedLength = found.indexedLength();
        ends = NO_ENDS;
        write(pixels, width, height, packer, out);
    }

    /** Chooses the subencoding that takes the fewest bytes, as they are weighed. */
    private void write(int[] pixels, int width, int height, PixelPacker packer, WireWriter out) {
        if (colours == 1) {
            out.u8(SOLID);
            cpixels(palette, 1, packer, out);
            remember(false);
            return;
        }
        int cpixel = packer.bytesPerCPixel();
        int own = colours * cpixel;
        int asIs = width * height * cpixel;
        int plainRle = runs * (cpixel + 1) * weights.plainRle / 12;
        int packed = packedCost(colours, own, width, height);
        int paletteRle = colours == 0 ? IMPOSSIBLE : own + indexedLength;
        int least = Math.min(Math.min(asIs, plainRle), Math.min(packed, paletteRle));

        if (wroteAsBefore(least, width, height, out)) {
            return;
        }
        if (least == packed) {
            palette(colours, packer, out);
            packed(indexedRuns, colours, width, height, out);
        } else if (least == paletteRle) {
            palette(RLE + colours, packer, out);
            out.bytes(indexedRuns, 0, indexedLength);
        } else if (least == plainRle) {
            plainRle(pixels, ends, width * height, packer, out);
        } else {
            raw.write(pixels, width, height, packer, out);
        }
        remember(least == packed || least == paletteRle);
    }

    /** Appends a tile as it is. */
    static void raw(int[] pixels, int width, int height, PixelPacker packer, WireWriter out) {
        out.u8(RAW);
        cpixels(pixels, width * height, packer, out);
    }

    private int packedCost(int colours, int palette, int width, int height) {
        return colours == 0 || colours > MAX_PACKED_COLOURS
                ? IMPOSSIBLE
                : (palette + PackedRows.bytes(colours, width) * height) * weights.packed / 12;
    }

    private void palette(int subencoding, PixelPacker packer, WireWriter out) {
        out.u8(subencoding);
        cpixels(palette, colours, packer, out);
    }

    private void packed(byte[] runs, int colours, int width, int height, WireWriter out) {
        int at = out.reserve(PackedRows.bytes(colours, width) * height);
        int bits = PackedRows.bitsPerIndex(colours);
        int end = PackedRows.packRuns(runs, indexedLength, width, bits, out.array(), at);
        out.advance(end - at);
    }

    /** Appends a tile as its runs, which may be longer than as it is. */
    void plainRle(int[] pixels, int width, int height, PixelPacker packer, WireWriter out) {
        plainRle(pixels, NO_ENDS, width * height, packer, out);
    }

    private void plainRle(
            int[] pixels, long[] ends, int count, PixelPacker packer, WireWriter out) {
        out.u8(RLE);
        int at = out.reserve(count * (packer.bytesPerCPixel() + 1) + Integer.BYTES);
        int end = inRuns.write(pixels, ends, count, packer, out.array(), at);
        out.advance(end - at);
    }

    private static void cpixels(int[] xrgb, int count, PixelPacker packer, WireWriter out) {
        int at = out.reserve(count * packer.bytesPerCPixel());
        int end = packer.cpixels(xrgb, 0, count, out.array(), at);
        out.advance(end - at);
    }

    /** Appends the tile with the palette before, if that has its colours and takes fewer bytes. */
    private boolean wroteAsBefore(int least, int width, int height, WireWriter out) {
        if (before == null || !before.has(palette, colours)) {
            return false;
        }
        int packed = packedCost(before.colours(), 0, width, height);
        if (Math.min(packed, indexedLength) >= least) {
            return false;
        }
        byte[] runs = before.reindexed(indexedRuns, indexedLength);
        if (packed <= indexedLength) {
            out.u8(PACKED_AS_BEFORE);
            packed(runs, before.colours(), width, height, out);
        } else {
            out.u8(RLE_AS_BEFORE);
            out.bytes(runs, 0, indexedLength);
        }
        return true;
    }

    private void remember(boolean hasPalette) {
        if (before != null) {
            before.remember(palette, hasPalette ? colours : 0);
        }
    }
}
