package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

/// An engine in Java, made for many small flushes of screens: twice as fast as zlib at its level 1,
/// which the JDK has, and as short. It has one level.
///
/// ```
/// window     32 KiB that were compressed, then up to 64 KiB that are being; when it is full the
///            last 32 KiB go to its front
/// ```
final class JavaDeflation implements Deflation {
    private static final int SIZE = Matches.WINDOW + 64 * 1024;

    /** Matches are sought eight bytes at a time. */
    private final byte[] window = new byte[SIZE + Long.BYTES];

    private final Matches matches = new Matches();
    private final Tokens tokens = new Tokens();
    private final Blocks blocks = new Blocks();

    /** Where the bytes end that came. */
    private int end = Matches.WINDOW;

    /** Where those begin that are in no block yet. */
    private int start = Matches.WINDOW;

    @Override
    public void deflate(byte[] bytes, int offset, int length, WireWriter out) {
        for (int done = 0, n; done < length; done += n) {
            if (end == SIZE) {
                block(end, out);
                slide();
            }
            n = Math.min(length - done, SIZE - end);
            System.arraycopy(bytes, offset + done, window, end, n);
            int position = end;
            end += n;
            while ((position = matches.find(window, position, end, tokens)) < end) {
                block(position, out);
            }
        }
    }

    /** Forgets as many bytes as do not change where a position's low 15 bits are. */
    private void slide() {
        System.arraycopy(window, SIZE - Matches.WINDOW, window, 0, Matches.WINDOW);
        end = Matches.WINDOW;
        start = end;
    }

    private void block(int to, WireWriter out) {
        blocks.write(tokens, window, start, to, out);
        start = to;
        tokens.clear();
    }

    @Override
    public void flush(WireWriter out) {
        if (tokens.count > 0) {
            block(end, out);
        }
        blocks.flush(out);
    }

    @Override
    public void close() {
        // It holds nothing but arrays.
    }
}
