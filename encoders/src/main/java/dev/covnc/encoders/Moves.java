package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.List;

/**
 * What moved between what a viewer shows and a frame, and what is left to send once it has copied
 * that. Immutable.
 *
 * <p>In a place on the tile grid that no copy touches, all is as it was. In one that is touched the
 * viewer shows neither the old tile nor the new one until the {@linkplain #left rest} is sent, so
 * that has to go with the copies, in the same update.
 */
public final class Moves {
    /** Nothing moved. */
    public static final Moves NONE = new Moves(List.of(), 0, new Rectangle[0][]);

    private final List<Copy> copies;
    private final int columns;

    /** For each place, row by row, what is left of each cell; null where nothing was copied to. */
    private final Rectangle[][] left;

    Moves(List<Copy> copies, int columns, Rectangle[][] left) {
        this.copies = List.copyOf(copies);
        this.columns = columns;
        this.left = left;
    }

    /** What to copy, in this order, before anything else of the update is drawn. */
    public List<Copy> copies() {
        return copies;
    }

    /** Whether a copy writes into this place. */
    public boolean touches(int column, int row) {
        return !copies.isEmpty() && left[row * columns + column] != null;
    }

    /**
     * The smallest box around every pixel of this place, within the area that was searched for, in
     * which the viewer does not show the frame after the copies: those that differ and those that
     * are not known. From the picture's top left corner; empty if nothing is left.
     *
     * @throws IllegalStateException if no copy {@linkplain #touches touches} the place
     */
    public Rectangle left(int column, int row) {
        return leftInCells(column, row).stream().reduce(Rectangle.EMPTY, Rectangle::union);
    }

    /**
     * The same in finer detail: the smallest box in each cell of 16x16 pixels in which something is
     * left, row by row.
     *
     * @throws IllegalStateException if no copy {@linkplain #touches touches} the place
     */
    public List<Rectangle> leftInCells(int column, int row) {
        if (!touches(column, row)) {
            throw new IllegalStateException(
                    "No copy touches column %d, row %d".formatted(column, row));
        }
        return List.of(left[row * columns + column]);
    }
}
