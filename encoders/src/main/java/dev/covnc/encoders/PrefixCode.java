package dev.covnc.encoders;

import java.util.Arrays;

/**
 * One Huffman code of a block (RFC 1951 section 3.2.2), no longer than the format allows.
 *
 * <p>It holds the memory that takes; not thread-safe.
 */
final class PrefixCode {
    private static final int SYMBOL_BITS = 9;
    private static final int MOST_BITS = 15;

    /** Deeper than a tree of so many tokens can be. */
    private static final int DEPTHS = 32;

    private final int longest;
    private final int[] lengths;
    private final int[] codes;

    /** The symbols that occur, the rarest first: its count, then its number. */
    private final int[] sorted;

    private final int[] tree;
    private final int[] leaves = new int[DEPTHS];
    private final int[] next = new int[MOST_BITS + 2];

    /**
     * @param longest bits of a code
     */
    PrefixCode(int symbols, int longest) {
        this.longest = longest;
        lengths = new int[symbols];
        codes = new int[symbols];
        sorted = new int[symbols + 1];
        tree = new int[symbols];
    }

    /** A code that is known. */
    static PrefixCode of(int... lengths) {
        var code = new PrefixCode(lengths.length, MOST_BITS);
        System.arraycopy(lengths, 0, code.lengths, 0, lengths.length);
        code.assign();
        return code;
    }

    /** How many bits each symbol has; 0 if it does not occur. */
    int[] lengths() {
        return lengths;
    }

    /** The bits of each symbol that occurs, the first the lowest. */
    int[] codes() {
        return codes;
    }

    /** The symbols up to the last that occurs. */
    int used(int least) {
        int used = lengths.length;
        while (used > least && lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }

    /** The bits of all symbols, each as often as it occurs. */
    int bits(int[] counts) {
        int bits = 0;
        for (int i = 0; i < lengths.length; i++) {
            bits += counts[i] * lengths[i];
        }
        return bits;
    }

    /** Finds the best lengths, or nearly: where some are too long, others are made longer. */
    void fit(int[] counts) {
        int used = 0;
        for (int i = 0; i < lengths.length; i++) {
            sorted[used] = counts[i] << SYMBOL_BITS | i;
            used += counts[i] > 0 ? 1 : 0;
        }
        Arrays.fill(lengths, 0);
        if (used < 2) {
            lengths[used == 0 ? 0 : symbol(0)] = 1;
            return;
        }
        Arrays.sort(sorted, 0, used);
        grow(used);
        countLeaves(used);
        shorten();
        int at = 0;
        for (int length = longest; length > 0; length--) {
            for (int i = leaves[length]; i > 0; i--) {
                lengths[symbol(at++)] = length;
            }
        }
    }

    private int symbol(int at) {
        return sorted[at] & (1 << SYMBOL_BITS) - 1;
    }

    /**
     * Makes the inner nodes of the tree, each of which becomes the place of its parent (Moffat and
     * Katajainen, In-place calculation of minimum-redundancy codes, 1995).
     */
    private void grow(int used) {
        int leaf = 0;
        int root = 0;
        for (int node = 0; node < used - 1; node++) {
            int weight = 0;
            for (int child = 0; child < 2; child++) {
                boolean isInner =
                        leaf == used || root < node && tree[root] < sorted[leaf] >>> SYMBOL_BITS;
                if (isInner) {
                    weight += tree[root];
                    tree[root++] = node;
                } else {
                    weight += sorted[leaf++] >>> SYMBOL_BITS;
                }
            }
            tree[node] = weight;
        }
    }

    /** Counts the leaves at each depth: what the inner nodes there leave free. */
    private void countLeaves(int used) {
        Arrays.fill(leaves, 0);
        tree[used - 2] = 0;
        for (int node = used - 3; node >= 0; node--) {
            tree[node] = tree[tree[node]] + 1;
        }
        int node = used - 2;
        for (int depth = 0, places = 1; places > 0; depth++) {
            int inner = 0;
            for (; node >= 0 && tree[node] == depth; node--) {
                inner++;
            }
            leaves[Math.min(depth, longest)] += places - inner;
            places = 2 * inner;
        }
    }

    /** Makes room for the leaves that were too deep: one above gets a neighbour for each. */
    private void shorten() {
        int taken = 0;
        for (int length = 1; length <= longest; length++) {
            taken += leaves[length] << longest - length;
        }
        for (int i = taken - (1 << longest); i > 0; i--) {
            int length = longest - 1;
            while (leaves[length] == 0) {
                length--;
            }
            leaves[length]--;
            leaves[length + 1] += 2;
            leaves[longest]--;
        }
    }

    /** Numbers the codes of each length, the shorter first. */
    void assign() {
        Arrays.fill(next, 0);
        for (int length : lengths) {
            next[length + 1] += length == 0 ? 0 : 1;
        }
        for (int length = 1; length <= MOST_BITS; length++) {
            next[length] = next[length] + next[length - 1] << 1;
        }
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] > 0) {
                codes[i] = Integer.reverse(next[lengths[i]]++) >>> Integer.SIZE - lengths[i];
            }
        }
    }
}
