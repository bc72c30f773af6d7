package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

/** A JPEG engine's hand: the memory and the native state of one call at a time. */
interface JpegCompressor extends AutoCloseable {

    /**
     * As {@link JpegEngine#compress}, which has checked the arguments.
     *
     * @throws EngineFailure when it cannot; nothing was appended, and it can only be closed
     */
    void compress(
            int[] xrgb,
            int offset,
            int stride,
            int width,
            int height,
            JpegQuality quality,
            WireWriter out);

    /** Frees what it has. */
    @Override
    void close();
}
