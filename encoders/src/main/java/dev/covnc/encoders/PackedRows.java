package dev.covnc.encoders;

/// Rows of indices into a palette of 2 to 16 colours, several to a byte (RFC 6143 section 7.7.5).
///
/// ```
/// 1 bit       abcdefgh        a is the leftmost pixel; what a row leaves of its last byte is 0
/// 2 bits      aabbccdd
/// 4 bits      aaaabbbb
/// ```
final class PackedRows {
    private PackedRows() {}

    /** 1, 2 or 4, for 2 to 16 colours. */
    static int bitsPerIndex(int colours) {
        return colours == 2 ? 1 : colours <= 4 ? 2 : 4;
    }

    /** The bytes of a row. */
    static int bytes(int colours, int width) {
        return (width * bitsPerIndex(colours) + 7) / 8;
    }

    /** Writes rows of indices; a 1 above the bits of a byte tells when they are eight. */
    static void pack(byte[] indices, int width, int bits, byte[] out, int at, int end) {
        for (int i = 0; at < end; ) {
            int packed = 1;
            for (int x = 0; x < width; x++) {
                packed = packed << bits | indices[i++];
                if (packed > 255) {
                    out[at++] = (byte) packed;
                    packed = 1;
                }
            }
            if (packed > 1) {
                out[at++] = (byte) (packed << Integer.numberOfLeadingZeros(packed) - 23);
            }
        }
    }
}
