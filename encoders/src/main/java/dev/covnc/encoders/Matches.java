package dev.covnc.encoders;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Looks for what came before, once, and takes the longest it sees: at each position two places are
/// tried, the last where three bytes hashed alike and the last where six did. Both are looked at
/// whether the first is good or not, since a branch that is guessed wrong costs more.
///
/// A place is a position's low 15 bits. Whatever stands in the tables, it is between 1 and 32768
/// bytes back, and the bytes there decide; so nothing has to be removed, or moved when the window
/// is. Only the first byte of all has nothing before it.
final class Matches {
    static final int WINDOW = 32 * 1024;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

    /** Tables of 16 and 32 KiB: larger ones find little more, and stay in no near cache. */
    private static final int THREES_BITS = 13;

    private static final int SIXES_BITS = 14;

    private static final int PLACE_BITS = 15;
    private static final int PLACE_MASK = WINDOW - 1;

    private final short[] threes = new short[1 << THREES_BITS];
    private final short[] sixes = new short[1 << SIXES_BITS];
    private boolean begun;

    /**
     * Goes on until the end or until there is no room for more tokens.
     *
     * @param window with 32 KiB before {@code from}, and 8 bytes of any kind after {@code end}
     * @return the position that it has come to
     */
    int find(byte[] window, int from, int end, Tokens into) {
        int position = from;
        if (!begun && from < end) {
            begun = true;
            into.literal(window[position++]);
        }
        while (position < end && into.count < Tokens.MOST) {
            int stop = Math.min(end, position + Tokens.MOST - into.count);
            position = find(window, position, stop, end, into);
        }
        return position;
    }

    /** Goes on until {@code stop}, or a little beyond. */
    private int find(byte[] window, int from, int stop, int end, Tokens into) {
        short[] threes = this.threes;
        short[] sixes = this.sixes;
        int[] tokens = into.tokens;
        int[] symbols = into.symbols;
        int[] distances = into.distances;
        int count = into.count;
        int position = from;
        while (position < stop) {
            long bytes = (long) LONG.get(window, position);
            int three = hashOf3(bytes);
            int six = hashOf6(bytes);
            int found = better(window, bytes, position, threes[three], sixes[six]);
            threes[three] = (short) position;
            sixes[six] = (short) position;
            int length = Math.min(found >>> PLACE_BITS, end - position);
            if (length < DeflateTables.SHORTEST) {
                int literal = (int) bytes & 0xff;
                tokens[count++] = literal | Tokens.LITERAL;
                symbols[literal]++;
                position++;
                continue;
            }
            threes[hashOf3(bytes >>> 8)] = (short) (position + 1);
            sixes[hashOf6(bytes >>> 8)] = (short) (position + 1);
            int back = WINDOW - (found & PLACE_MASK);
            if (length == Long.BYTES) {
                length = extended(window, position - back, position, end);
            }
            int token = Tokens.match(length, back);
            tokens[count++] = token;
            symbols[token & Tokens.SYMBOL_MASK]++;
            distances[token >>> Tokens.DISTANCE_SHIFT & Tokens.DISTANCE_MASK]++;
            position += length;
        }
        into.count = count;
        return position;
    }

    private static int hashOf3(long bytes) {
        return ((int) bytes << 8) * 0x9e3779b1 >>> Integer.SIZE - THREES_BITS;
    }

    private static int hashOf6(long bytes) {
        return (int) ((bytes << 16) * 0x9e3779b97f4a7c15L >>> Long.SIZE - SIXES_BITS);
    }

    private static int better(byte[] window, long bytes, int position, int a, int b) {
        return Math.max(match(window, bytes, position, a), match(window, bytes, position, b));
    }

    /**
     * How many of the eight bytes stand at a place, and below that where it is: the more the
     * better, then the nearer.
     */
    private static int match(byte[] window, long bytes, int position, int place) {
        int ahead = place - position & PLACE_MASK;
        long difference = bytes ^ (long) LONG.get(window, position - WINDOW + ahead);
        return Long.numberOfTrailingZeros(difference) >>> 3 << PLACE_BITS | ahead;
    }

    /** The length of a match of eight bytes or more. */
    private static int extended(byte[] window, int before, int position, int end) {
        int most = Math.min(DeflateTables.LONGEST, end - position);
        int length = Long.BYTES;
        while (length < most) {
            long difference =
                    (long) LONG.get(window, before + length)
                            ^ (long) LONG.get(window, position + length);
            if (difference != 0) {
                length += Long.numberOfTrailingZeros(difference) >>> 3;
                break;
            }
            length += Long.BYTES;
        }
        return Math.min(length, most);
    }
}
