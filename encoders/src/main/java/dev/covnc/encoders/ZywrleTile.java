package dev.covnc.encoders;

import dev.covnc.rfb.PixelFormat;

/// A photographic tile as ZYWRLE sends it: the coefficients of a wavelet transform, made coarser so
/// that few different ones are left. Nothing specifies it but its decoders.
///
/// ```
/// colours      Y = (R + 2G + B) / 4 - 128      each channel as the highest bits of a byte;
///              U = (B - G) / 2                 -128 becomes the next greater
///              V = (R - G) / 2
/// scales       1, 2 or 3 of Haar, rows first: at each the place in a square of 2x2 says whether
///              it is    common     differs in x
///                       differs in y      in both
/// order        scale 0: all that differs in both, all in y, all in x; scale 1; ...; what the
///              last has in common; then pixels as they are, that fill no square of the last:
///              those at the right, below, in the corner
/// coefficient  a PIXEL with V for red, Y for green, U for blue, the highest bits of each; red may
///              as well be the lower field: viewers do not ask, but swap R and B alike
/// ```
///
/// It holds the memory that takes; not thread-safe.
final class ZywrleTile {
    private static final int PIXELS = Tile.SIZE * Tile.SIZE;

    /**
     * How coarse what differs becomes, for each level and scale: of Y, and of U and V. Measured on
     * photographs: what the pixels have in common takes most of the bytes, so coarser steps cost
     * much quality and save little.
     */
    private static final int[][][] STEPS = {
        {{8, 24}},
        {{16, 32}, {8, 12}},
        {{24, 32}, {16, 16}, {8, 8}},
    };

    private final int[] y = new int[PIXELS];
    private final int[] u = new int[PIXELS];
    private final int[] v = new int[PIXELS];
    private final int[] coefficients = new int[PIXELS];
    private final int[] coarserY = new int[256];
    private final int[] coarserUv = new int[256];

    /** A byte of an xRGB pixel as a field's bits in a byte, and back: outer fields, inner field. */
    private final int[] loadOuter = new int[256];

    private final int[] loadInner = new int[256];
    private final int[] storeOuter = new int[256];
    private final int[] storeInner = new int[256];
    private PixelFormat format;

    /** Whether decoders can put the fields of such PIXELs together again. */
    static boolean suits(PixelFormat format) {
        if (!format.trueColour() || format.greenShift() != fieldBits(format)) {
            return false;
        }
        int outer = Math.min(format.redShift(), format.blueShift());
        int outermost = Math.max(format.redShift(), format.blueShift());
        int inner = Integer.bitCount(format.greenMax());
        boolean inOrder = outer == 0 && outermost == fieldBits(format) + inner;
        return inOrder
                && format.redMax() == format.blueMax()
                && (format.bitsPerPixel() == 32
                        ? format.redMax() == 255 && inner == 8
                        : format.redMax() == 31 && (inner == 5 || inner == 6));
    }

    private static int fieldBits(PixelFormat format) {
        return Integer.bitCount(format.redMax());
    }

    /** Pixels are those of this format from now on. */
    void format(PixelFormat format) {
        if (format.equals(this.format)) {
            return;
        }
        this.format = format;
        tables(format.redMax(), loadOuter, storeOuter);
        tables(format.greenMax(), loadInner, storeInner);
    }

    private static void tables(int max, int[] load, int[] store) {
        int unused = 8 - Integer.bitCount(max);
        for (int i = 0; i < 256; i++) {
            load[i] = (i * max + 127) / 255 << unused;
            store[i] = ((i >> unused) * 255 + max / 2) / max;
        }
    }

    /**
     * Transforms a tile.
     *
     * @param pixels row by row without gaps
     * @param level 1 (good) to 3 (small)
     * @return coefficients as xRGB, as many; good until the next tile
     */
    int[] transform(int[] pixels, int width, int height, int level) {
        int w = width & -(1 << level);
        int h = height & -(1 << level);
        if (w == 0 || h == 0) {
            return pixels;
        }
        load(pixels, width, w, h);
        for (int scale = 0; scale < level; scale++) {
            int[] steps = STEPS[level - 1][scale];
            scale(y, w, h, scale, table(steps[0], loadInner[255], coarserY));
            scale(u, w, h, scale, table(steps[1], loadOuter[255], coarserUv));
            scale(v, w, h, scale, coarserUv);
        }
        int at = 0;
        for (int scale = 0, half = 1; scale < level; scale++, half *= 2) {
            at = store(half, half, w, h, scale, at);
            at = store(0, half, w, h, scale, at);
            at = store(half, 0, w, h, scale, at);
        }
        at = store(0, 0, w, h, level - 1, at);
        at = copy(pixels, width, w, width, 0, h, at);
        at = copy(pixels, width, 0, w, h, height, at);
        copy(pixels, width, w, width, h, height, at);
        return coefficients;
    }

    private void load(int[] pixels, int stride, int width, int height) {
        for (int row = 0, at = 0; row < height; row++) {
            for (int i = row * stride; i < row * stride + width; i++, at++) {
                int red = loadOuter[pixels[i] >> 16 & 0xff];
                int green = loadInner[pixels[i] >> 8 & 0xff];
                int blue = loadOuter[pixels[i] & 0xff];
                y[at] = inRange(((red + 2 * green + blue) >> 2) - 128, loadInner[255]);
                u[at] = inRange(blue - green >> 1, loadOuter[255]);
                v[at] = inRange(red - green >> 1, loadOuter[255]);
            }
        }
    }

    /** The bits of the field, which are the highest, but not -128: it has no opposite. */
    private static int inRange(int value, int field) {
        int kept = value & (field | 0xffffff00);
        return kept == -128 ? 128 - field : kept;
    }

    /** What each difference becomes: the middle of its step, or nothing below the first. */
    private static int[] table(int step, int field, int[] into) {
        for (int i = -128; i < 128; i++) {
            int steps = Math.abs(i) / step;
            int size = Math.min(127, steps * step + step / 2) & field;
            into[i & 0xff] = steps == 0 ? 0 : i < 0 ? -size : size;
        }
        return into;
    }

    /** One scale of the transform of a plane, and what differs made coarser. */
    private static void scale(int[] plane, int width, int height, int scale, int[] coarser) {
        Haar.rows(plane, width, height, scale);
        Haar.columns(plane, width, height, scale);
        int half = 1 << scale;
        for (int row = 0; row < height; row += half) {
            boolean hasCommon = (row & half) == 0;
            int step = hasCommon ? 2 * half : half;
            for (int x = hasCommon ? half : 0; x < width; x += step) {
                int i = row * width + x;
                plane[i] = coarser[plane[i] & 0xff];
            }
        }
    }

    /** Appends the coefficients that have one place in the squares of a scale. */
    private int store(int left, int top, int width, int height, int scale, int at) {
        int square = 2 << scale;
        for (int row = top; row < height; row += square) {
            for (int x = left; x < width; x += square, at++) {
                int i = row * width + x;
                coefficients[at] =
                        storeOuter[v[i] & 0xff] << 16
                                | storeInner[y[i] & 0xff] << 8
                                | storeOuter[u[i] & 0xff];
            }
        }
        return at;
    }

    private int copy(int[] pixels, int stride, int left, int right, int top, int bottom, int at) {
        int width = right - left;
        for (int row = top; row < bottom; row++, at += width) {
            System.arraycopy(pixels, row * stride + left, coefficients, at, width);
        }
        return at;
    }
}
