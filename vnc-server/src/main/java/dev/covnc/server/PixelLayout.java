package dev.covnc.server;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * How a program keeps the pixels of its picture in memory, named as the fourcc codes of Linux' DRM
 * name them: from the highest to the lowest bit of a little-endian number, so that of {@code
 * XRGB8888} the first byte is blue. X means nothing and is ignored.
 */
public enum PixelLayout {
    /** Bytes blue, green, red, ignored: most graphics cards, Windows bitmaps, QEMU. */
    XRGB8888(4) {
        @Override
        int xrgb(int pixel) {
            return pixel;
        }
    },

    /** Bytes red, green, blue, ignored. */
    XBGR8888(4) {
        @Override
        int xrgb(int pixel) {
            return Integer.reverseBytes(pixel) >>> 8;
        }
    },

    /** Bytes ignored, blue, green, red. */
    RGBX8888(4) {
        @Override
        int xrgb(int pixel) {
            return pixel >>> 8;
        }
    },

    /** Bytes ignored, red, green, blue. */
    BGRX8888(4) {
        @Override
        int xrgb(int pixel) {
            return Integer.reverseBytes(pixel);
        }
    },

    /** Two bytes: 5 bits red, 6 green, 5 blue. */
    RGB565(2) {
        @Override
        int xrgb(int pixel) {
            int green = pixel >> 5 & 63;
            return wide5(pixel >> 11) << 16 | (green << 2 | green >> 4) << 8 | wide5(pixel);
        }
    },

    /** Two bytes: 1 bit ignored, 5 bits red, 5 green, 5 blue. */
    XRGB1555(2) {
        @Override
        int xrgb(int pixel) {
            return wide5(pixel >> 10) << 16 | wide5(pixel >> 5) << 8 | wide5(pixel);
        }
    };

    private static final ValueLayout.OfInt INTS =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORTS =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int bytesPerPixel;

    PixelLayout(int bytesPerPixel) {
        this.bytesPerPixel = bytesPerPixel;
    }

    int bytesPerPixel() {
        return bytesPerPixel;
    }

    /** Of the low bits of a number; what lies above the colour is not looked at by anybody. */
    abstract int xrgb(int pixel);

    /** Five bits as eight: 31 becomes 255. */
    private static int wide5(int bits) {
        int low = bits & 31;
        return low << 3 | low >> 2;
    }

    /** Reads pixels that follow each other. */
    void read(MemorySegment from, long offset, int count, int[] into, int at) {
        if (bytesPerPixel == 4) {
            MemorySegment.copy(from, INTS, offset, into, at, count);
            if (this != XRGB8888) {
                for (int i = at; i < at + count; i++) {
                    into[i] = xrgb(into[i]);
                }
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            into[at + i] = xrgb(from.get(SHORTS, offset + 2L * i));
        }
    }
}
