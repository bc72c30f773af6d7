package dev.covnc.encoders;

import dev.covnc.rfb.PixelFormat;

import java.nio.ByteBuffer;

/**
 * A viewer's side of an encoding, written from the specification alone. It shares no code with the
 * encoder.
 */
interface Decoder extends AutoCloseable {

    /** The PIXELs of the next rectangle, as numbers, row by row. */
    int[] decode(ByteBuffer in, int width, int height, PixelFormat format);

    @Override
    default void close() {}

    /** A PIXEL: 1, 2 or 4 bytes in the format's byte order. */
    static int pixel(ByteBuffer in, PixelFormat format) {
        int pixel = 0;
        for (int shift = 0; shift < format.bitsPerPixel(); shift += 8) {
            int next = Byte.toUnsignedInt(in.get());
            pixel = format.bigEndian() ? pixel << 8 | next : pixel | next << shift;
        }
        return pixel;
    }
}
