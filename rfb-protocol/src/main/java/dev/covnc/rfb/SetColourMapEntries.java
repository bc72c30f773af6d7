package dev.covnc.rfb;

import java.util.Objects;

/**
 * Colours for the pixels of a viewer without true colour (RFC 6143 section 7.6.2).
 *
 * @param firstColour the pixel that means the first of the colours
 * @param colours as 0xRRGGBB, for consecutive pixels up to at most 255, the highest that there is
 *     without true colour; not to be changed
 */
public record SetColourMapEntries(int firstColour, int... colours) implements ServerMessage {

    /**
     * Entries.
     *
     * @throws IndexOutOfBoundsException if there are no such pixels
     */
    public SetColourMapEntries {
        Objects.checkFromIndexSize(firstColour, colours.length, 256);
        colours = colours.clone();
    }

    @Override
    public void write(WireWriter out) {
        out.u8(1).zeros(1).u16(firstColour).u16(colours.length);
        for (int colour : colours) {
            out.u16(wide(colour >> 16)).u16(wide(colour >> 8)).u16(wide(colour));
        }
    }

    /** The low 8 bits as 16: 0xff becomes 0xffff. */
    private static int wide(int intensity) {
        return (intensity & 0xff) * 0x101;
    }
}
