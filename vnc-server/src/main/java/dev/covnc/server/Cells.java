package dev.covnc.server;

import dev.covnc.encoders.Tile;
import dev.covnc.rfb.Rectangle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is lacking of a row of tiles in finer detail: the exact box in each cell of 16x16, for
 * encodings whose rectangles cost little more than their pixels.
 */
final class Cells {
    /** The width and height of a cell that no edge cuts, in pixels. */
    private static final int SIDE = 16;

    private static final int ROWS = Tile.SIZE / SIDE;

    /** Where they are in a tile, row by row. */
    private static final Rectangle[] CELLS =
            IntStream.range(0, ROWS * ROWS)
                    .mapToObj(i -> new Rectangle(i % ROWS * SIDE, i / ROWS * SIDE, SIDE, SIDE))
                    .toArray(Rectangle[]::new);

    private final Plan plan;
    private final List<List<Rectangle>> rows = new ArrayList<>();

    Cells(Plan plan) {
        this.plan = plan;
        for (int i = 0; i < ROWS; i++) {
            rows.add(new ArrayList<>());
        }
    }

    /** Whether to look so closely is worth it: fewer pixels than a cell's may be wasted. */
    static boolean areWorthIt(int wastable) {
        return wastable < SIDE * SIDE;
    }

    /**
     * The next tile of the row.
     *
     * @param place where it is
     * @param lacking what the viewer lacks of it, perhaps nothing
     * @param older the tile that it shows in all of that; null if there is none
     */
    void add(Tile tile, Rectangle place, Rectangle lacking, Tile older) {
        if (lacking.isEmpty()) {
            return;
        }
        boolean comparable =
                older != null && older.width() == tile.width() && older.height() == tile.height();
        var part = moved(lacking, -place.x(), -place.y());
        for (int row = part.y() / SIDE; row * SIDE < part.bottom(); row++) {
            for (int column = part.x() / SIDE; column * SIDE < part.right(); column++) {
                var whole = CELLS[row * ROWS + column];
                var cell = part.contains(whole) ? whole : whole.intersect(part);
                add(
                        row,
                        comparable
                                ? tile.changedSince(older, cell, place.x(), place.y())
                                : moved(cell, place.x(), place.y()));
            }
        }
    }

    /**
     * The next tile of the row.
     *
     * @param place where it is
     * @param boxes what the viewer lacks of it, each in a cell of its own, row by row
     */
    void add(Rectangle place, List<Rectangle> boxes) {
        for (var box : boxes) {
            add((box.y() - place.y()) / SIDE, box);
        }
    }

    private void add(int row, Rectangle box) {
        if (!box.isEmpty()) {
            rows.get(row).add(box);
        }
    }

    private static Rectangle moved(Rectangle area, int dx, int dy) {
        return area.isEmpty()
                ? Rectangle.EMPTY
                : new Rectangle(area.x() + dx, area.y() + dy, area.width(), area.height());
    }

    /** The row has no more tiles. */
    void endRow() {
        for (var row : rows) {
            for (var box : row) {
                plan.add(box, box);
            }
            plan.endRow();
            row.clear();
        }
    }
}
