package dev.covnc.encoders;

import java.util.Arrays;

/**
 * Picks positions out of pixels by their content alone, so that the same content gives the same
 * positions wherever it is: those where the hash of the next {@link #SPAN} pixels is below a limit.
 *
 * <p>A run of one colour hashes to 0, and only hashes below 0 are picked. The hash of a window is
 * made of those of its halves, for all windows at once, in loops so plain that the compiler
 * vectorises them; several rows are hashed as one, since short loops would spend their time
 * beginning and ending.
 */
final class RowHash {
    /** How many pixels decide whether a position is picked. */
    static final int SPAN = 33;

    /** So many pixels at once: what fits in the first cache. */
    static final int ROOM = 8192;

    /** So many hashes are represented by the least of them. */
    private static final int FOLDED = 16;

    /** The pixels, then their hashes. */
    private final int[] hashes = new int[ROOM + FOLDED];

    private final int[] least = new int[ROOM / 2 + FOLDED];

    /** How many least ones there are: a sixteenth of the hashes, rounded up. */
    private int groups;

    // Where the search for the next position goes on.
    private int group;
    private int member;

    /** Where the pixels are to be put, at most {@link #ROOM}, row by row without gaps. */
    int[] pixels() {
        return hashes;
    }

    /** Hashes every window of so many pixels, in their place. */
    void hash(int count) {
        differences(hashes, count - 1);
        pairs(hashes, count - 2);
        fours(hashes, count - 4);
        eights(hashes, count - 8);
        sixteens(hashes, count - 16);
        thirtyTwos(hashes, count - 32);
        int windows = Math.max(0, count - SPAN + 1);
        groups = (windows + FOLDED - 1) / FOLDED;
        Arrays.fill(hashes, windows, groups * FOLDED, Integer.MAX_VALUE);
        fold(hashes, least, groups * 8);
        fold(least, least, groups * 4);
        fold(least, least, groups * 2);
        fold(least, least, groups);
        group = 0;
        member = 0;
    }

    private static void differences(int[] h, int n) {
        for (int x = 0; x < n; x++) {
            h[x] = h[x] - h[x + 1];
        }
    }

    private static void pairs(int[] h, int n) {
        for (int x = 0; x < n; x++) {
            h[x] = h[x] * 0x9e3779b1 + h[x + 1];
        }
    }

    private static void fours(int[] h, int n) {
        for (int x = 0; x < n; x++) {
            h[x] = h[x] * 0x85ebca6b + h[x + 2];
        }
    }

    private static void eights(int[] h, int n) {
        for (int x = 0; x < n; x++) {
            h[x] = h[x] * 0xc2b2ae35 + h[x + 4];
        }
    }

    private static void sixteens(int[] h, int n) {
        for (int x = 0; x < n; x++) {
            h[x] = h[x] * 0x27d4eb2f + h[x + 8];
        }
    }

    private static void thirtyTwos(int[] h, int n) {
        for (int x = 0; x < n; x++) {
            h[x] = h[x] * 0x165667b1 + h[x + 16];
        }
    }

    private static void fold(int[] from, int[] to, int half) {
        for (int i = 0; i < half; i++) {
            to[i] = Math.min(from[i], from[i + half]);
        }
    }

    /** The next position, in an order of its own, whose hash is below the limit; -1 at the end. */
    int next(int limit) {
        for (int g = group; g < groups; g++, member = 0) {
            if (least[g] < limit) {
                int found = nextMember(g, limit);
                if (found >= 0) {
                    group = g;
                    return found;
                }
            }
        }
        group = groups;
        return -1;
    }

    private int nextMember(int group, int limit) {
        while (member < FOLDED) {
            int position = group + groups * member++;
            if (hashes[position] < limit) {
                return position;
            }
        }
        return -1;
    }

    /** The hash at this position. */
    int at(int position) {
        return hashes[position];
    }
}
