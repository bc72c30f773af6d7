package dev.covnc.encoders;

import java.util.Arrays;

/// What a piece of input was found to be, before it is coded: literals and matches, in their order,
/// and how often each kind occurs.
///
/// ```
/// token       xxxxxxxxxxxxx ddddd sssssssss
///   s         a literal byte, or 256 + a match's length - 3
///   d         the distance's symbol, or 30 of a literal, which has none
///   x         the bits that follow that symbol
/// ```
///
/// The arrays are written to by [Matches], which counts as it goes.
final class Tokens {
    /** As many as are worth a code of their own. */
    static final int MOST = 16 * 1024;

    static final int LENGTHS = 256;
    static final int DISTANCE_SHIFT = 9;
    static final int MORE_SHIFT = 14;

    /** What a literal has besides itself. */
    static final int LITERAL = DeflateTables.DISTANCE_SYMBOLS << DISTANCE_SHIFT;

    static final int SYMBOL_MASK = (1 << DISTANCE_SHIFT) - 1;
    static final int DISTANCE_MASK = (1 << MORE_SHIFT - DISTANCE_SHIFT) - 1;

    final int[] tokens = new int[MOST];
    int count;

    /** How often each literal, and each length at {@link #LENGTHS}, occurs. */
    final int[] symbols = new int[SYMBOL_MASK + 1];

    final int[] distances = new int[DISTANCE_MASK + 1];

    void literal(byte literal) {
        tokens[count++] = literal & 0xff | LITERAL;
        symbols[literal & 0xff]++;
    }

    /**
     * As drawn.
     *
     * @param back how many bytes before, 1 to 32768
     */
    static int match(int length, int back) {
        int symbol = LENGTHS + length - DeflateTables.SHORTEST;
        int more = Math.max(30 - Integer.numberOfLeadingZeros(back - 1), 0);
        int distance = 2 * more + (back - 1 >>> more);
        int rest = back - 1 & (1 << more) - 1;
        return symbol | distance << DISTANCE_SHIFT | rest << MORE_SHIFT;
    }

    void clear() {
        count = 0;
        Arrays.fill(symbols, 0);
        Arrays.fill(distances, 0);
    }
}
