package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

/**
 * Blocks of RFC 1951, none of them the last, from one engine at one level. What came since it began
 * is its window. Not thread-safe.
 */
interface Deflation extends AutoCloseable {

    /**
     * Compresses bytes, of which any number may stay within until {@link #flush}.
     *
     * @param length at least 1
     * @throws EngineFailure when a native call has failed: nothing was appended then, and all that
     *     was before ends on a byte
     */
    void deflate(byte[] bytes, int offset, int length, WireWriter out);

    /** Appends all that is still within, up to the end of a byte. */
    void flush(WireWriter out);

    /** Frees what it holds; nothing is called after that. */
    @Override
    void close();
}
