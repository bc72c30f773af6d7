package dev.covnc.encoders;

import java.util.Arrays;

/// Tells photographs from text and drawings, in blocks of 16x16 pixels, by how neighbours differ.
///
/// Of every other row, two neighbours in it or one below the other differ by as much as that
/// channel of theirs that differs most. What grew on a sensor hardly ever repeats a pixel exactly,
/// and its differences are of all sizes. What was drawn does repeat, and around letters it leaps
/// without steps in between.
///
/// ```
/// difference       0       1..4      5..24      25..255
///                equal     soft     moderate     leap
///
/// grown     equal < 30 %, and not letters
/// soft      equal < 70 %, no leaps, moderate < 4 %                 out of focus, or a sky
/// letters   leaps > 6 %, and equal and soft > 50 %                 also on gradients
///           or > 20 % and leaps more than moderate
/// perhaps   equal < 45 % and leaps <= 20 % and not letters, or moderate and leaps < 1 %
/// enclosed  equal < 25 % and leaps <= 50 %                         an edge: text repeats pixels
///           or equal < 50 % and leaps < 5 %
///           or equal < 95 % and moderate and leaps < 5 %           overexposed
/// ```
///
/// A block is photographic if it is grown or soft and has colours enough, or perhaps it is and the
/// blocks around it in the tile are. Where nearly all around it are, whichever tile they belong to,
/// it may be what is drawn as enclosed. Equal are those of the direction with more of them, because
/// a gradient made by a program is often flat in one. The bounds were found on captures of real
/// screens: text there has at least 40 % equals wherever it is, and none of its blocks is taken for
/// a photograph.
///
/// It holds the memory that takes; not thread-safe.
final class Photographic {

    /** The width and height of a block that no edge cuts. */
    static final int BLOCK = 16;

    /** The blocks in a row or column of a whole tile. */
    static final int BLOCKS = Tile.SIZE / BLOCK;

    private static final int SOFT = 4;
    private static final int MODERATE = 24;

    /** Where the bits of {@link #look} begin that say which blocks may be enclosed ones. */
    static final int ENCLOSED = BLOCKS * BLOCKS;

    /**
     * What is counted in each column of a row of blocks, of pairs left and right. Floats only
     * because the JIT then knows that these are not the pixels: it does not see that of two int
     * arrays.
     */
    private final float[] beside = new float[Tile.SIZE];

    /** Of pairs above and below. */
    private final float[] below = new float[Tile.SIZE];

    /** The colours met in a block, each a bit; two may share one. */
    private final long[] met = new long[8];

    /**
     * Which blocks of a tile are photographic.
     *
     * @param pixels without gaps, the top byte of each 0
     * @param width in pixels, 1 to 64
     * @param height in pixels, 1 to 64
     * @return bit {@code 4 * row + column} for each that is, and from {@link #ENCLOSED} on for each
     *     other that is where photographs enclose it; no bits for blocks beyond the edges
     */
    int look(int[] pixels, int width, int height) {
        int sure = 0;
        int perhaps = 0;
        int enclosed = 0;
        for (int top = 0; top < height; top += BLOCK) {
            int rows = Math.min(BLOCK, height - top);
            count(pixels, top * width, width, rows);
            for (int left = 0; left < width; left += BLOCK) {
                int columns = Math.min(BLOCK, width - left);
                int bit = 1 << top / BLOCK * BLOCKS + left / BLOCK;
                var block = block(left, columns, rows);
                if (block.isPhotographic()
                        && hasColours(
                                pixels,
                                top * width + left,
                                width,
                                columns,
                                rows,
                                block.colours())) {
                    sure |= bit;
                } else {
                    perhaps |= block.isPerhaps() ? bit : 0;
                    enclosed |= block.mayBeEnclosed() ? bit : 0;
                }
            }
        }
        int found = perhaps == 0 ? sure : sure | surrounded(perhaps, sure, width, height);
        return found | (enclosed & ~found) << ENCLOSED;
    }

    /** Of what {@link #look} finds, only those that are photographic wherever they are. */
    int blocks(int[] pixels, int width, int height) {
        return look(pixels, width, height) & (1 << ENCLOSED) - 1;
    }

    /** Compares every other row of a row of blocks with itself and with the row below it. */
    private void count(int[] pixels, int from, int width, int rows) {
        Arrays.fill(beside, 0);
        Arrays.fill(below, 0);
        int last = from + (rows - 1) * width;
        for (int row = from; row <= last; row += 2 * width) {
            compare(pixels, row, row + 1, width - 1, beside);
            if (row < last) {
                compare(pixels, row, row + width, width, below);
            }
        }
    }

    // No branches and no sums across, so that the JIT does eight pixels at a time.
    private static void compare(int[] pixels, int one, int other, int count, float[] counts) {
        for (int x = 0; x < count; x++) {
            int a = pixels[one + x];
            int b = pixels[other + x];
            int red = Math.abs((a >> 16) - (b >> 16));
            int green = Math.abs((a >> 8 & 0xff) - (b >> 8 & 0xff));
            int blue = Math.abs((a & 0xff) - (b & 0xff));
            int differs = Math.max(red, Math.max(green, blue));
            int equal = differs - 1 >>> 31;
            int soft = differs - (SOFT + 1) >>> 31;
            int leap = MODERATE - differs >>> 31;
            counts[x] += equal | soft << BlockCounts.FIELD | leap << 2 * BlockCounts.FIELD;
        }
    }

    private BlockCounts block(int left, int columns, int rows) {
        int compared = (rows + 1) / 2;
        return new BlockCounts(
                sum(beside, left, left + columns - 1),
                (columns - 1) * compared,
                sum(below, left, left + columns),
                columns * (rows / 2));
    }

    /** Two sums side by side, because each addition waits for the one before. */
    private static int sum(float[] counts, int from, int to) {
        float even = 0;
        float odd = 0;
        int last = to - 1;
        for (int x = from; x < last; x += 2) {
            even += counts[x];
            odd += counts[x + 1];
        }
        return (int) (even + odd + ((to - from & 1) == 0 ? 0 : counts[last]));
    }

    private boolean hasColours(
            int[] pixels, int from, int width, int columns, int rows, int least) {
        Arrays.fill(met, 0);
        int colours = 0;
        for (int row = from; row < from + rows * width; row += width) {
            for (int i = row; i < row + columns; i++) {
                int hash = pixels[i] * 0x9e3779b1 >>> 23;
                long bit = 1L << hash;
                int word = hash >> 6;
                colours += (met[word] & bit) == 0 ? 1 : 0;
                met[word] |= bit;
            }
            if (colours > least) {
                return true;
            }
        }
        return false;
    }

    /** Those that have at least three photographic neighbours, or all if they have fewer. */
    private static int surrounded(int perhaps, int sure, int width, int height) {
        int found = 0;
        int lastColumn = (width - 1) / BLOCK;
        int lastRow = (height - 1) / BLOCK;
        for (int rest = perhaps; rest != 0; rest &= rest - 1) {
            int at = Integer.numberOfTrailingZeros(rest);
            int column = at % BLOCKS;
            int row = at / BLOCKS;
            int around =
                    (column > 0 ? 1 << at - 1 : 0)
                            | (column < lastColumn ? 1 << at + 1 : 0)
                            | (row > 0 ? 1 << at - BLOCKS : 0)
                            | (row < lastRow ? 1 << at + BLOCKS : 0);
            int needed = Math.max(1, Math.min(3, Integer.bitCount(around)));
            found |= Integer.bitCount(around & sure) >= needed ? 1 << at : 0;
        }
        return found;
    }
}
