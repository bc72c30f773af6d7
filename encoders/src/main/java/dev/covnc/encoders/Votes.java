package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Arrays;

/**
 * Which ways content moved: every anchor of the next picture that is found in the old one votes for
 * the way between the two places.
 */
final class Votes {
    /** Content that is there more often votes for nothing. */
    private static final int MOST_ALIKE = 4;

    /** Fewer are chance. */
    private static final int LEAST_VOTES = 4;

    /** So many must lie where something is copied to. */
    private static final int LEAST_SUPPORT = 2;

    /** Of the tables, which are never more than half full. */
    private static final int BITS = 13;

    private static final int SLOTS = 1 << BITS;

    // The old picture's anchors by key: a slot's anchors are a chain from the first.
    private final int[] slotKeys = new int[SLOTS];
    private final int[] slotCounts = new int[SLOTS];
    private final int[] slotFirst = new int[SLOTS];
    private final int[] chain;

    // The votes: each an anchor of the next picture and a way.
    private final int[] voters;
    private final int[] ways;
    private int votes;

    private final int[] ballotWays = new int[SLOTS];
    private final int[] ballotCounts = new int[SLOTS];

    /**
     * @param mostOld how many anchors an old picture can have, up to 4096
     * @param mostNext how many a next one can have, up to 1024
     */
    Votes(int mostOld, int mostNext) {
        chain = new int[mostOld];
        voters = new int[mostNext * MOST_ALIKE];
        ways = new int[mostNext * MOST_ALIKE];
    }

    /** Lets the anchors vote. */
    void take(Anchors old, Anchors next) {
        Arrays.fill(slotCounts, 0);
        for (int i = 0; i < old.size(); i++) {
            int slot = slotOf(old.key(i));
            chain[i] = slotFirst[slot];
            slotFirst[slot] = i;
            slotKeys[slot] = old.key(i);
            slotCounts[slot]++;
        }
        votes = 0;
        for (int i = 0; i < next.size(); i++) {
            int slot = slotOf(next.key(i));
            int count = slotCounts[slot];
            if (count <= MOST_ALIKE) {
                vote(i, slotFirst[slot], count, old, next);
            }
        }
    }

    private void vote(int voter, int first, int count, Anchors old, Anchors next) {
        for (int i = first, n = count; n > 0; i = chain[i], n--) {
            int way = way(next.x(voter) - old.x(i), next.y(voter) - old.y(i));
            if (way != 0) {
                voters[votes] = voter;
                ways[votes++] = way;
            }
        }
    }

    /** Where the key is, or the free slot where it belongs. */
    private int slotOf(int key) {
        int slot = key * 0x9e3779b1 >>> Integer.SIZE - BITS;
        while (slotCounts[slot] > 0 && slotKeys[slot] != key) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    /** The way with the most votes, 0 if none has enough; of equals the first. */
    int elected() {
        Arrays.fill(ballotCounts, 0);
        int best = 0;
        int most = 0;
        for (int i = 0; i < votes; i++) {
            int ballot = ways[i] * 0x9e3779b1 >>> Integer.SIZE - BITS;
            while (ballotCounts[ballot] > 0 && ballotWays[ballot] != ways[i]) {
                ballot = ballot + 1 & SLOTS - 1;
            }
            ballotWays[ballot] = ways[i];
            int count = ++ballotCounts[ballot];
            if (count > most) {
                most = count;
                best = ways[i];
            }
        }
        return most < LEAST_VOTES ? 0 : best;
    }

    /** Whether at least two that voted for this way are there. */
    boolean support(int way, Anchors next, Rectangle area) {
        int count = 0;
        for (int i = 0; i < votes && count < LEAST_SUPPORT; i++) {
            int x = next.x(voters[i]);
            int y = next.y(voters[i]);
            if (ways[i] == way
                    && x < area.right()
                    && x + Anchors.SPAN > area.x()
                    && y >= area.y()
                    && y < area.bottom()) {
                count++;
            }
        }
        return count == LEAST_SUPPORT;
    }

    /** Strikes out the votes for a way that was tried, and those of anchors that are right now. */
    void strike(int way, Anchors next, Field field) {
        int kept = 0;
        for (int i = 0; i < votes; i++) {
            int voter = voters[i];
            if (ways[i] != way && field.wrongAt(next.x(voter), next.y(voter)) > 0) {
                voters[kept] = voter;
                ways[kept++] = ways[i];
            }
        }
        votes = kept;
    }

    /** A way in one number: across in the upper half, down in the lower. */
    static int way(int dx, int dy) {
        return dx << 16 | dy & 0xffff;
    }

    /** How far to the right a way goes. */
    static int dx(int way) {
        return way >> 16;
    }

    /** How far down a way goes. */
    static int dy(int way) {
        return (short) way;
    }
}
