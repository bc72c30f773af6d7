package dev.covnc.encoders;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Pixels as Tight writes them (rfbproto, "Tight Encoding").
///
/// ```
/// TPIXEL    u8 red, green, blue    if true colour, 32 bits a pixel, a depth of 24, and eight bits
///                                  for each of the three, wherever they stand in a PIXEL
///           PIXEL                  otherwise
///
/// gradient  a TPIXEL of three bytes, each less what the bytes left (a), above (b) and left above
///           (c) let expect: a + b - c, but at least 0 and at most 255; 0 beyond the edges
/// ```
final class TightPixels {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, BIG_ENDIAN);

    private TightPixels() {}

    /** Whether a TPIXEL is red, green and blue. */
    static boolean areTriples(PixelPacker packer) {
        var format = packer.format();
        int most = format.redMax() & format.greenMax() & format.blueMax();
        return format.bitsPerPixel() == 32 && format.depth() == 24 && most == 255;
    }

    /** The bytes of a TPIXEL: 1, 2, 3 or 4. */
    static int size(PixelPacker packer) {
        return areTriples(packer) ? 3 : packer.bytesPerPixel();
    }

    /**
     * Writes the first pixels as TPIXELs.
     *
     * @param xrgb the top byte of each is 0
     * @return the position after the last
     */
    static int write(PixelPacker packer, int[] xrgb, int count, byte[] into, int at) {
        return areTriples(packer)
                ? triples(xrgb, count, into, at)
                : packer.pixels(xrgb, 0, count, into, at);
    }

    // Each but the last is written as four bytes, of which the next overwrites the fourth.
    private static int triples(int[] xrgb, int count, byte[] into, int at) {
        int last = count - 1;
        for (int i = 0; i < last; i++) {
            INT.set(into, at + i * 3, xrgb[i] << 8);
        }
        int end = at + last * 3;
        into[end] = (byte) (xrgb[last] >> 16);
        into[end + 1] = (byte) (xrgb[last] >> 8);
        into[end + 2] = (byte) xrgb[last];
        return end + 3;
    }

    /**
     * Writes pixels through the gradient filter, three bytes for each.
     *
     * @param xrgb row by row without gaps, the top byte of each 0
     */
    static void gradient(int[] xrgb, int width, int height, byte[] into, int at) {
        for (int y = 0, i = 0; y < height; y++) {
            int left = 0;
            int leftAbove = 0;
            for (int x = 0; x < width; x++, i++, at += 3) {
                int above = y == 0 ? 0 : xrgb[i - width];
                int pixel = xrgb[i];
                into[at] = (byte) ((pixel >> 16) - expected(left, above, leftAbove, 16));
                into[at + 1] = (byte) ((pixel >> 8) - expected(left, above, leftAbove, 8));
                into[at + 2] = (byte) (pixel - expected(left, above, leftAbove, 0));
                left = pixel;
                leftAbove = above;
            }
        }
    }

    private static int expected(int left, int above, int leftAbove, int shift) {
        int sum = (left >> shift & 0xff) + (above >> shift & 0xff) - (leftAbove >> shift & 0xff);
        return Math.min(Math.max(sum, 0), 255);
    }
}
