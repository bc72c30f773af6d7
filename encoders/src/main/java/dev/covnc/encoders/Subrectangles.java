package dev.covnc.encoders;

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
