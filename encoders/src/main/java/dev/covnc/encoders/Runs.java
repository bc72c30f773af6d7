package dev.covnc.encoders;

import java.util.Arrays;

/**
 * Where runs of equal pixels end in a piece of picture, found without a branch for each pixel: what
 * is drawn on a screen is hard to foretell, and a wrong guess takes as long as twenty pixels.
 *
 * <p>It holds the memory that takes; not thread-safe.
 */
final class Runs {
    private static final int[] BITS = bits();

    private final int[] marks = new int[Tile.SIZE * Tile.SIZE];
    private final long[] ends = new long[Tile.SIZE * Tile.SIZE / 64 + 1];
    private int words;

    private static int[] bits() {
        var bits = new int[Tile.SIZE * Tile.SIZE];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = 1 << i;
        }
        return bits;
    }

    /**
     * Looks at the first {@code count} pixels, 1 to 4096.
     *
     * @return a bit for each pixel, the first the lowest of the first word: whether the one before
     *     it differs; and one behind the last, so that every run ends at a bit. Valid until another
     *     look
     */
    long[] ends(int[] pixels, int count) {
        mark(pixels, marks, count);
        words = count / 64 + 1;
        for (int i = 0; i * 64 < count; i++) {
            long low = Integer.toUnsignedLong(gathered(marks, i * 64));
            ends[i] = low | (long) gathered(marks, i * 64 + 32) << 32;
        }
        if (count % 64 == 0) {
            ends[words - 1] = 0;
        }
        ends[words - 1] |= 1L << count;
        return ends;
    }

    /** A copy of what the last look found. */
    long[] ends() {
        return Arrays.copyOf(ends, words);
    }

    /** How many runs the last look found. */
    int count() {
        int count = 0;
        for (int i = 0; i < words; i++) {
            count += Long.bitCount(ends[i]);
        }
        return count;
    }

    /** How many words the last look took. */
    int words() {
        return words;
    }

    /**
     * Writes each run as ZRLE's plain RLE has it: its CPIXEL, and its length as in {@link
     * Analysis}. There must be room for three bytes more than that.
     *
     * @param known where they end, as {@link #ends} finds it; empty if that is not known
     * @return the position after the last
     */
    int write(int[] pixels, long[] known, int count, PixelPacker packer, byte[] out, int start) {
        long[] ends = known.length == 0 ? ends(pixels, count) : known;
        int words = count / 64 + 1;
        int at = start;
        int from = 0;
        for (int i = 0; i < words; i++) {
            for (long left = ends[i]; left != 0; left &= left - 1) {
                int to = i * Long.SIZE + Long.numberOfTrailingZeros(left);
                at = packer.cpixel(pixels[from], out, at);
                at = Analysis.length(to - from, out, at);
                from = to;
            }
        }
        return at;
    }

    /**
     * Sets in each int that follows a different one the bit of its place. The pixels before are
     * copied first: from an array that may be the one written to, the JIT reads a neighbour only
     * one at a time, and what stands at the same place it reads eight at a time.
     */
    private static void mark(int[] pixels, int[] marks, int count) {
        System.arraycopy(pixels, 0, marks, 1, count - 1);
        marks[0] = pixels[0];
        for (int i = 0; i < count; i++) {
            int difference = pixels[i] ^ marks[i];
            marks[i] = (difference | -difference) >> 31 & BITS[i];
        }
        for (int i = count; (i & 63) != 0; i++) {
            marks[i] = 0;
        }
    }

    /** The bits of 32 ints; four at a time, as none waits for another. */
    private static int gathered(int[] marks, int from) {
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        for (int i = from; i < from + 8; i++) {
            a |= marks[i];
            b |= marks[i + 8];
            c |= marks[i + 16];
            d |= marks[i + 24];
        }
        return a | b | c | d;
    }
}
