package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/// [Raw][RawEncoder], compressed (rfbproto, "zlib Encoding").
///
/// ```
/// rectangle    u32 length, zlibData        one zlib stream for the whole connection
/// zlibData     width * height PIXEL        left to right, then top to bottom
/// ```
public final class ZlibEncoder implements Encoder {
    /** Pixels are compressed when there are so many bytes of them: before they leave the cache. */
    private static final int ENOUGH = 48 * 1024;

    private final ZlibStream zlib;

    /** The zlibData that is still to be compressed: a row more than enough. */
    private final WireWriter plain = new WireWriter(2 * ENOUGH);

    /** Compresses at the level that suits screens. */
    public ZlibEncoder() {
        this(ZlibEngine.preferred());
    }

    ZlibEncoder(ZlibEngine engine) {
        zlib = new ZlibStream(engine, ZrleEncoder.DEFAULT_LEVEL);
    }

    @Override
    public int encoding() {
        return Encodings.ZLIB;
    }

    @Override
    public void hints(Hints hints) {
        zlib.level(hints.compressionLevel().orElse(ZrleEncoder.DEFAULT_LEVEL));
    }

    @Override
    public boolean encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out) {
        frame.requireSomeOf(area);
        int start = out.size();
        int length = area.width() * packer.bytesPerPixel();
        out.s32(0);
        for (int y = area.y(); y < area.bottom(); y++) {
            int at = plain.reserve(length);
            RawEncoder.row(frame, area.x(), area.right(), y, packer, plain.array(), at);
            plain.advance(length);
            if (plain.size() >= ENOUGH) {
                compress(out);
            }
        }
        compress(out);
        zlib.flush(out);
        out.patch32(start, out.size() - start - 4);
        return true;
    }

    private void compress(WireWriter out) {
        zlib.deflate(plain.array(), 0, plain.size(), out);
        plain.clear();
    }

    @Override
    public void rest() {
        zlib.rest();
    }

    @Override
    public void close() {
        zlib.close();
    }
}
