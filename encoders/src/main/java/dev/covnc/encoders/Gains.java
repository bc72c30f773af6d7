package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.Arrays;

/**
 * What a way to move would bring, cell by cell: how many pixels fewer would differ, and the
 * rectangles of cells where that sums up to the most.
 */
final class Gains {
    private static final int CELL = Field.CELL;

    /**
     * A loss counts so many times, so that a window that stays where it is does not get lost in
     * what scrolls behind it.
     */
    private static final int TIMES_LOST = 3;

    private final Comparison comparison;
    private final Field field;
    private int stride;

    /** What differs after the move, then the gains. */
    private int[] cells = {};

    /** For each column the sum over the rows that are looked at. */
    private int[] sums = {};

    /** For each row what can be gained at most from there on. */
    private int[] hopes = {};

    // The cells looked at: from the first to before the end.
    private int firstColumn;
    private int firstRow;
    private int endColumn;
    private int endRow;

    // The best rectangle.
    private int most;
    private int bestLeft;
    private int bestTop;
    private int bestRight;
    private int bestBottom;

    Gains(Comparison comparison, Field field) {
        this.comparison = comparison;
        this.field = field;
    }

    /** What is gained, losses being counted three times, by what differed before and after. */
    static int gain(int before, int after) {
        int gain = before - after;
        return gain < 0 ? gain * TIMES_LOST : gain;
    }

    /** Weighs what copying from so far left and above would bring in this area. */
    void weigh(Rectangle area, int dx, int dy) {
        stride = field.columns();
        if (cells.length < stride * field.rows()) {
            cells = new int[stride * field.rows()];
        }
        if (sums.length < stride) {
            sums = new int[stride];
        }
        if (hopes.length < field.rows() + 1) {
            hopes = new int[field.rows() + 1];
        }
        firstColumn = area.x() / CELL;
        firstRow = area.y() / CELL;
        endColumn = (area.right() + CELL - 1) / CELL;
        endRow = (area.bottom() + CELL - 1) / CELL;
        for (int row = firstRow; row < endRow; row++) {
            Arrays.fill(cells, row * stride + firstColumn, row * stride + endColumn, 0);
        }
        comparison.sample(area, dx, dy, new Tally.Cells(cells, stride));
        for (int row = firstRow; row < endRow; row++) {
            for (int i = row * stride + firstColumn; i < row * stride + endColumn; i++) {
                cells[i] = gain(field.wrong(i), cells[i]);
            }
        }
    }

    /**
     * Finds the rectangle of cells with the greatest gain, and takes it out.
     *
     * @return what it brings, 0 if there is none
     */
    int takeBest() {
        most = 0;
        hope();
        for (int top = firstRow; top < endRow && hopes[top] > most; top++) {
            Arrays.fill(sums, firstColumn, endColumn, 0);
            for (int bottom = top; bottom < endRow; bottom++) {
                addRow(bottom * stride);
                if (hopes[top] - hopes[bottom + 1] > most) {
                    bestSpan(top, bottom + 1);
                }
            }
        }
        for (int row = bestTop; most > 0 && row < bestBottom; row++) {
            Arrays.fill(cells, row * stride + bestLeft, row * stride + bestRight, 0);
        }
        return most;
    }

    /** All that is gained counts, and nothing that is lost. */
    private void hope() {
        hopes[endRow] = 0;
        for (int row = endRow - 1; row >= firstRow; row--) {
            int hope = 0;
            for (int i = row * stride + firstColumn; i < row * stride + endColumn; i++) {
                hope += Math.max(0, cells[i]);
            }
            hopes[row] = hopes[row + 1] + hope;
        }
    }

    private void addRow(int row) {
        for (int column = firstColumn; column < endColumn; column++) {
            sums[column] += cells[row + column];
        }
    }

    /** The span of columns with the greatest sum (Kadane's algorithm). */
    private void bestSpan(int top, int bottom) {
        int sum = 0;
        int start = firstColumn;
        for (int column = firstColumn; column < endColumn; column++) {
            if (sum <= 0) {
                sum = 0;
                start = column;
            }
            sum += sums[column];
            if (sum > most) {
                most = sum;
                bestLeft = start;
                bestTop = top;
                bestRight = column + 1;
                bestBottom = bottom;
            }
        }
    }

    /** The rectangle that was {@linkplain #takeBest taken}, in pixels, within this area. */
    Rectangle best(Rectangle area) {
        return new Rectangle(
                        bestLeft * CELL,
                        bestTop * CELL,
                        (bestRight - bestLeft) * CELL,
                        (bestBottom - bestTop) * CELL)
                .intersect(area);
    }
}
