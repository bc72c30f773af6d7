package dev.covnc.encoders;

import java.util.Arrays;

/**
 * Finds the colour that most of the pixels have.
 *
 * <p>It holds the memory that takes; not thread-safe.
 */
final class Background {
    /** No colour: a colour's top byte is 0. */
    private static final int FREE = -1;

    private final int[] slotColours;
    private final int[] slotCounts;
    private int colours;

    /**
     * @param pixels the most to look at, a power of two
     */
    Background(int pixels) {
        slotColours = new int[pixels * 2];
        slotCounts = new int[pixels * 2];
    }

    /** The colour that occurs most often among the first {@code count} pixels, 1 or more. */
    int of(int[] pixels, int count) {
        Arrays.fill(slotColours, FREE);
        colours = 0;
        int shift = Integer.numberOfLeadingZeros(slotColours.length) + 1;
        int most = 0;
        int background = 0;
        for (int at = 0, end; at < count; at = end) {
            int colour = pixels[at];
            for (end = at + 1; end < count && pixels[end] == colour; end++) {}

            int slot = colour * 0x9e3779b1 >>> shift;
            while (slotColours[slot] != colour && slotColours[slot] != FREE) {
                slot = slot + 1 & slotColours.length - 1;
            }
            if (slotColours[slot] == FREE) {
                slotColours[slot] = colour;
                slotCounts[slot] = 0;
                colours++;
            }
            slotCounts[slot] += end - at;
            if (slotCounts[slot] > most) {
                most = slotCounts[slot];
                background = colour;
            }
        }
        return background;
    }

    /** How many colours there were. */
    int colours() {
        return colours;
    }
}
