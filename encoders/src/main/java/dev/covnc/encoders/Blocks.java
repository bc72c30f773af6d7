package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

import java.util.Arrays;

/// Writes blocks, each in the shortest of the three ways there are (RFC 1951 section 3.2.3).
///
/// ```
/// block        0, u2 0, zero bits up to a byte, u16 length, u16 ~length, the bytes     stored
///              0, u2 1, codes                                          codes that are known
///              0, u2 2, code lengths, codes                            codes made for it
/// codes        of each literal, or of each length and its distance; then of 256, the end
/// flush        a stored block of nothing: what was before is whole bytes
/// ```
///
/// The leading 0 says that it is not the last block. All numbers have the lowest bits first.
final class Blocks {
    private static final int STORED = 0;
    private static final int KNOWN = 1;
    private static final int MADE = 2;

    private static final int LONGEST_STORED = 0xffff;

    private static final PrefixCode KNOWN_SYMBOLS = knownSymbols();
    private static final PrefixCode KNOWN_DISTANCES = knownDistances();

    private final BitWriter bits = new BitWriter();
    private final PrefixCode symbols = new PrefixCode(DeflateTables.SYMBOLS, 15);
    private final PrefixCode distances = new PrefixCode(DeflateTables.DISTANCE_SYMBOLS, 15);
    private final CodeLengths lengths = new CodeLengths();

    /** How often each symbol occurs. */
    private final int[] counts = new int[288];

    // Bits and their number, as BitWriter wants them.
    private final int[] symbolBits = new int[Tokens.SYMBOL_MASK + 1];
    private final int[] distanceBits = new int[Tokens.DISTANCE_MASK + 1];

    private static PrefixCode knownSymbols() {
        var lengths = new int[288];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
        }
        return PrefixCode.of(lengths);
    }

    private static PrefixCode knownDistances() {
        var lengths = new int[DeflateTables.DISTANCE_SYMBOLS];
        Arrays.fill(lengths, 5);
        return PrefixCode.of(lengths);
    }

    /**
     * @param from where in the window the bytes begin that the tokens stand for
     */
    void write(Tokens tokens, byte[] window, int from, int to, WireWriter out) {
        int more = count(tokens);
        symbols.fit(counts);
        distances.fit(tokens.distances);
        lengths.fit(symbols, distances);
        int made = lengths.bits() + symbols.bits(counts) + distances.bits(tokens.distances) + more;
        int known = KNOWN_SYMBOLS.bits(counts) + KNOWN_DISTANCES.bits(tokens.distances) + more;
        int stored = (to - from + 5) * Byte.SIZE;
        int least = Math.min(stored, Math.min(known, made));
        bits.begin(out, 16 + least / Byte.SIZE);
        if (least == stored) {
            stored(window, from, to);
        } else if (least == known) {
            bits.bits(KNOWN << 1, 3);
            codes(tokens, KNOWN_SYMBOLS, KNOWN_DISTANCES);
        } else {
            bits.bits(MADE << 1, 3);
            lengths.write(bits);
            symbols.assign();
            distances.assign();
            codes(tokens, symbols, distances);
        }
        bits.end(out);
    }

    /** Counts symbols, and returns how many bits follow them all. */
    private int count(Tokens tokens) {
        System.arraycopy(tokens.symbols, 0, counts, 0, Tokens.LENGTHS);
        Arrays.fill(counts, Tokens.LENGTHS, counts.length, 0);
        counts[DeflateTables.END_OF_BLOCK] = 1;
        int more = 0;
        for (int i = 0; i < DeflateTables.SYMBOL_OF_LENGTH.length; i++) {
            int symbol = DeflateTables.SYMBOL_OF_LENGTH[i];
            int times = tokens.symbols[Tokens.LENGTHS + i];
            counts[symbol] += times;
            more += times * DeflateTables.MORE_BITS[symbol];
        }
        for (int i = 0; i < DeflateTables.DISTANCE_SYMBOLS; i++) {
            more += tokens.distances[i] * DeflateTables.MORE_DISTANCE_BITS[i];
        }
        return more;
    }

    private void stored(byte[] window, int from, int to) {
        for (int at = from, n; at < to; at += n) {
            n = Math.min(to - at, LONGEST_STORED);
            bits.bits(STORED, 3);
            bits.align();
            bits.bits(n | ~n << 16, 32);
            bits.bytes(window, at, n);
        }
    }

    private void codes(Tokens tokens, PrefixCode symbols, PrefixCode distances) {
        int[] lengths = symbols.lengths();
        int[] codes = symbols.codes();
        for (int i = 0; i < Tokens.LENGTHS; i++) {
            symbolBits[i] = codes[i] << 5 | lengths[i];
        }
        for (int i = 0; i < DeflateTables.SYMBOL_OF_LENGTH.length; i++) {
            int symbol = DeflateTables.SYMBOL_OF_LENGTH[i];
            int code = codes[symbol] | DeflateTables.REST_OF_LENGTH[i] << lengths[symbol];
            symbolBits[Tokens.LENGTHS + i] =
                    code << 5 | lengths[symbol] + DeflateTables.MORE_BITS[symbol];
        }
        for (int i = 0; i < DeflateTables.DISTANCE_SYMBOLS; i++) {
            int length = distances.lengths()[i];
            int all = length + DeflateTables.MORE_DISTANCE_BITS[i];
            distanceBits[i] = distances.codes()[i] << 10 | length << 5 | all;
        }
        bits.tokens(tokens, symbolBits, distanceBits);
        int end = DeflateTables.END_OF_BLOCK;
        bits.bits(codes[end], lengths[end]);
    }

    /** Ends on a byte. */
    void flush(WireWriter out) {
        bits.begin(out, 8);
        bits.bits(STORED, 3);
        bits.align();
        bits.bits(0xffff0000, 32);
        bits.end(out);
    }
}
