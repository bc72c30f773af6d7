package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/// Rectangles of one colour over a background (RFC 6143 section 7.7.3).
///
/// ```
/// rectangle        u32 n, PIXEL background, n subrectangles
/// subrectangle     PIXEL, u16 x, y, width, height       from the rectangle's top left
/// ```
///
/// An area is sent as rectangles of up to 64x64, each with a background of its own; one that would
/// take more bytes than Raw goes as Raw.
public final class RreEncoder implements Encoder {
    private final Subrectangles subrectangles = new Subrectangles(Tile.SIZE);

    @Override
    public int encoding() {
        return Encodings.RRE;
    }

    @Override
    public int maxWidth() {
        return Tile.SIZE;
    }

    @Override
    public int maxHeight() {
        return Tile.SIZE;
    }

    @Override
    public boolean encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out) {
        frame.requireSomeOf(area, maxWidth(), maxHeight());
        return subrectangles.write(frame, area, true, packer, out);
    }
}
