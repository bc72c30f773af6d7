package dev.covnc.encoders;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.covnc.rfb.WireWriter;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Bits that are put together to bytes, the first into the lowest (RFC 1951 section 3.1.1). What
 * does not fill a byte stays here for the next block.
 */
final class BitWriter {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

    private byte[] array;
    private int at;
    private long bits;

    /** How many bits there are: at most 7 between calls. */
    private int size;

    /** Begins to append, up to so many bytes. */
    void begin(WireWriter out, int most) {
        at = out.reserve(most + 2 * Long.BYTES);
        array = out.array();
    }

    /** Counts what was appended since {@link #begin}. */
    void end(WireWriter out) {
        out.advance(at - out.size());
        array = null;
    }

    /** Appends up to 32 bits. */
    void bits(int value, int count) {
        bits |= Integer.toUnsignedLong(value) << size;
        size += count;
        LONG.set(array, at, bits);
        at += size >>> 3;
        bits >>>= size & ~7;
        size &= 7;
    }

    /** Fills up the byte that has been begun. */
    void align() {
        bits(0, -size & 7);
    }

    /** Appends bytes after {@link #align}. */
    void bytes(byte[] bytes, int from, int count) {
        System.arraycopy(bytes, from, array, at, count);
        at += count;
    }

    /**
     * Appends tokens.
     *
     * @param symbols the bits of each symbol of a {@link Tokens}: their number in the lowest five
     * @param distances the same of each distance's symbol, and in the next five bits after how many
     *     of them what follows the symbol goes
     */
    void tokens(Tokens tokens, int[] symbols, int[] distances) {
        byte[] array = this.array;
        int[] all = tokens.tokens;
        int count = tokens.count;
        int at = this.at;
        long bits = this.bits;
        int size = this.size;
        for (int i = 0; i < count; i++) {
            int token = all[i];
            int symbol = symbols[token & Tokens.SYMBOL_MASK];
            int distance = distances[token >>> Tokens.DISTANCE_SHIFT & Tokens.DISTANCE_MASK];
            long more = token >>> Tokens.MORE_SHIFT;
            bits |= (long) (symbol >>> 5) << size;
            size += symbol & 31;
            bits |= (distance >>> 10 | more << (distance >>> 5 & 31)) << size;
            size += distance & 31;
            LONG.set(array, at, bits);
            at += size >>> 3;
            bits >>>= size & ~7;
            size &= 7;
        }
        this.at = at;
        this.bits = bits;
        this.size = size;
    }
}
