package dev.covnc.server;

import dev.covnc.encoders.Frame;
import dev.covnc.encoders.Moves;
import dev.covnc.encoders.Showing;
import dev.covnc.encoders.Tile;
import dev.covnc.rfb.Rectangle;

import java.util.Arrays;
import java.util.List;

/**
 * What one viewer shows: for every place on the tile grid the tile that it was sent, all of it or a
 * part, or none where it was sent nothing or has asked to have it again.
 *
 * <p>The tiles of a new frame that are not these very ones are what the viewer lacks, however many
 * frames it has missed. A tile is noted when it is planned, because what is planned is sent or the
 * connection ends.
 */
final class Shown implements Showing {
    private int width;
    private int height;
    private int columns;
    private Tile[] tiles = {};

    /** Where each tile is shown: mostly all of it, a part where only that was asked for. */
    private Rectangle[] parts = {};

    /** Whether that is all of it: to know that of each, a look at every tile would take longer. */
    private boolean[] whole = {};

    /** The viewer has another size now, and nothing in it that could be relied on. */
    void resize(int width, int height) {
        this.width = width;
        this.height = height;
        columns = (width + Tile.SIZE - 1) / Tile.SIZE;
        tiles = new Tile[columns * ((height + Tile.SIZE - 1) / Tile.SIZE)];
        parts = new Rectangle[tiles.length];
        Arrays.fill(parts, Rectangle.EMPTY);
        whole = new boolean[tiles.length];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    Rectangle area() {
        return new Rectangle(0, 0, width, height);
    }

    /** The viewer wants the area again, whatever it shows there. */
    void forget(Rectangle area) {
        var clipped = area.intersect(area());
        for (int row = firstRow(clipped); row < endRow(clipped); row++) {
            for (int column = firstColumn(clipped); column < endColumn(clipped); column++) {
                tiles[row * columns + column] = null;
                parts[row * columns + column] = Rectangle.EMPTY;
                whole[row * columns + column] = false;
            }
        }
    }

    /**
     * Plans what makes the area look like the frame, which has this viewer's size, and notes it as
     * shown.
     *
     * @param wastable pixels that may be sent for nothing to save a rectangle
     * @param moves what the viewer copies before, found for this frame and an area that is the same
     *     in these rows of tiles
     * @return the rectangles to send, in any order; empty when there is nothing to do
     */
    List<Rectangle> catchUp(Frame frame, Rectangle area, int wastable, Moves moves) {
        var clipped = area.intersect(area());
        var plan = new Plan(clipped, wastable);
        if (Cells.areWorthIt(wastable)) {
            planCells(frame, clipped, moves, new Cells(plan));
        } else {
            planTiles(frame, clipped, moves, plan);
        }
        return plan.rectangles();
    }

    private void planTiles(Frame frame, Rectangle area, Moves moves, Plan plan) {
        for (int row = firstRow(area); row < endRow(area); row++) {
            for (int column = firstColumn(area); column < endColumn(area); column++) {
                if (moves.touches(column, row)) {
                    copied(frame, column, row, area);
                    plan.add(frame.tileArea(column, row), moves.left(column, row));
                } else if (isUpToDate(frame, row * columns + column)) {
                    plan.add(Rectangle.EMPTY, Rectangle.EMPTY);
                } else {
                    plan.add(frame.tileArea(column, row), lacking(frame, column, row, area));
                }
            }
            plan.endRow();
        }
    }

    private void planCells(Frame frame, Rectangle area, Moves moves, Cells cells) {
        for (int row = firstRow(area); row < endRow(area); row++) {
            for (int column = firstColumn(area); column < endColumn(area); column++) {
                int index = row * columns + column;
                if (moves.touches(column, row)) {
                    copied(frame, column, row, area);
                    cells.add(frame.tileArea(column, row), moves.leftInCells(column, row));
                } else if (!isUpToDate(frame, index)) {
                    var known = parts[index];
                    var old = tiles[index];
                    var lacking = lacking(frame, column, row, area);
                    var older = known.contains(lacking) ? old : null;
                    var place = frame.tileArea(column, row);
                    cells.add(frame.tile(column, row), place, lacking, older);
                }
            }
            cells.endRow();
        }
    }

    @Override
    public Tile tile(int column, int row) {
        return tiles[row * columns + column];
    }

    @Override
    public Rectangle known(int column, int row) {
        return parts[row * columns + column];
    }

    /** Whether so many pixels of what is shown of an area may look otherwise in the frame. */
    boolean mayDiffer(Frame frame, Rectangle area, int pixels) {
        var clipped = area.intersect(area());
        long differing = 0;
        for (int row = firstRow(clipped); row < endRow(clipped); row++) {
            for (int column = firstColumn(clipped); column < endColumn(clipped); column++) {
                var old = tile(column, row);
                var tile = frame.tile(column, row);
                if (old != null && old != tile && differing < pixels) {
                    differing += tile.changedSince(old).area();
                }
            }
        }
        return differing >= pixels;
    }

    /** Whether all of a tile is shown as this frame has it. */
    boolean isUpToDate(Frame frame, int index) {
        return whole[index] && tiles[index] == frame.tile(index % columns, index / columns);
    }

    /** What is lacking of one tile inside the area, which is noted as shown. */
    private Rectangle lacking(Frame frame, int column, int row, Rectangle area) {
        int index = row * columns + column;
        var tile = frame.tile(column, row);
        var old = tiles[index];
        var known = parts[index];
        var place = frame.tileArea(column, row);
        var wanted = place.intersect(area);
        var changed = old == null ? place : changed(place, tile.changedSince(old));
        var outdated = changed.intersect(known);
        var sent = known.contains(wanted) ? outdated.intersect(wanted) : wanted;
        if (sent.isEmpty() && !outdated.isEmpty()) {
            return Rectangle.EMPTY; // All that changed lies elsewhere: it still shows the old one.
        }
        note(index, tile, wanted, outdated);
        return sent;
    }

    /** Something is copied to a tile inside the area, and what is left of that is sent. */
    private void copied(Frame frame, int column, int row, Rectangle area) {
        int index = row * columns + column;
        var place = frame.tileArea(column, row);
        var tile = frame.tile(column, row);
        var old = tiles[index];
        var changed = old == null ? place : changed(place, tile.changedSince(old));
        note(index, tile, place.intersect(area), changed.intersect(parts[index]));
    }

    /**
     * Notes that a tile is shown.
     *
     * @param wanted where
     * @param outdated what was shown of the one before and looks otherwise now
     */
    private void note(int index, Tile tile, Rectangle wanted, Rectangle outdated) {
        tiles[index] = tile;
        boolean upToDate = outdated.isEmpty() || wanted.contains(outdated);
        parts[index] = upToDate ? joined(parts[index], wanted) : wanted;
        whole[index] = parts[index].area() == (long) tile.width() * tile.height();
    }

    private static Rectangle changed(Rectangle place, Rectangle box) {
        return box.isEmpty()
                ? Rectangle.EMPTY
                : new Rectangle(
                        place.x() + box.x(), place.y() + box.y(), box.width(), box.height());
    }

    /** Both, if they make a rectangle; otherwise the newer one. */
    private static Rectangle joined(Rectangle known, Rectangle wanted) {
        var around = known.union(wanted);
        long covered = known.area() + wanted.area() - known.intersect(wanted).area();
        return around.area() == covered ? around : wanted;
    }

    private static int firstRow(Rectangle area) {
        return area.y() / Tile.SIZE;
    }

    private static int endRow(Rectangle area) {
        return (area.bottom() + Tile.SIZE - 1) / Tile.SIZE;
    }

    private static int firstColumn(Rectangle area) {
        return area.x() / Tile.SIZE;
    }

    private static int endColumn(Rectangle area) {
        return (area.right() + Tile.SIZE - 1) / Tile.SIZE;
    }
}
