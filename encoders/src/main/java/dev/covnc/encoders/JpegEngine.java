package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

/**
 * Something that turns pixels into JPEG images (ITU-T T.81, JFIF).
 *
 * <p>An image remembers nothing of the one before, so one engine serves all viewers. Safe to share
 * between threads.
 */
interface JpegEngine {

    /** Neither side may be longer (T.81 section B.2.2 has 16 bits for it). */
    int MAX_SIDE = 65535;

    /**
     * Appends the pixels as one baseline JPEG image, from SOI to EOI.
     *
     * @param xrgb 0x00RRGGBB; must not change meanwhile
     * @param offset where the top left pixel is
     * @param stride from a pixel to the one below it, at least the width
     * @param width in pixels, 1 to {@link #MAX_SIDE}
     * @param height in pixels, 1 to {@link #MAX_SIDE}
     * @return false if the engine failed, though its arguments were right: nothing was appended,
     *     and these pixels have to go another way
     * @throws IllegalArgumentException if the sides are beyond that, or the pixels not within the
     *     array
     */
    boolean compress(
            int[] xrgb,
            int offset,
            int stride,
            int width,
            int height,
            JpegQuality quality,
            WireWriter out);
}
