package dev.covnc.encoders;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.covnc.rfb.PixelFormat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// xRGB pixels turned into the bytes of one viewer's pixel format (RFC 6143 sections 7.4 and
/// 7.7.5).
///
/// ```
/// PIXEL    1, 2 or 4 bytes in the format's byte order
///
/// CPIXEL   3 bytes, if true colour, 32 bits a pixel, and no colour in the first or the last byte:
///                   those without the last, or else without the first
///          otherwise a PIXEL
/// ```
///
/// A channel's 0 to 255 becomes 0 to the format's maximum, rounded to the nearest. A viewer without
/// true colour gets 8-bit indices into one map of 256 colours, [#colourMap]: from the top three
/// bits of red, three of green, two of blue.
///
/// Immutable; safe to share between threads.
public final class PixelPacker {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, LITTLE_ENDIAN);

    /** The format of the indices that a viewer without true colour gets. */
    private static final PixelFormat INDEX = new PixelFormat(8, 8, false, true, 7, 7, 3, 5, 2, 0);

    /** How the wire's number comes from 0x00RRGGBB. */
    private enum Order {
        /** It is the same. */
        SAME,
        /** The bytes are reversed: 0xBBGGRR00, or 0x00BBGGRR. */
        REVERSED,
        /** Anything else: each channel's part stands in a table. */
        TABLES
    }

    private final PixelFormat format;
    private final int bytesPerPixel;
    private final int bytesPerCPixel;

    // What a channel adds to the wire's number, the one whose little-endian bytes are the PIXEL as
    // it is sent, whatever the format's byte order.
    private final int[] red;
    private final int[] green;
    private final int[] blue;

    private final Order order;

    /** The bits of the wire's number before those of the CPIXEL: 0 or 8. */
    private final int cpixelShift;

    /** The packer for a viewer's format. */
    public static PixelPacker of(PixelFormat format) {
        return new PixelPacker(format.trueColour() ? format : INDEX);
    }

    private PixelPacker(PixelFormat format) {
        this.format = format;
        bytesPerPixel = format.bytesPerPixel();
        red = table(format, format.redMax(), format.redShift());
        green = table(format, format.greenMax(), format.greenShift());
        blue = table(format, format.blueMax(), format.blueShift());
        order = order();
        bytesPerCPixel = format.cpixelBytes();
        cpixelShift = format.cpixelOffset() * 8;
    }

    private static int[] table(PixelFormat format, int max, int shift) {
        var table = new int[256];
        for (int value = 0; value < table.length; value++) {
            int bits = (value * max + 127) / 255 << shift;
            table[value] =
                    format.bigEndian()
                            ? Integer.reverseBytes(bits) >>> 32 - format.bitsPerPixel()
                            : bits;
        }
        return table;
    }

    private Order order() {
        if (bytesPerPixel == 4 && isOrdered(0xff0000, 0xff00, 0xff)) {
            return Order.SAME;
        }
        if (bytesPerPixel == 4
                && (isOrdered(0xff00, 0xff0000, 0xff000000) || isOrdered(0xff, 0xff00, 0xff0000))) {
            return Order.REVERSED;
        }
        return Order.TABLES;
    }

    private boolean isOrdered(int reds, int greens, int blues) {
        return red[255] == reds && green[255] == greens && blue[255] == blues;
    }

    /**
     * The 256 colours, as 0xRRGGBB, that a viewer without true colour has to be told of before its
     * first pixel (RFC 6143 section 7.6.2).
     */
    public static int[] colourMap() {
        var map = new int[256];
        for (int index = 0; index < map.length; index++) {
            int red = (index >> 5) * 255 / 7;
            int green = (index >> 2 & 7) * 255 / 7;
            int blue = (index & 3) * 255 / 3;
            map[index] = red << 16 | green << 8 | blue;
        }
        return map;
    }

    /** The format of the pixels, or of the indices that stand for them. */
    PixelFormat format() {
        return format;
    }

    /** The bytes of a PIXEL: 1, 2 or 4. */
    public int bytesPerPixel() {
        return bytesPerPixel;
    }

    /** The bytes of a CPIXEL: 1, 2, 3 or 4. */
    public int bytesPerCPixel() {
        return bytesPerCPixel;
    }

    /**
     * Writes PIXELs.
     *
     * @param xrgb the top byte of each is 0
     * @return the position after the last
     */
    public int pixels(int[] xrgb, int from, int count, byte[] into, int at) {
        switch (bytesPerPixel) {
            case 1 -> bytes(xrgb, from, count, into, at);
            case 2 -> shorts(xrgb, from, count, into, at);
            default -> ints(xrgb, from, count, into, at);
        }
        return at + count * bytesPerPixel;
    }

    /**
     * Writes CPIXELs.
     *
     * @param xrgb the top byte of each is 0
     * @return the position after the last
     */
    public int cpixels(int[] xrgb, int from, int count, byte[] into, int at) {
        if (bytesPerCPixel != 3) {
            return pixels(xrgb, from, count, into, at);
        }
        if (count > 0) {
            triples(xrgb, from, count, into, at);
        }
        return at + count * 3;
    }

    /**
     * Writes one CPIXEL, and zeros or worse behind it: there must be room for four bytes.
     *
     * @return the position after it
     */
    int cpixel(int xrgb, byte[] into, int at) {
        int wire = order == Order.SAME ? xrgb : sum(xrgb, red, green, blue) >>> cpixelShift;
        INT.set(into, at, wire);
        return at + bytesPerCPixel;
    }

    private void bytes(int[] xrgb, int from, int count, byte[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] = (byte) sum(xrgb[from + i], red, green, blue);
        }
    }

    private void shorts(int[] xrgb, int from, int count, byte[] into, int at) {
        for (int i = 0; i < count; i++) {
            SHORT.set(into, at + i * 2, (short) sum(xrgb[from + i], red, green, blue));
        }
    }

    private void ints(int[] xrgb, int from, int count, byte[] into, int at) {
        switch (order) {
            case SAME -> {
                for (int i = 0; i < count; i++) {
                    INT.set(into, at + i * 4, xrgb[from + i]);
                }
            }
            case REVERSED -> {
                int unused = blue[255] < 0 ? 0 : 8;
                for (int i = 0; i < count; i++) {
                    INT.set(into, at + i * 4, Integer.reverseBytes(xrgb[from + i]) >>> unused);
                }
            }
            case TABLES -> {
                for (int i = 0; i < count; i++) {
                    INT.set(into, at + i * 4, sum(xrgb[from + i], red, green, blue));
                }
            }
        }
    }

    // Each but the last CPIXEL is written as four bytes, of which the next overwrites the fourth.
    private void triples(int[] xrgb, int from, int count, byte[] into, int at) {
        int last = count - 1;
        switch (order) {
            case SAME -> {
                for (int i = 0; i < last; i++) {
                    INT.set(into, at + i * 3, xrgb[from + i]);
                }
            }
            case REVERSED -> {
                for (int i = 0; i < last; i++) {
                    INT.set(into, at + i * 3, Integer.reverseBytes(xrgb[from + i]) >>> 8);
                }
            }
            case TABLES -> {
                for (int i = 0; i < last; i++) {
                    int wire = sum(xrgb[from + i], red, green, blue);
                    INT.set(into, at + i * 3, wire >>> cpixelShift);
                }
            }
        }
        int wire = sum(xrgb[from + last], red, green, blue) >>> cpixelShift;
        into[at + last * 3] = (byte) wire;
        into[at + last * 3 + 1] = (byte) (wire >> 8);
        into[at + last * 3 + 2] = (byte) (wire >> 16);
    }

    private static int sum(int xrgb, int[] red, int[] green, int[] blue) {
        return red[xrgb >> 16 & 0xff] | green[xrgb >> 8 & 0xff] | blue[xrgb & 0xff];
    }
}
