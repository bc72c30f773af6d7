package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

/**
 * How a picture of some size is cut into tiles: 64x64 from the top left, row by row, the last of
 * each row and column as small as what is left.
 */
record Grid(int width, int height) {

    Grid {
        if (width < 1
                || height < 1
                || width > Frame.MAX_SIDE
                || height > Frame.MAX_SIDE
                || (long) width * height > Frame.MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "A frame is 1 to %d pixels wide and high, at most %d in all, not %dx%d"
                            .formatted(Frame.MAX_SIDE, Frame.MAX_PIXELS, width, height));
        }
    }

    int columns() {
        return along(width);
    }

    int rows() {
        return along(height);
    }

    /** Where in an array of all tiles this place is. */
    int index(int column, int row) {
        if (column < 0 || column >= columns() || row < 0 || row >= rows()) {
            throw new IndexOutOfBoundsException(
                    "Column %d, row %d of %dx%d tiles".formatted(column, row, columns(), rows()));
        }
        return row * columns() + column;
    }

    int tileWidth(int column) {
        return Math.min(Tile.SIZE, width - column * Tile.SIZE);
    }

    int tileHeight(int row) {
        return Math.min(Tile.SIZE, height - row * Tile.SIZE);
    }

    /** The pixels that the tile in this place covers. */
    Rectangle tileArea(int column, int row) {
        return new Rectangle(
                column * Tile.SIZE, row * Tile.SIZE, tileWidth(column), tileHeight(row));
    }

    /** Black in every place; one tile serves wherever the size is the same. */
    Tile[] blank(long version) {
        var tiles = new Tile[columns() * rows()];
        var bySize = new Tile[4];
        for (int row = 0, i = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++, i++) {
                int size = (column + 1 == columns() ? 1 : 0) + (row + 1 == rows() ? 2 : 0);
                if (bySize[size] == null) {
                    bySize[size] = Tile.blank(version, tileWidth(column), tileHeight(row));
                }
                tiles[i] = bySize[size];
            }
        }
        return tiles;
    }

    private static int along(int side) {
        return (side + Tile.SIZE - 1) / Tile.SIZE;
    }
}
