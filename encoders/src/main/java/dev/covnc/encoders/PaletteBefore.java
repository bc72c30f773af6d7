package dev.covnc.encoders;

/**
 * The palette of the tile just before, which TRLE may use again (RFC 6143 section 7.7.5).
 *
 * <p>It holds the memory that takes; not thread-safe.
 */
final class PaletteBefore {
    private final int[] palette = new int[Analysis.MAX_COLOURS];
    private int colours;

    /** Where each colour of the tile at hand is in this palette. */
    private final byte[] places = new byte[Analysis.MAX_COLOURS];

    private final byte[] indexedRuns;

    /**
     * @param pixels the most that a tile has
     */
    PaletteBefore(int pixels) {
        indexedRuns = new byte[pixels];
    }

    /** How many colours there are; 0 if there is no palette. */
    int colours() {
        return colours;
    }

    /**
     * The tile at hand is the one before from now on.
     *
     * @param colours 0 if it was written without a palette
     */
    void remember(int[] palette, int colours) {
        this.colours = colours;
        System.arraycopy(palette, 0, this.palette, 0, colours);
    }

    /** Whether all colours of the tile at hand are here: some are, at least. */
    boolean has(int[] sought, int count) {
        if (count == 0 || count > colours) {
            return false;
        }
        for (int i = 0, place; i < count; i++) {
            for (place = 0; place < colours && palette[place] != sought[i]; place++) {}
            if (place == colours) {
                return false;
            }
            places[i] = (byte) place;
        }
        return true;
    }

    /** The runs of the tile at hand with the places here, after {@link #has} has said yes. */
    byte[] reindexed(byte[] runs, int length) {
        for (int i = 0; i < length; i++) {
            byte first = runs[i];
            indexedRuns[i] = (byte) (places[first & 0x7f] | first & 0x80);
            if (first < 0) {
                do {
                    indexedRuns[++i] = runs[i];
                } while (runs[i] == (byte) 255);
            }
        }
        return indexedRuns;
    }
}
