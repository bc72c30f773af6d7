package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import java.util.Arrays;

/**
 * The subrectangles of RRE, CoRRE and Hextile: a piece of picture taken apart into rectangles of
 * one colour, which do not overlap, and a background around them.
 *
 * <p>From the top left, each pixel that is not covered yet begins the largest rectangle of its
 * colour that it is the corner of. It holds the memory that takes; not thread-safe.
 */
final class Subrectangles {
    private final Background backgrounds;
    private final int[] pixels;
    private final int[] colours;

    /** x, y, width and height of each, a byte each from the lowest on. */
    private final int[] places;

    private int background;
    private int count;

    /**
     * @param size the longest side of a piece, a power of two up to 64
     */
    Subrectangles(int size) {
        backgrounds = new Background(size * size);
        pixels = new int[size * size];
        colours = new int[size * size];
        places = new int[size * size];
    }

    /**
     * Takes a piece apart.
     *
     * @param pixels row by row without gaps; of one colour afterwards
     */
    void find(int[] pixels, int width, int height) {
        int end = width * height;
        background = backgrounds.of(pixels, end);
        count = 0;
        for (int at = 0; at < end; at++) {
            int colour = pixels[at];
            if (colour != background) {
                int size = largest(pixels, at, width, height);
                colours[count] = colour;
                places[count++] = at % width | at / width << 8 | size << 16;
                cover(pixels, at, width, size & 0xff, size >> 8);
            }
        }
    }

    /** The size, width and height a byte each, of the largest rectangle with this top left. */
    private static int largest(int[] pixels, int from, int stride, int height) {
        int colour = pixels[from];
        int room = stride - from % stride;
        int rows = height - from / stride;
        int best = 0;
        int size = 0;
        for (int h = 1, row = from; h <= rows && room * rows > best; h++, row += stride) {
            int w = 0;
            while (w < room && pixels[row + w] == colour) {
                w++;
            }
            room = w;
            if (w * h > best) {
                best = w * h;
                size = w | h << 8;
            }
        }
        return size;
    }

    private void cover(int[] pixels, int from, int stride, int width, int height) {
        for (int row = from, h = 0; h < height; h++, row += stride) {
            Arrays.fill(pixels, row, row + width, background);
        }
    }

    /**
     * Takes an area of a frame apart and appends it as RRE and CoRRE have it, which differ in
     * nothing but the coordinates.
     *
     * @param wide whether coordinates are of two bytes instead of one
     * @return false if that is longer than Raw: then nothing was appended
     */
    boolean write(Frame frame, Rectangle area, boolean wide, PixelPacker packer, WireWriter out) {
        frame.read(area, pixels, 0, area.width());
        find(pixels, area.width(), area.height());
        int pixel = packer.bytesPerPixel();
        int length = 4 + pixel + count * (pixel + (wide ? 8 : 4));
        if (length > area.area() * pixel) {
            return false;
        }
        out.s32(count);
        int at = out.reserve(length - 4);
        pixels[0] = background;
        at = packer.pixels(pixels, 0, 1, out.array(), at);
        write(wide, packer, out.array(), at);
        out.advance(length - 4);
        return true;
    }

    private void write(boolean wide, PixelPacker packer, byte[] out, int at) {
        for (int i = 0; i < count; i++) {
            at = packer.pixels(colours, i, 1, out, at);
            for (int place = places[i], n = 0; n < 4; n++, place >>>= 8) {
                if (wide) {
                    out[at++] = 0;
                }
                out[at++] = (byte) place;
            }
        }
    }

    /** The colour of whatever is in no subrectangle. */
    int background() {
        return background;
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** How many colours the piece has, the background's included. */
    int pieceColours() {
        return backgrounds.colours();
    }

    /** The colour of each; only the first {@link #count} are meant. */
    int[] colours() {
        return colours;
    }

    int x(int index) {
        return places[index] & 0xff;
    }

    int y(int index) {
        return places[index] >> 8 & 0xff;
    }

    int width(int index) {
        return places[index] >> 16 & 0xff;
    }

    int height(int index) {
        return places[index] >> 24;
    }
}
