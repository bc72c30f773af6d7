package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Arrays;

/**
 * Finds the colours and runs of a piece of picture.
 *
 * <p>It holds the memory that takes; not thread-safe.
 */
final class Analyser {
    private static final int[] NO_COLOURS = {};
    private static final byte[] NO_RUNS = {};
    private static final long[] NO_ENDS = {};

    /** Eight times the largest palette, so that nearly every colour is found at its hash. */
    private static final int SLOTS = 1024;

    /** No colour: a colour's top byte is 0. */
    private static final int FREE = -1;

    private static final int NO_ROOM = -1;

    private final Runs runEnds = new Runs();
    private final int[] slotColours = new int[SLOTS];
    private final byte[] slotIndices = new byte[SLOTS];

    // What was found last, as in an Analysis.
    private final int[] palette = new int[Analysis.MAX_COLOURS];
    private int colours;
    private int runs;

    /** A run never takes more bytes than it has pixels; one more is written and not counted. */
    private final byte[] indexedRuns = new byte[Tile.SIZE * Tile.SIZE + 1];

    private int indexedLength;

    private final Photographic photographic = new Photographic();

    /** The pixels of a part of a block. */
    private final int[] part = new int[Photographic.BLOCK * Photographic.BLOCK];

    /** What is in the first {@code count} pixels, 1 to 4096. */
    Analysis analyse(int[] pixels, int count) {
        look(pixels, count);
        return colours == 0
                ? new Analysis(NO_COLOURS, runs, NO_RUNS, runEnds.ends())
                : new Analysis(
                        Arrays.copyOf(palette, colours),
                        runs,
                        Arrays.copyOf(indexedRuns, indexedLength),
                        NO_ENDS);
    }

    /** Finds the same without a copy: it is here until another look. */
    void look(int[] pixels, int count) {
        Arrays.fill(slotColours, FREE);
        colours = 0;
        runs = 0;
        indexedLength = 0;
        long[] ends = runEnds.ends(pixels, count);
        int size = 0;
        int start = 0;
        for (int i = 0; i < runEnds.words(); i++) {
            for (long left = ends[i]; left != 0; left &= left - 1) {
                int end = i * Long.SIZE + Long.numberOfTrailingZeros(left);
                int colour = pixels[start];
                int slot = colour * 0x9e3779b1 >>> 22;
                if (slotColours[slot] != colour) {
                    slot = otherSlot(colour, slot);
                    if (slot == NO_ROOM) {
                        colours = 0;
                        runs = runEnds.count();
                        return;
                    }
                }
                size = append(slotIndices[slot], end - start, size);
                start = end;
            }
        }
        runs = runEnds.count();
        indexedLength = size;
    }

    /** Where a colour is that is not at its hash; it is put there if it is new. */
    private int otherSlot(int colour, int hash) {
        int slot = hash;
        while (slotColours[slot] != FREE) {
            slot = slot + 1 & SLOTS - 1;
            if (slotColours[slot] == colour) {
                return slot;
            }
        }
        if (colours == Analysis.MAX_COLOURS) {
            return NO_ROOM;
        }
        slotColours[slot] = colour;
        slotIndices[slot] = (byte) colours;
        palette[colours++] = colour;
        return slot;
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

    /** Whether a part of a block is photographic, as of a tile that is no larger. */
    int photographic(Frame frame, Rectangle area) {
        frame.read(area, part, 0, area.width());
        return photographic.look(part, area.width(), area.height());
    }

    /** Which blocks of a tile are photographic, as {@link Photographic#look}. */
    int photographic(int[] pixels, int width, int height) {
        return photographic.look(pixels, width, height);
    }

    /** The second byte is written in any case, and counted if there is one. */
    private int append(byte index, int length, int size) {
        int more = 1 - length >>> 31;
        indexedRuns[size] = (byte) (index | more << 7);
        if (length <= 255) {
            indexedRuns[size + 1] = (byte) (length - 1);
            return size + 1 + more;
        }
        return Analysis.length(length, indexedRuns, size + 1);
    }
}
