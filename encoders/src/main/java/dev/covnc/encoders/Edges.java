package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Arrays;

/**
 * Moves the edges of a rectangle that was found in cells to the pixels where what moved ends: up to
 * a cell inwards or outwards.
 */
final class Edges {
    private static final int REACH = Field.CELL;

    private final Comparison comparison;

    /** What differs now in each row or column around an edge, then what each would gain. */
    private final int[] gains = new int[2 * REACH];

    /** What would differ. */
    private final int[] after = new int[2 * REACH];

    Edges(Comparison comparison) {
        this.comparison = comparison;
    }

    /**
     * The rectangle fitted to what comes from so far left and above, within bounds; perhaps empty.
     */
    Rectangle fit(Rectangle rough, Rectangle bounds, int dx, int dy) {
        int low = Math.max(bounds.y(), rough.y() - REACH);
        int high = Math.min(rough.bottom(), rough.y() + REACH);
        weighRows(rough, low, high, dx, dy);
        int top = low + start(high - low);

        low = Math.max(top, rough.bottom() - REACH);
        high = Math.min(bounds.bottom(), rough.bottom() + REACH);
        weighRows(rough, low, high, dx, dy);
        int bottom = low + end(high - low);

        low = Math.max(bounds.x(), rough.x() - REACH);
        high = Math.min(rough.right(), rough.x() + REACH);
        weighColumns(low, high, top, bottom, dx, dy);
        int left = low + start(high - low);

        low = Math.max(left, rough.right() - REACH);
        high = Math.min(bounds.right(), rough.right() + REACH);
        weighColumns(low, high, top, bottom, dx, dy);
        int right = low + end(high - low);
        return new Rectangle(left, top, right - left, bottom - top);
    }

    private void weighRows(Rectangle rough, int low, int high, int dx, int dy) {
        var rows = new Rectangle(rough.x(), low, rough.width(), high - low);
        clear();
        comparison.count(rows, 0, 0, new Tally.Rows(gains, low));
        comparison.count(rows, dx, dy, new Tally.Rows(after, low));
        weigh();
    }

    private void weighColumns(int low, int high, int top, int bottom, int dx, int dy) {
        var columns = new Rectangle(low, top, high - low, bottom - top);
        clear();
        comparison.sample(columns, 0, 0, new Tally.Columns(gains, low));
        comparison.sample(columns, dx, dy, new Tally.Columns(after, low));
        weigh();
    }

    private void clear() {
        Arrays.fill(gains, 0);
        Arrays.fill(after, 0);
    }

    private void weigh() {
        for (int i = 0; i < gains.length; i++) {
            gains[i] = Gains.gain(gains[i], after[i]);
        }
    }

    /** The first that is to be taken so that most is gained from it to the last. */
    private int start(int count) {
        int best = count;
        int most = 0;
        for (int i = count - 1, sum = 0; i >= 0; i--) {
            sum += gains[i];
            if (sum > most) {
                most = sum;
                best = i;
            }
        }
        return best;
    }

    /** The one after the last that is to be taken so that most is gained from the first to it. */
    private int end(int count) {
        int best = 0;
        int most = 0;
        for (int i = 0, sum = 0; i < count; i++) {
            sum += gains[i];
            if (sum > most) {
                most = sum;
                best = i + 1;
            }
        }
        return best;
    }
}
