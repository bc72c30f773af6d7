package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/// Small tiles, each raw or a background with subrectangles (RFC 6143 section 7.7.4).
///
/// ```
/// rectangle        a tile for each 16x16       left to right, then top to bottom,
///                                              smaller at the right and the bottom
/// tile             u8 subencoding, then what its bits say, in this order:
///             1    width * height PIXEL        raw: all other bits are 0
///             2    PIXEL background            otherwise that of the tile before
///             4    PIXEL foreground            otherwise that of the tile before
///             8    u8 n, n subrectangles       otherwise there are none
///            16    each subrectangle           otherwise all have the foreground
///                  begins with a PIXEL
/// subrectangle     u8 x * 16 + y, u8 (width-1) * 16 + (height-1)
/// ```
///
/// Nothing is left to the tile before if that was raw, nor the foreground if it had subrectangles
/// of several colours: what a viewer remembers then is not said.
public final class HextileEncoder implements Encoder {
    private static final int RAW = 1;
    private static final int BACKGROUND = 2;
    private static final int FOREGROUND = 4;
    private static final int SUBRECTANGLES = 8;
    private static final int COLOURED = 16;

    /** The width and height of a tile that no edge cuts. */
    private static final int SIZE = 16;

    /** A colour that no tile has: a colour's top byte is 0. */
    private static final int UNKNOWN = -1;

    private final Subrectangles subrectangles = new Subrectangles(SIZE);
    private final int[] pixels = new int[SIZE * SIZE];
    private final int[] uncovered = new int[SIZE * SIZE];

    // What the viewer remembers of the tile before: one colour each, or UNKNOWN.
    private final int[] background = {UNKNOWN};
    private final int[] foreground = {UNKNOWN};

    @Override
    public int encoding() {
        return Encodings.HEXTILE;
    }

    @Override
    public boolean encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out) {
        frame.requireSomeOf(area);
        forget();
        for (int y = area.y(); y < area.bottom(); y += SIZE) {
            int height = Math.min(SIZE, area.bottom() - y);
            for (int x = area.x(); x < area.right(); x += SIZE) {
                int width = Math.min(SIZE, area.right() - x);
                frame.read(x, y, width, height, pixels, 0, width);
                tile(width, height, packer, out);
            }
        }
        return true;
    }

    private void tile(int width, int height, PixelPacker packer, WireWriter out) {
        int count = width * height;
        System.arraycopy(pixels, 0, uncovered, 0, count);
        subrectangles.find(uncovered, width, height);

        int subencoding = subencoding();
        int pixel = packer.bytesPerPixel();
        if (length(subencoding, pixel) > count * pixel) {
            raw(count, packer, out);
            return;
        }
        out.u8(subencoding);
        if ((subencoding & BACKGROUND) != 0) {
            background[0] = subrectangles.background();
            pixels(background, 1, packer, out);
        }
        if ((subencoding & FOREGROUND) != 0) {
            foreground[0] = subrectangles.colours()[0];
            pixels(foreground, 1, packer, out);
        }
        if ((subencoding & SUBRECTANGLES) != 0) {
            subrectangles((subencoding & COLOURED) != 0, packer, out);
        }
    }

    /** The bits of what has to be said of the tile. */
    private int subencoding() {
        int bits = subrectangles.background() == background[0] ? 0 : BACKGROUND;
        return switch (subrectangles.pieceColours()) {
            case 1 -> bits;
            case 2 ->
                    bits
                            | SUBRECTANGLES
                            | (subrectangles.colours()[0] == foreground[0] ? 0 : FOREGROUND);
            default -> bits | SUBRECTANGLES | COLOURED;
        };
    }

    /**
     * The bytes after the subencoding. One pixel at least is background, so a byte counts the rest.
     */
    private int length(int subencoding, int pixel) {
        int count = subrectangles.count();
        int length = Integer.bitCount(subencoding & (BACKGROUND | FOREGROUND)) * pixel;
        if ((subencoding & SUBRECTANGLES) != 0) {
            length += 1 + count * ((subencoding & COLOURED) != 0 ? pixel + 2 : 2);
        }
        return length;
    }

    private void raw(int count, PixelPacker packer, WireWriter out) {
        out.u8(RAW);
        pixels(pixels, count, packer, out);
        forget();
    }

    private void forget() {
        background[0] = UNKNOWN;
        foreground[0] = UNKNOWN;
    }

    private void subrectangles(boolean coloured, PixelPacker packer, WireWriter out) {
        int count = subrectangles.count();
        out.u8(count);
        int start = out.reserve(count * (packer.bytesPerPixel() + 2));
        byte[] bytes = out.array();
        int at = start;
        for (int i = 0; i < count; i++) {
            if (coloured) {
                at = packer.pixels(subrectangles.colours(), i, 1, bytes, at);
            }
            bytes[at++] = (byte) (subrectangles.x(i) << 4 | subrectangles.y(i));
            bytes[at++] = (byte) (subrectangles.width(i) - 1 << 4 | subrectangles.height(i) - 1);
        }
        out.advance(at - start);
        if (coloured) {
            foreground[0] = UNKNOWN;
        }
    }

    private static void pixels(int[] xrgb, int count, PixelPacker packer, WireWriter out) {
        int at = out.reserve(count * packer.bytesPerPixel());
        int end = packer.pixels(xrgb, 0, count, out.array(), at);
        out.advance(end - at);
    }
}
