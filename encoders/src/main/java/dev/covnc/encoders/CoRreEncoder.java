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
    private final int[] pixels = new int[Tile.SIZE * Tile.SIZE];

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
        frame.read(area, pixels, 0, area.width());
        subrectangles.find(pixels, area.width(), area.height());

        int pixel = packer.bytesPerPixel();
        int length = 4 + pixel + subrectangles.count() * (pixel + 4);
        if (length > area.area() * pixel) {
            return false;
        }
        out.s32(subrectangles.count());
        int at = out.reserve(length - 4);
        pixels[0] = subrectangles.background();
        at = packer.pixels(pixels, 0, 1, out.array(), at);
        write(subrectangles, packer, out.array(), at);
        out.advance(length - 4);
        return true;
    }

    private static void write(Subrectangles found, PixelPacker packer, byte[] out, int at) {
        int[] colours = found.colours();
        for (int i = 0; i < found.count(); i++) {
            at = packer.pixels(colours, i, 1, out, at);
            out[at++] = (byte) found.x(i);
            out[at++] = (byte) found.y(i);
            out[at++] = (byte) found.width(i);
            out[at++] = (byte) found.height(i);
        }
    }
}
