package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

/**
 * One zlib stream of one viewer (RFC 1950): what its decoder has seen so far is what the next bytes
 * may refer to. Not thread-safe.
 */
interface ZlibStream extends AutoCloseable {

    /** A new stream of the fastest engine there is, which is the JDK's. */
    static ZlibStream open(int level) {
        return new JdkZlibStream(level);
    }

    /**
     * How hard to compress what comes from now on.
     *
     * @param level 0 (not at all) to 9
     */
    void level(int level);

    /** Compresses bytes, of which any number may stay within until {@link #flush}. */
    void deflate(byte[] bytes, int offset, int length, WireWriter out);

    /** Appends all that is still within, so that the viewer can decode every byte so far. */
    void flush(WireWriter out);

    /** Frees native memory. More than once is allowed. */
    @Override
    void close();
}
