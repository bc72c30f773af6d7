package dev.covnc.encoders;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Rows of indices into a palette of 2 to 16 colours, several to a byte (RFC 6143 section 7.7.5).
///
/// ```
/// 1 bit       abcdefgh        a is the leftmost pixel; what a row leaves of its last byte is 0
/// 2 bits      aabbccdd
/// 4 bits      aaaabbbb
/// ```
final class PackedRows {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, BIG_ENDIAN);

    /** A 1 in each index of so many bits. */
    private static final long[] EACH = {0, -1, 0x5555_5555_5555_5555L, 0, 0x1111_1111_1111_1111L};

    private PackedRows() {}

    /** 1, 2 or 4, for 2 to 16 colours. */
    static int bitsPerIndex(int colours) {
        return colours == 2 ? 1 : colours <= 4 ? 2 : 4;
    }

    /** The bytes of a row. */
    static int bytes(int colours, int width) {
        return (width * bitsPerIndex(colours) + 7) / 8;
    }

    /**
     * Writes rows from runs of indices as an {@link Analysis} has them: up to 64 bits of a run at
     * once, where it takes a pixel at a time to look at the indices.
     *
     * @return the position after the last
     */
    static int packRuns(byte[] runs, int length, int width, int bits, byte[] out, int start) {
        long each = EACH[bits];
        int row = width * bits;
        int done = 0;
        int at = start;
        long word = 0;
        for (int i = 0; i < length; ) {
            byte first = runs[i++];
            int left = bits;
            for (int more = first < 0 ? 255 : 0; more == 255; left += more * bits) {
                more = runs[i++] & 0xff;
            }
            long run = (first & 0x7f) * each;
            while (left > 0) {
                int within = done & 63;
                int n = Math.min(left, Math.min(64 - within, row - done));
                word |= (run & -1L << 64 - n) >>> within;
                left -= n;
                done += n;
                if (within + n == 64 || done == row) {
                    at = put(word, within + n, out, at);
                    word = 0;
                    done = done == row ? 0 : done;
                }
            }
        }
        return at;
    }

    /** Writes the bytes that so many bits take, and returns the position after them. */
    private static int put(long word, int bits, byte[] out, int at) {
        if (bits == 64) {
            LONG.set(out, at, word);
            return at + 8;
        }
        int end = at + (bits + 7) / 8;
        long rest = word;
        for (int i = at; i < end; i++, rest <<= 8) {
            out[i] = (byte) (rest >>> 56);
        }
        return end;
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
