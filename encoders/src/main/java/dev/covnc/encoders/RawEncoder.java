package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/// Every pixel as it is: the encoding that every viewer must understand (RFC 6143 section 7.7.1).
///
/// ```
/// width * height PIXEL   left to right, then top to bottom
/// ```
public final class RawEncoder implements Encoder {
    @Override
    public int encoding() {
        return Encodings.RAW;
    }

    @Override
    public boolean encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out) {
        frame.requireSomeOf(area);
        int length = Math.toIntExact(area.area() * packer.bytesPerPixel());
        int at = out.reserve(length);
        for (int y = area.y(); y < area.bottom(); y++) {
            at = row(frame, area.x(), area.right(), y, packer, out.array(), at);
        }
        out.advance(length);
        return true;
    }

    /** Writes a piece of a row as PIXELs, and returns the position after it. */
    static int row(Frame frame, int from, int to, int y, PixelPacker packer, byte[] out, int at) {
        for (int x = from, n; x < to; x += n) {
            var tile = frame.tile(x / Tile.SIZE, y / Tile.SIZE);
            int left = x % Tile.SIZE;
            n = Math.min(tile.width() - left, to - x);
            int first = y % Tile.SIZE * tile.width() + left;
            at = packer.pixels(tile.pixels(), first, n, out, at);
        }
        return at;
    }
}
