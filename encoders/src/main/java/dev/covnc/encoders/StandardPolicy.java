package dev.covnc.encoders;

import dev.covnc.rfb.Hints;
import dev.covnc.rfb.Rectangle;

import java.util.List;

/// What suits screens: found by counting bytes and time on recorded ones.
///
/// ```
/// an area                 at least 4096 pixels, or it stays whole
///   a solid piece         at least one tile of 64x64, as wide and high as its colour goes
///   a photographic piece  at least 2 blocks of 16x16: a JPEG image has 600 bytes of tables
/// a piece                 of one colour                           solid
///                         of one colour for 32 pixels, up to 256  indexed: the palette is not
///                                                                 compressed, three bytes each
///                         photographic, and losses are allowed    lossy
///                         photographic                            gradient
///                         anything else                           true colour
/// ```
final class StandardPolicy implements Policy {
    private static final int LEAST_CUT = Tile.SIZE * Tile.SIZE;
    private static final int LEAST_PHOTOGRAPHIC = 2 * Contents.BLOCK * Contents.BLOCK;
    private static final int PIXELS_A_COLOUR = 32;

    /** Two colours take a bit a pixel, which pays at once. */
    private static final int FEW_COLOURS = 2;

    @Override
    public void cut(Contents contents, Rectangle area, Hints hints, List<Rectangle> into) {
        if (area.isEmpty()) {
            return;
        }
        if (area.area() < LEAST_CUT) {
            into.add(area);
            return;
        }
        var solid = SolidArea.firstIn(area, contents);
        if (solid.isEmpty()) {
            PhotographicAreas.cut(contents, area, LEAST_PHOTOGRAPHIC, into);
            return;
        }
        int below = area.bottom() - solid.bottom();
        int right = area.right() - solid.right();
        cut(contents, rows(area, area.y(), solid.y() - area.y()), hints, into);
        cut(contents, columns(solid, area.x(), solid.x() - area.x()), hints, into);
        into.add(solid);
        cut(contents, columns(solid, solid.right(), right), hints, into);
        cut(contents, rows(area, solid.bottom(), below), hints, into);
    }

    private static Rectangle rows(Rectangle area, int y, int height) {
        return new Rectangle(area.x(), y, area.width(), height);
    }

    private static Rectangle columns(Rectangle beside, int x, int width) {
        return new Rectangle(x, beside.y(), width, beside.height());
    }

    @Override
    public int mostIndexed(int pixels, Hints hints) {
        return Math.clamp(pixels / PIXELS_A_COLOUR, FEW_COLOURS, IndexedPixels.MAX_COLOURS);
    }

    @Override
    public Form form(int pixels, boolean isPhotographic, Hints hints) {
        if (!isPhotographic) {
            return Form.TRUE_COLOUR;
        }
        return hints.allowsLoss() ? Form.LOSSY : Form.GRADIENT;
    }

    @Override
    public int leastPhotographic() {
        return LEAST_PHOTOGRAPHIC;
    }
}
