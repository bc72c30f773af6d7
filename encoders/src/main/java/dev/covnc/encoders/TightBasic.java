package dev.covnc.encoders;

import dev.covnc.rfb.Hints;
import dev.covnc.rfb.WireWriter;

/// Tight's BasicCompression: a filter, then zlib (rfbproto, "Tight Encoding").
///
/// ```
/// copy        u8 stream << 4                 data: width * height TPIXEL
/// indexed     u8 stream << 4 | 40, u8 1, u8 colours - 1, palette of TPIXEL
///             two colours                    data: rows of bits, the leftmost highest, each row
///                                                  filled up to a byte
///             more                           data: width * height u8
/// gradient    u8 stream << 4 | 40, u8 2      data: width * height differences
///
/// data        as TightStreams draws it; without zlib the first byte is a0 instead of stream << 4
/// ```
final class TightBasic implements TightBody {
    private static final int WITHOUT_ZLIB = 0xa0;
    private static final int EXPLICIT_FILTER = 0x40;
    private static final int PALETTE_FILTER = 1;
    private static final int GRADIENT_FILTER = 2;

    /** As TigerVNC has it: few bytes for little time. */
    static final int DEFAULT_LEVEL = 2;

    private final TightStreams streams;

    /** The data that is still to be compressed. */
    private byte[] plain = new byte[64 * 1024];

    private boolean withoutZlib;

    TightBasic(ZlibEngine text, ZlibEngine others) {
        streams = new TightStreams(text, others, DEFAULT_LEVEL);
    }

    @Override
    public void hints(Hints hints) {
        int level = hints.compressionLevel().orElse(DEFAULT_LEVEL);
        streams.level(level);
        withoutZlib = level == 0 && hints.tightWithoutZlib();
    }

    @Override
    public void indexed(
            int[] palette,
            int colours,
            byte[] places,
            int width,
            int height,
            PixelPacker packer,
            WireWriter out) {
        int stream = colours == 2 ? TightStreams.MONO : TightStreams.INDEXED;
        control(stream, EXPLICIT_FILTER, out);
        out.u8(PALETTE_FILTER).u8(colours - 1);
        int at = out.reserve(colours * 4);
        out.advance(TightPixels.write(packer, palette, colours, out.array(), at) - at);
        if (colours == 2) {
            int size = PackedRows.bytes(colours, width) * height;
            PackedRows.pack(places, width, 1, plain(size), 0, size);
            data(stream, plain, size, out);
        } else {
            data(stream, places, width * height, out);
        }
    }

    @Override
    public void trueColour(
            int[] xrgb, int width, int height, boolean smooth, PixelPacker packer, WireWriter out) {
        int size = width * height * TightPixels.size(packer);
        if (smooth && TightPixels.areTriples(packer)) {
            control(TightStreams.GRADIENT, EXPLICIT_FILTER, out);
            out.u8(GRADIENT_FILTER);
            TightPixels.gradient(xrgb, width, height, plain(size), 0);
            data(TightStreams.GRADIENT, plain, size, out);
        } else {
            control(TightStreams.COPY, 0, out);
            TightPixels.write(packer, xrgb, width * height, plain(size), 0);
            data(TightStreams.COPY, plain, size, out);
        }
    }

    private void control(int stream, int filter, WireWriter out) {
        out.u8((withoutZlib ? WITHOUT_ZLIB : stream << 4) | filter);
    }

    private void data(int stream, byte[] data, int size, WireWriter out) {
        if (withoutZlib) {
            TightStreams.store(data, size, out);
        } else {
            streams.deflate(stream, data, size, out);
        }
    }

    private byte[] plain(int size) {
        if (plain.length < size) {
            plain = new byte[Math.max(TightEncoder.MAX_AREA * 4, size)];
        }
        return plain;
    }

    @Override
    public void rest() {
        streams.rest();
    }

    @Override
    public void close() {
        streams.close();
    }
}
