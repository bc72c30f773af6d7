package dev.covnc.rfb;

/**
 * How a viewer wants its pixels: PIXEL_FORMAT (RFC 6143 section 7.4).
 *
 * <p>Every one that exists is legal, and the rules are those viewers meet elsewhere too:
 *
 * <ul>
 *   <li>8, 16 or 32 bits per pixel, of which 1 to all are useful;
 *   <li>each maximum is 2<sup>n</sup> - 1 with n from 0 to 8, and its n bits lie within the pixel;
 *   <li>no bit belongs to two channels, and the channels have no more bits than are useful;
 *   <li>without true colour, 8 bits per pixel, all useful.
 * </ul>
 *
 * <p>A maximum of 0 is tolerated and means that a pixel holds nothing of that colour. Scale towards
 * a maximum (multiply by it), never from it: a division by it would be a division by 0.
 *
 * <p>What makes no difference on the wire makes none here: without true colour the maxima and
 * shifts are 0, and pixels of one byte are not big-endian. So formats that are equal give equal
 * bytes.
 *
 * @param bitsPerPixel 8, 16 or 32
 * @param depth the useful bits, 1 to bitsPerPixel
 * @param bigEndian whether the most significant byte of a pixel comes first
 * @param trueColour whether a pixel holds red, green and blue; otherwise it is an index into the
 *     colour map
 * @param redMax 2<sup>n</sup> - 1, at most 255
 * @param greenMax 2<sup>n</sup> - 1, at most 255
 * @param blueMax 2<sup>n</sup> - 1, at most 255
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

    /**
     * A legal format.
     *
     * @throws IllegalArgumentException if it would not be one; the sentence names the field and its
     *     value
     */
    public PixelFormat {
        require(
                bitsPerPixel == 8 || bitsPerPixel == 16 || bitsPerPixel == 32,
                "bits-per-pixel is %d, not 8, 16 or 32",
                bitsPerPixel);
        require(
                depth >= 1 && depth <= bitsPerPixel,
                "depth is %d, not 1 to the %d bits of a pixel",
                depth,
                bitsPerPixel);
        if (trueColour) {
            int red = mask("red", redMax, redShift, bitsPerPixel);
            int green = mask("green", greenMax, greenShift, bitsPerPixel);
            int blue = mask("blue", blueMax, blueShift, bitsPerPixel);
            require(
                    (red & green | red & blue | green & blue) == 0,
                    "channels overlap: red %08x, green %08x, blue %08x",
                    red,
                    green,
                    blue);
            int bits = Integer.bitCount(red | green | blue);
            require(bits <= depth, "depth is %d, but the channels have %d bits", depth, bits);
        } else {
            require(
                    bitsPerPixel == 8 && depth == 8,
                    "without true colour, bits-per-pixel is %d and depth %d, not 8 and 8",
                    bitsPerPixel,
                    depth);
            redMax = greenMax = blueMax = 0;
            redShift = greenShift = blueShift = 0;
        }
        bigEndian &= bitsPerPixel > 8;
    }

    /**
     * A format as it stands in a message: 16 bytes, the last three padding.
     *
     * @throws ProtocolException if the format is not a legal one
     */
    public static PixelFormat read(WireReader in) {
        int bitsPerPixel = in.u8();
        int depth = in.u8();
        boolean bigEndian = in.u8() != 0;
        boolean trueColour = in.u8() != 0;
        int redMax = in.u16();
        int greenMax = in.u16();
        int blueMax = in.u16();
        int redShift = in.u8();
        int greenShift = in.u8();
        int blueShift = in.u8();
        in.skip(3);
        try {
            return new PixelFormat(
                    bitsPerPixel,
                    depth,
                    bigEndian,
                    trueColour,
                    redMax,
                    greenMax,
                    blueMax,
                    redShift,
                    greenShift,
                    blueShift);
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("The viewer's pixel format is not one: " + e.getMessage());
        }
    }

    /** Appends the 16 bytes. */
    public void write(WireWriter out) {
        out.u8(bitsPerPixel).u8(depth).u8(bigEndian ? 1 : 0).u8(trueColour ? 1 : 0);
        out.u16(redMax).u16(greenMax).u16(blueMax);
        out.u8(redShift).u8(greenShift).u8(blueShift);
        out.zeros(3);
    }

    /** The bytes of a PIXEL: 1, 2 or 4. */
    public int bytesPerPixel() {
        return bitsPerPixel / 8;
    }

    /// The bytes of a CPIXEL, the compressed pixel of TRLE and ZRLE: 3, or [#bytesPerPixel] (RFC
    /// 6143 section 7.7.5).
    ///
    /// A pixel of 32 bits whose channels leave its least or its most significant byte unused goes
    /// without that byte. As the bytes stand on the wire:
    ///
    /// ```
    ///                    little-endian        big-endian
    ///     0x00RRGGBB     [BB GG RR] 00        00 [RR GG BB]
    ///     0xRRGGBB00     00 [BB GG RR]        [RR GG BB] 00
    ///     0x00RGB000     [00 B0 RG] 00        [00 RG B0] 00       both unused: the first three
    /// ```
    ///
    /// Two points where viewers decide, not the letter:
    ///
    /// - The RFC asks for a depth of 24 or less. UltraVNC's viewer announces a depth of 32 with
    ///   channels of 8 bits and reads three bytes; LibVNCClient and gtk-vnc do not look at the
    ///   depth; TigerVNC's viewer does, but never asks for more than 24. So the depth is ignored.
    /// - If both ends are unused (a pixel of 32 bits for 16 bits of colour, in the middle),
    ///   rfbproto has the least significant bytes "by convention", but TigerVNC, LibVNCClient and
    ///   UltraVNC all read the first three on the wire. That differs only if the pixel is
    ///   big-endian.
    public int cpixelBytes() {
        return trueColour && bitsPerPixel == 32 && (isFirstByteUnused() || isLastByteUnused())
                ? 3
                : bytesPerPixel();
    }

    /**
     * Where a CPIXEL begins among the bytes of a PIXEL as they stand on the wire: 0 or 1.
     *
     * @see #cpixelBytes
     */
    public int cpixelOffset() {
        return cpixelBytes() < bytesPerPixel() && !isLastByteUnused() ? 1 : 0;
    }

    private boolean isFirstByteUnused() {
        return (bigEndian ? usedBits() >>> 24 : usedBits() & 0xff) == 0;
    }

    private boolean isLastByteUnused() {
        return (bigEndian ? usedBits() & 0xff : usedBits() >>> 24) == 0;
    }

    private int usedBits() {
        return redMax << redShift | greenMax << greenShift | blueMax << blueShift;
    }

    private static int mask(String channel, int max, int shift, int bitsPerPixel) {
        int bits = Integer.bitCount(max);
        require(
                max >= 0 && max <= 255 && (max & max + 1) == 0,
                channel + "-max is %d, not one less than a power of two up to 256",
                max);
        require(
                shift >= 0 && shift + bits <= bitsPerPixel,
                channel + "-shift is %d, which leaves no room for %d bits in a pixel of %d",
                shift,
                bits,
                bitsPerPixel);
        return max << shift;
    }

    private static void require(boolean legal, String otherwise, Object... values) {
        if (!legal) {
            throw new IllegalArgumentException(otherwise.formatted(values));
        }
    }
}
