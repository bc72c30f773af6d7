package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

/// Stored blocks (RFC 1951 section 3.2.4): level 0 of every engine.
///
/// ```
/// block    00 (not the last, stored), u16 length, u16 ~length, the bytes; little-endian
/// ```
final class StoredDeflation implements Deflation {
    private static final int LONGEST = 0xffff;

    @Override
    public void deflate(byte[] bytes, int offset, int length, WireWriter out) {
        for (int done = 0, n; done < length; done += n) {
            n = Math.min(LONGEST, length - done);
            out.u8(0).u8(n).u8(n >> 8).u8(~n).u8(~n >> 8);
            out.bytes(bytes, offset + done, n);
        }
    }

    @Override
    public void flush(WireWriter out) {
        // Every block ends on a byte.
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
