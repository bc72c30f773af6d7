package dev.covnc.encoders;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

/// Tiles of few colours or long runs written shorter, and not compressed (RFC 6143 section 7.7.5).
///
/// ```
/// rectangle    a tile for each 16x16       left to right, then top to bottom,
///                                          smaller at the right and the bottom
/// tile         as a TileWriter draws it
/// ```
public final class TrleEncoder implements Encoder {
    /** The width and height of a tile that no edge cuts. */
    static final int SIZE = 16;

    private final Analyser analyser = new Analyser();
    private final TileWriter tiles = TileWriter.trle();
    private final int[] pixels = new int[SIZE * SIZE];

    @Override
    public int encoding() {
        return Encodings.TRLE;
    }

    @Override
    public boolean encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out) {
        frame.requireSomeOf(area);
        tiles.beginRectangle();
        for (int y = area.y(); y < area.bottom(); y += SIZE) {
            int height = Math.min(SIZE, area.bottom() - y);
            for (int x = area.x(); x < area.right(); x += SIZE) {
                int width = Math.min(SIZE, area.right() - x);
                frame.read(x, y, width, height, pixels, 0, width);
                analyser.look(pixels, width * height);
                tiles.write(pixels, width, height, analyser, packer, out);
            }
        }
        return true;
    }
}
