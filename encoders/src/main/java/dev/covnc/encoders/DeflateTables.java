package dev.covnc.encoders;

/// What RFC 1951 fixes: which symbols stand for lengths and distances, and how many bits follow.
///
/// ```
/// symbols of one code      0 - 255   a literal byte
///                          256       the end of the block
///                          257 - 285 lengths 3 - 258, those of 265 to 284 with 1 to 5 more bits
/// symbols of the other     0 - 29    distances 1 - 32768, those from 4 on with 1 to 13 more bits
/// ```
final class DeflateTables {
    static final int END_OF_BLOCK = 256;
    static final int SYMBOLS = 286;
    static final int DISTANCE_SYMBOLS = 30;
    static final int SHORTEST = 3;
    static final int LONGEST = 258;

    private static final int LENGTH_SYMBOLS = 29;

    /** The symbol of each length from 3 on (section 3.2.5). */
    static final short[] SYMBOL_OF_LENGTH = new short[LONGEST - SHORTEST + 1];

    /** What is left of each length, for the bits that follow its symbol. */
    static final byte[] REST_OF_LENGTH = new byte[LONGEST - SHORTEST + 1];

    /** How many bits follow each symbol. */
    static final byte[] MORE_BITS = new byte[SYMBOLS];

    /** How many bits follow each distance's symbol. */
    static final byte[] MORE_DISTANCE_BITS = new byte[DISTANCE_SYMBOLS];

    /** The order in which the lengths of the code for code lengths go (section 3.2.7). */
    static final byte[] CODE_LENGTH_ORDER = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
    };

    static {
        int length = 0;
        for (int i = 0; i < LENGTH_SYMBOLS - 1; i++) {
            int symbol = END_OF_BLOCK + 1 + i;
            MORE_BITS[symbol] = (byte) (i < 8 ? 0 : i / 4 - 1);
            for (int rest = 0; rest < 1 << MORE_BITS[symbol]; rest++, length++) {
                SYMBOL_OF_LENGTH[length] = (short) symbol;
                REST_OF_LENGTH[length] = (byte) rest;
            }
        }
        SYMBOL_OF_LENGTH[LONGEST - SHORTEST] = SYMBOLS - 1;
        REST_OF_LENGTH[LONGEST - SHORTEST] = 0;
        for (int i = 4; i < DISTANCE_SYMBOLS; i++) {
            MORE_DISTANCE_BITS[i] = (byte) (i / 2 - 1);
        }
    }

    private DeflateTables() {}
}
