package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

import java.util.Arrays;

/// The tables of the last JPEG image that a viewer was sent, so that the next one need not bring
/// the same again: 0.6 kilobytes, of images that often have 2.
///
/// ```
/// image     u16 ffd8, segments, u16 ffda, the scan (ITU-T T.81 section B.2)
/// segment   u16 marker, u16 length, length - 2 bytes
/// ```
final class JpegTables {
    private static final int START = 0xffd8;
    private static final int QUANTIZATION = 0xffdb;
    private static final int HUFFMAN = 0xffc4;
    private static final int SCAN = 0xffda;

    // All segments of a kind, one after another, as they were sent last.
    private final WireWriter quantization = new WireWriter(256);
    private final WireWriter huffman = new WireWriter(512);

    /** Appends the image without the tables that the viewer has. */
    void append(WireWriter image, WireWriter out) {
        byte[] bytes = image.array();
        boolean hasQuantization = remember(QUANTIZATION, bytes, quantization);
        boolean hasHuffman = remember(HUFFMAN, bytes, huffman);
        out.u16(START);
        int at = 2;
        for (int end; marker(bytes, at) != SCAN; at = end) {
            end = end(bytes, at);
            int marker = marker(bytes, at);
            boolean known =
                    marker == QUANTIZATION && hasQuantization || marker == HUFFMAN && hasHuffman;
            if (!known) {
                out.bytes(bytes, at, end - at);
            }
        }
        out.bytes(bytes, at, image.size() - at);
    }

    /** Returns whether these are the tables that were sent last; they are from now on. */
    private static boolean remember(int marker, byte[] bytes, WireWriter last) {
        if (are(marker, bytes, last)) {
            return true;
        }
        last.clear();
        for (int at = 2; marker(bytes, at) != SCAN; at = end(bytes, at)) {
            if (marker(bytes, at) == marker) {
                last.bytes(bytes, at, end(bytes, at) - at);
            }
        }
        return false;
    }

    private static boolean are(int marker, byte[] bytes, WireWriter last) {
        int same = 0;
        for (int at = 2; marker(bytes, at) != SCAN; at = end(bytes, at)) {
            if (marker(bytes, at) == marker) {
                int end = end(bytes, at);
                int until = same + end - at;
                if (until > last.size()
                        || !Arrays.equals(bytes, at, end, last.array(), same, until)) {
                    return false;
                }
                same = until;
            }
        }
        return same == last.size();
    }

    private static int marker(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static int end(byte[] bytes, int at) {
        return at + 2 + marker(bytes, at + 2);
    }
}
