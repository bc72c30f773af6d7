package dev.covnc.encoders;

import java.util.Arrays;

/// The lengths of a block's two codes as the block begins with them (RFC 1951 section 3.2.7).
///
/// ```
/// lengths     u5 literals and lengths - 257, u5 distances - 1, u4 steps' lengths - 4,
///             u3 length of each step's code, in an order of their own; then the steps
/// step        0 - 15      a length
///             16 u2       the one before, 3 to 6 times
///             17 u3       0, 3 to 10 times
///             18 u7       0, 11 to 138 times
/// ```
final class CodeLengths {
    private static final int REPEAT = 16;
    private static final int ZEROS = 17;
    private static final int MANY_ZEROS = 18;

    private static final int STEP_BITS = 5;
    private static final int LONGEST = 7;

    private final PrefixCode code = new PrefixCode(19, LONGEST);
    private final int[] counts = new int[19];

    /** Each with the number that follows it above. */
    private final int[] steps = new int[DeflateTables.SYMBOLS + DeflateTables.DISTANCE_SYMBOLS];

    private int size;
    private final int[] lengths = new int[steps.length];
    private int symbols;
    private int distances;

    /** Finds the steps and a code for them. */
    void fit(PrefixCode symbolCode, PrefixCode distanceCode) {
        symbols = symbolCode.used(DeflateTables.END_OF_BLOCK + 1);
        distances = distanceCode.used(1);
        System.arraycopy(symbolCode.lengths(), 0, lengths, 0, symbols);
        System.arraycopy(distanceCode.lengths(), 0, lengths, symbols, distances);
        Arrays.fill(counts, 0);
        size = 0;
        int all = symbols + distances;
        for (int from = 0, to; from < all; from = to) {
            to = from + 1;
            while (to < all && lengths[to] == lengths[from]) {
                to++;
            }
            if (lengths[from] == 0) {
                zeros(to - from);
            } else {
                step(lengths[from], 0);
                repeat(lengths[from], to - from - 1);
            }
        }
        code.fit(counts);
    }

    private void zeros(int times) {
        int left = times;
        while (left >= 3) {
            int n = Math.min(left, 138);
            step(n > 10 ? MANY_ZEROS : ZEROS, n > 10 ? n - 11 : n - 3);
            left -= n;
        }
        for (; left > 0; left--) {
            step(0, 0);
        }
    }

    private void repeat(int length, int times) {
        int left = times;
        while (left >= 3) {
            int n = Math.min(left, 6);
            step(REPEAT, n - 3);
            left -= n;
        }
        for (; left > 0; left--) {
            step(length, 0);
        }
    }

    private void step(int step, int more) {
        steps[size++] = more << STEP_BITS | step;
        counts[step]++;
    }

    /** How many bits all this takes. */
    int bits() {
        return 14
                + 3 * stepLengths()
                + code.bits(counts)
                + counts[REPEAT] * moreBits(REPEAT)
                + counts[ZEROS] * moreBits(ZEROS)
                + counts[MANY_ZEROS] * moreBits(MANY_ZEROS);
    }

    private int stepLengths() {
        int used = DeflateTables.CODE_LENGTH_ORDER.length;
        while (used > 4 && code.lengths()[DeflateTables.CODE_LENGTH_ORDER[used - 1]] == 0) {
            used--;
        }
        return used;
    }

    private static int moreBits(int step) {
        return switch (step) {
            case REPEAT -> 2;
            case ZEROS -> 3;
            case MANY_ZEROS -> 7;
            default -> 0;
        };
    }

    void write(BitWriter out) {
        code.assign();
        int stepLengths = stepLengths();
        out.bits(symbols - DeflateTables.END_OF_BLOCK - 1, 5);
        out.bits(distances - 1, 5);
        out.bits(stepLengths - 4, 4);
        for (int i = 0; i < stepLengths; i++) {
            out.bits(code.lengths()[DeflateTables.CODE_LENGTH_ORDER[i]], 3);
        }
        for (int i = 0; i < size; i++) {
            int step = steps[i] & (1 << STEP_BITS) - 1;
            out.bits(code.codes()[step], code.lengths()[step]);
            out.bits(steps[i] >>> STEP_BITS, moreBits(step));
        }
    }
}
