package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.ArrayList;
import java.util.List;

/** The tiles in which two frames differ, in few rectangles of whole tiles. */
record Update(Frame frame, List<Rectangle> areas, List<Tile> tiles) {

    static Update between(Frame before, Frame after) {
        var areas = new ArrayList<Rectangle>();
        var tiles = new ArrayList<Tile>();
        for (int row = 0; row < after.rows(); row++) {
            var run = Rectangle.EMPTY;
            for (int column = 0; column < after.columns(); column++) {
                if (after.tile(column, row) != before.tile(column, row)) {
                    run = run.union(after.tileArea(column, row));
                    tiles.add(after.tile(column, row));
                } else {
                    add(run, areas);
                    run = Rectangle.EMPTY;
                }
            }
            add(run, areas);
        }
        return new Update(after, areas, tiles);
    }

    /** Lengthens the rectangle that the run continues, if there is one. */
    private static void add(Rectangle run, List<Rectangle> areas) {
        if (run.isEmpty()) {
            return;
        }
        for (int i = 0; i < areas.size(); i++) {
            var above = areas.get(i);
            if (above.x() == run.x() && above.width() == run.width() && above.bottom() == run.y()) {
                areas.set(i, above.union(run));
                return;
            }
        }
        areas.add(run);
    }

    long pixels() {
        return areas.stream().mapToLong(Rectangle::area).sum();
    }
}
