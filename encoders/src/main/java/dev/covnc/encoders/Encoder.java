package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/**
 * One encoding of RFB (RFC 6143 section 7.7) as one viewer receives it: rectangles go in, bytes
 * come out, and what the viewer's decoder remembers between rectangles is remembered here.
 *
 * <p>Rectangles must be sent in the order they were encoded in, each exactly once. Not thread-safe:
 * used by one thread at a time, not always the same.
 */
public interface Encoder extends AutoCloseable {

    /** The encoding's number on the wire (RFC 6143 section 8.4.2). */
    int encoding();

    /**
     * Appends the rectangle's data, without the 12-byte header that says where it is.
     *
     * @param area within the frame and not empty
     * @throws IllegalArgumentException when it is not
     */
    void encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out);

    /**
     * Frees what can be made again: its viewer is not expected to be sent anything soon. The next
     * rectangle costs a little more time and bytes.
     */
    default void rest() {}

    /** Frees native memory, if the encoding has any. More than once is allowed. */
    @Override
    default void close() {}
}
