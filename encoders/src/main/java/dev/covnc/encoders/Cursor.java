package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.FramebufferUpdate;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/// The shape of a pointer, in every form in which viewers understand one.
///
/// ```
/// Cursor              width * height PIXEL, mask             RFC 6143 section 7.8.1
/// XCursor             u8 r, g, b of the 1 bits, then of the
///                     0 bits, bitmap, mask; nothing if empty rfbproto, "X Cursor"
/// CursorWithAlpha     s32 Raw, width * height of r, g, b, a  rfbproto, "Cursor With Alpha"
///                     each multiplied by a
/// VMware cursor       u8 1, pad, width * height of r, g, b, a
///
/// mask, bitmap        a bit a pixel, the leftmost highest, a row filled up to a byte
/// ```
///
/// The rectangle's place is the hot spot: the pixel that points. Immutable.
public final class Cursor {

    /** The greatest width and height. */
    public static final int MAX_SIDE = 256;

    /** A pointer that cannot be seen. */
    public static final Cursor HIDDEN = new Cursor(0, 0, 0, 0);

    private static final int ALPHA = 1;

    private final int width;
    private final int height;
    private final int hotX;
    private final int hotY;
    private final int[] argb;

    /**
     * A shape.
     *
     * @param width in pixels, 0 to {@link #MAX_SIDE}
     * @param height in pixels, 0 to {@link #MAX_SIDE}
     * @param hotX the column that points, one of the width; 0 if there is none
     * @param hotY the row that points, one of the height; 0 if there is none
     * @param argb the pixels row by row, 0xAARRGGBB, colours not multiplied by alpha; copied
     * @throws IllegalArgumentException when they do not fit together
     */
    public Cursor(int width, int height, int hotX, int hotY, int... argb) {
        if (width < 0 || height < 0 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "A cursor has 0x0 to 256x256 pixels, not %dx%d".formatted(width, height));
        }
        if (argb.length != width * height) {
            throw new IllegalArgumentException(
                    "A cursor of %dx%d has not %d pixels".formatted(width, height, argb.length));
        }
        if (hotX < 0
                || hotY < 0
                || hotX > Math.max(0, width - 1)
                || hotY > Math.max(0, height - 1)) {
            throw new IllegalArgumentException(
                    "The hot spot %d,%d is not within a cursor of %dx%d"
                            .formatted(hotX, hotY, width, height));
        }
        this.width = width;
        this.height = height;
        this.hotX = hotX;
        this.hotY = hotY;
        this.argb = argb.clone();
    }

    /** Whether there is nothing to be seen of it. */
    public boolean isHidden() {
        return argb.length == 0;
    }

    /**
     * Appends the shape as a pseudo-rectangle, header and data.
     *
     * @param encoding one of {@link Encodings#CURSOR_WITH_ALPHA}, {@link Encodings#VMWARE_CURSOR},
     *     {@link Encodings#CURSOR} and {@link Encodings#X_CURSOR}
     * @throws IllegalArgumentException for another
     */
    public void write(int encoding, PixelPacker packer, WireWriter out) {
        FramebufferUpdate.rectangle(out, new Rectangle(hotX, hotY, width, height), encoding);
        switch (encoding) {
            case Encodings.CURSOR_WITH_ALPHA -> {
                out.s32(Encodings.RAW);
                translucent(out, true);
            }
            case Encodings.VMWARE_CURSOR -> {
                out.u8(ALPHA).zeros(1);
                translucent(out, false);
            }
            case Encodings.CURSOR -> {
                pixels(packer, out);
                bits(out, ALPHA_BIT);
            }
            case Encodings.X_CURSOR -> twoColours(out);
            default ->
                    throw new IllegalArgumentException(
                            "Encoding %d is none of a cursor".formatted(encoding));
        }
    }

    private void translucent(WireWriter out, boolean multiplied) {
        for (int pixel : argb) {
            int alpha = pixel >>> 24;
            int share = multiplied ? alpha : 255;
            for (int shift = 16; shift >= 0; shift -= 8) {
                out.u8(((pixel >> shift & 0xff) * share + 127) / 255);
            }
            out.u8(alpha);
        }
    }

    private void pixels(PixelPacker packer, WireWriter out) {
        var opaque = new int[argb.length];
        for (int i = 0; i < opaque.length; i++) {
            opaque[i] = argb[i] & 0xffffff;
        }
        int length = opaque.length * packer.bytesPerPixel();
        int at = out.reserve(length);
        packer.pixels(opaque, 0, opaque.length, out.array(), at);
        out.advance(length);
    }

    /** Black and white, whatever the colours: what is light is white. */
    private void twoColours(WireWriter out) {
        if (isHidden()) {
            return;
        }
        out.zeros(3).u8(255).u8(255).u8(255);
        bits(out, DARK_BIT);
        bits(out, ALPHA_BIT);
    }

    private interface Bit {
        boolean of(int argb);
    }

    private static final Bit ALPHA_BIT = pixel -> pixel < 0;

    private static final Bit DARK_BIT =
            pixel -> (pixel >> 16 & 0xff) * 3 + (pixel >> 8 & 0xff) * 6 + (pixel & 0xff) < 5 * 255;

    private void bits(WireWriter out, Bit bit) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x += 8) {
                int octet = 0;
                for (int i = x; i < Math.min(width, x + 8); i++) {
                    octet |= bit.of(argb[y * width + i]) ? 0x80 >> i - x : 0;
                }
                out.u8(octet);
            }
        }
    }

    /**
     * The picture with this pointer drawn into it.
     *
     * @param x the column that it points at; what lies beyond the edges is not drawn
     * @param y the row that it points at
     */
    public Frame drawnInto(Frame frame, int x, int y) {
        int left = Math.max(0, x - hotX);
        int top = Math.max(0, y - hotY);
        int right = Math.min(frame.width(), x - hotX + width);
        int bottom = Math.min(frame.height(), y - hotY + height);
        if (left >= right || top >= bottom) {
            return frame;
        }
        var area = new Rectangle(left, top, right - left, bottom - top);
        var under = new int[area.width() * area.height()];
        frame.read(area, under, 0, area.width());
        for (int i = 0; i < under.length; i++) {
            int row = top + i / area.width() - (y - hotY);
            int column = left + i % area.width() - (x - hotX);
            under[i] = over(argb[row * width + column], under[i]);
        }
        return frame.paint(area, under, 0, area.width());
    }

    private static int over(int argb, int xrgb) {
        int alpha = argb >>> 24;
        int result = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int sum = (argb >> shift & 0xff) * alpha + (xrgb >> shift & 0xff) * (255 - alpha);
            result |= (sum + 127) / 255 << shift;
        }
        return result;
    }
}
