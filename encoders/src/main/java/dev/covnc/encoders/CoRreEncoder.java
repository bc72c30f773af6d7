package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/// [RRE][RreEncoder] with sides of a byte (rfbproto, "CoRRE Encoding").
///
/// ```
/// rectangle        u32 n, PIXEL background, n subrectangles
/// subrectangle     PIXEL, u8 x, y, width, height        from the rectangle's top left
/// ```
///
/// An area is sent as rectangles of up to 64x64, each with a background of its own; one that would
/// take more bytes than Raw goes as Raw. The protocol allows 255x255, but LibVNCClient refuses more
/// than 38,400 subrectangles.
public final class CoRreEncoder implements Encoder {
    private final Subrectangles subrectangles = new Subrectangles(Tile.SIZE);

    @Override
    public int encoding() {
        return Encodings.CO_RRE;
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
        return subrectangles.write(frame, area, false, packer, out);
    }
}
