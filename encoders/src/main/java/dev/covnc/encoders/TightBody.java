package dev.covnc.encoders;

import dev.covnc.rfb.Hints;
import dev.covnc.rfb.WireWriter;

/** How Tight's pixels go that are neither of one colour nor sent with losses. Not thread-safe. */
interface TightBody extends AutoCloseable {

    /** What the viewer would have from the next rectangle on. */
    void hints(Hints hints);

    /**
     * Appends a rectangle of 2 to 256 colours.
     *
     * @param places the colour of each pixel in the palette
     */
    void indexed(
            int[] palette,
            int colours,
            byte[] places,
            int width,
            int height,
            PixelPacker packer,
            WireWriter out);

    /**
     * Appends a rectangle of any colours.
     *
     * @param xrgb row by row without gaps
     * @param smooth whether neighbours are alike, as in a photograph
     */
    void trueColour(
            int[] xrgb, int width, int height, boolean smooth, PixelPacker packer, WireWriter out);

    /** As {@link Encoder#rest}. */
    void rest();

    /** As {@link Encoder#close}. */
    @Override
    void close();
}
