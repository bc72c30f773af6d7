package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

/**
 * What a viewer shows, in places on the tile grid, as far as that is known to the pixel.
 *
 * <p>What was never sent, was sent with loss, or is covered by something that is drawn into the
 * picture on the way is not known.
 */
public interface Showing {

    /** The tile that is shown in this place, all of it or a part; null if nothing is known. */
    Tile tile(int column, int row);

    /**
     * Where in the picture that tile is shown: within the place's area, from the picture's top left
     * corner. Not asked for if there is no tile.
     */
    Rectangle known(int column, int row);

    /** A viewer that shows all of a frame. */
    static Showing all(Frame frame) {
        return new Showing() {
            @Override
            public Tile tile(int column, int row) {
                return frame.tile(column, row);
            }

            @Override
            public Rectangle known(int column, int row) {
                return frame.tileArea(column, row);
            }
        };
    }
}
