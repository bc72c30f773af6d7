package dev.covnc.rfb;

/**
 * How a viewer wants its pixels (RFC 6143 section 7.4).
 *
 * <p>Every one that exists is legal: bits per pixel 8, 16 or 32; each maximum one less than a power
 * of two and at most 255; no channel beyond the pixel and none over another; without true colour, 8
 * bits per pixel.
 *
 * @param bitsPerPixel 8, 16 or 32
 * @param depth the useful bits, 1 to bitsPerPixel
 * @param bigEndian whether the most significant byte of a pixel comes first
 * @param trueColour whether a pixel holds red, green and blue; otherwise it is an index into the
 *     colour map
 * @param redMax 2<sup>n</sup> - 1
 * @param greenMax 2<sup>n</sup> - 1
 * @param blueMax 2<sup>n</sup> - 1
 * @param redShift the bits right of red
 * @param greenShift the bits right of green
 * @param blueShift the bits right of blue
 */
public record PixelFormat(
        int bitsPerPixel,
        int depth,
        boolean bigEndian,
        boolean trueColour,
        int redMax,
        int greenMax,
        int blueMax,
        int redShift,
        int greenShift,
        int blueShift) {

    /** 32 bits a pixel, little-endian, 0x00RRGGBB: what a server of xRGB pixels proposes. */
    public static final PixelFormat XRGB =
            new PixelFormat(32, 24, false, true, 255, 255, 255, 16, 8, 0);
}
