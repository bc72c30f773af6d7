package dev.covnc.encoders;

/**
 * Positions in a picture that were picked by their content, each with a key to what is there.
 *
 * <p>As many as there is room for: if there are more, the limit sinks, which keeps the same ones in
 * every picture.
 */
final class Anchors {
    /** So many pixels are in a key. */
    static final int SPAN = RowHash.SPAN;

    /** Every 32nd position is picked, unless there are too many. */
    private static final int HIGHEST_LIMIT = Integer.MIN_VALUE + (1 << 27);

    private final int most;
    private final int[] keys;
    private final int[] xs;
    private final int[] ys;
    private int limit;
    private int size;

    /** No anchors yet, and never more than this. */
    Anchors(int most) {
        this.most = most;
        keys = new int[most];
        xs = new int[most];
        ys = new int[most];
    }

    /** None again, and the highest limit. */
    void clear() {
        clear(HIGHEST_LIMIT);
    }

    /** None again, and a limit that was found in another picture. */
    void clear(int limit) {
        this.limit = limit;
        size = 0;
    }

    /** Only what hashes below it is picked. */
    int limit() {
        return limit;
    }

    int size() {
        return size;
    }

    int key(int anchor) {
        return keys[anchor];
    }

    /** The column where it begins; it spans {@link #SPAN}. */
    int x(int anchor) {
        return xs[anchor];
    }

    int y(int anchor) {
        return ys[anchor];
    }

    /**
     * Adds those of several rows.
     *
     * @param hash has hashed them
     * @param width of the rows
     * @param left the first column
     * @param rows the rows' numbers
     */
    void add(RowHash hash, int width, int left, int[] rows) {
        for (int at; (at = hash.next(limit)) >= 0; ) {
            int row = at / width;
            int x = at - row * width;
            if (x + SPAN <= width) {
                if (size == most) {
                    lowerLimit();
                }
                add(hash.at(at), left + x, rows[row]);
            }
        }
    }

    private void add(int key, int x, int y) {
        if (key < limit) {
            keys[size] = key;
            xs[size] = x;
            ys[size] = y;
            size++;
        }
    }

    /** Keeps about half of them. */
    private void lowerLimit() {
        while (size == most) {
            limit = Integer.MIN_VALUE + (limit - Integer.MIN_VALUE) / 2;
            keepBelowLimit();
        }
    }

    private void keepBelowLimit() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (keys[i] < limit) {
                keys[kept] = keys[i];
                xs[kept] = xs[i];
                ys[kept] = ys[i];
                kept++;
            }
        }
        size = kept;
    }
}
