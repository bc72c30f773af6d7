package dev.covnc.encoders;

import java.util.Arrays;

/**
 * Finds the colours and runs of a piece of picture.
 *
 * <p>It holds the memory that takes; not thread-safe.
 */
final class Analyser {
    private static final int[] NO_COLOURS = {};
    private static final byte[] NO_RUNS = {};

    /** Twice the largest palette, so that a colour is found at its hash or close after. */
    private static final int SLOTS = 256;

    /** No colour: a colour's top byte is 0. */
    private static final int FREE = -1;

    private final int[] slotColours = new int[SLOTS];
    private final byte[] slotIndices = new byte[SLOTS];

    // What was found last, as in an Analysis.
    private final int[] palette = new int[Analysis.MAX_COLOURS];
    private int colours;
    private int runs;

    /** A run never takes more bytes than it has pixels. */
    private final byte[] indexedRuns = new byte[Tile.SIZE * Tile.SIZE];

    private int indexedLength;

    private final Photographic photographic = new Photographic();

    /** What is in the first {@code count} pixels, 1 to 4096. */
    Analysis analyse(int[] pixels, int count) {
        look(pixels, count);
        return colours == 0
                ? new Analysis(NO_COLOURS, runs, NO_RUNS)
                : new Analysis(
                        Arrays.copyOf(palette, colours),
                        runs,
                        Arrays.copyOf(indexedRuns, indexedLength));
    }

    /** Finds the same without a copy: it is here until another look. */
    void look(int[] pixels, int count) {
        Arrays.fill(slotColours, FREE);
        colours = 0;
        runs = 0;
        indexedLength = 0;
        for (int at = 0, end; at < count; at = end, runs++) {
            int colour = pixels[at];
            for (end = at + 1; end < count && pixels[end] == colour; end++) {}

            int slot = slotOf(colour);
            if (slotColours[slot] == FREE) {
                if (colours == Analysis.MAX_COLOURS) {
                    colours = 0;
                    indexedLength = 0;
                    runs += runs(pixels, at, count);
                    return;
                }
                slotColours[slot] = colour;
                slotIndices[slot] = (byte) colours;
                palette[colours++] = colour;
            }
            indexedLength = append(slotIndices[slot], end - at, indexedLength);
        }
    }

    /** The colours that the last look found; only the first {@link #colours} are meant. */
    int[] palette() {
        return palette;
    }

    /** How many colours the last look found; 0 if there are more than a palette holds. */
    int colours() {
        return colours;
    }

    /** How many runs the last look found. */
    int runs() {
        return runs;
    }

    /** The runs that the last look found; only the first {@link #indexedLength} bytes are meant. */
    byte[] indexedRuns() {
        return indexedRuns;
    }

    /** The bytes of {@link #indexedRuns}; none without colours. */
    int indexedLength() {
        return indexedLength;
    }

    /** Which blocks of a tile are photographic, as {@link Photographic#blocks}. */
    int photographic(int[] pixels, int width, int height) {
        return photographic.blocks(pixels, width, height);
    }

    /** The slot where the colour is, or the free one where it belongs. */
    private int slotOf(int colour) {
        int slot = colour * 0x9e3779b1 >>> 24;
        while (slotColours[slot] != colour && slotColours[slot] != FREE) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    private int append(byte index, int length, int size) {
        if (length == 1) {
            indexedRuns[size] = index;
            return size + 1;
        }
        indexedRuns[size++] = (byte) (index | 0x80);
        return Analysis.length(length, indexedRuns, size);
    }

    private static int runs(int[] pixels, int from, int to) {
        int runs = 1;
        for (int i = from + 1; i < to; i++) {
            runs += pixels[i] == pixels[i - 1] ? 0 : 1;
        }
        return runs;
    }
}
