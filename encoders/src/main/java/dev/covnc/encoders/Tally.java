package dev.covnc.encoders;

/** Counts of pixels that differ, by where they are. */
sealed interface Tally {

    /** Counts where two rows of row y differ, from column x to before {@code right}. */
    void add(int[] a, int aRow, int[] b, int bRow, int y, int x, int right);

    /**
     * By cell, as if the row were as many as it stands for.
     *
     * @param columns the cells in a row of them
     */
    record Cells(int[] counts, int columns) implements Tally {
        @Override
        public void add(int[] a, int aRow, int[] b, int bRow, int y, int x, int right) {
            int row = y / Field.CELL * columns;
            for (int from = x, end; from < right; from = end) {
                end = Math.min(right, (from & -Field.CELL) + Field.CELL);
                counts[row + from / Field.CELL] +=
                        differing(a, aRow, b, bRow, from, end) * Comparison.SAMPLED;
            }
        }
    }

    /** By row, from this one on. */
    record Rows(int[] counts, int first) implements Tally {
        @Override
        public void add(int[] a, int aRow, int[] b, int bRow, int y, int x, int right) {
            counts[y - first] += differing(a, aRow, b, bRow, x, right);
        }
    }

    /** By column, from this one on, as if the row were as many as it stands for. */
    record Columns(int[] counts, int first) implements Tally {
        @Override
        public void add(int[] a, int aRow, int[] b, int bRow, int y, int x, int right) {
            for (int i = x; i < right; i++) {
                counts[i - first] += a[aRow + i] == b[bRow + i] ? 0 : Comparison.SAMPLED;
            }
        }
    }

    /** All together, as if the row were as many as it stands for. */
    record Total(int[] count) implements Tally {
        @Override
        public void add(int[] a, int aRow, int[] b, int bRow, int y, int x, int right) {
            count[0] += differing(a, aRow, b, bRow, x, right) * Comparison.SAMPLED;
        }
    }

    private static int differing(int[] a, int aRow, int[] b, int bRow, int from, int end) {
        int n = 0;
        for (int i = from; i < end; i++) {
            n += a[aRow + i] == b[bRow + i] ? 0 : 1;
        }
        return n;
    }
}
