package dev.covnc.encoders;

import java.util.Arrays;

/**
 * A rectangle's pixels as places in a palette of its own, of up to 256 colours.
 *
 * <p>It holds the memory that takes; not thread-safe.
 */
final class IndexedPixels {

    /** The most colours that a place of a byte tells apart. */
    static final int MAX_COLOURS = 256;

    /** Four times the largest palette, so that a colour is found at its hash or close after. */
    private static final int SLOTS = 1024;

    private static final int SHIFT = 32 - 10;

    /** No colour: a colour's top byte is 0. */
    private static final int FREE = -1;

    private final int[] slotColours = new int[SLOTS];
    private final byte[] slotPlaces = new byte[SLOTS];
    private final int[] palette = new int[MAX_COLOURS];
    private int colours;

    /**
     * Looks for the colours of pixels and writes the place of each.
     *
     * @param most the most colours that are of use, 1 to 256
     * @param places gets a byte for each pixel, or some if there are more colours
     * @return whether there are no more colours
     */
    boolean look(int[] pixels, int count, int most, byte[] places) {
        Arrays.fill(slotColours, FREE);
        colours = 0;
        for (int at = 0, end; at < count; at = end) {
            int colour = pixels[at];
            int slot = slotOf(colour);
            if (slotColours[slot] == FREE) {
                if (colours == most) {
                    return false;
                }
                slotColours[slot] = colour;
                slotPlaces[slot] = (byte) colours;
                palette[colours++] = colour;
            }
            byte place = slotPlaces[slot];
            for (end = at; end < count && pixels[end] == colour; end++) {
                places[end] = place;
            }
        }
        return true;
    }

    /** How many colours the last look found. */
    int colours() {
        return colours;
    }

    /** The colours in the order they appear; only the first {@link #colours} are meant. */
    int[] palette() {
        return palette;
    }

    /** The slot where the colour is, or the free one where it belongs. */
    private int slotOf(int colour) {
        int slot = colour * 0x9e3779b1 >>> SHIFT;
        while (slotColours[slot] != colour && slotColours[slot] != FREE) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }
}
