package dev.covnc.server;

import dev.covnc.rfb.Rectangle;

import java.util.ArrayList;
import java.util.List;

/**
 * The rectangles of one update, put together from what is lacking of each tile.
 *
 * <p>Neighbours in a row of tiles become one rectangle: the whole tiles, whose analysis is known,
 * or the exact box around the changes where that is much smaller. Rows of the same extent then
 * become one, up to a size that is still encoded in one go.
 */
final class Plan {
    /** Pixels in one rectangle: a viewer's buffers are finite, and so is ours. */
    private static final int MAX_AREA = 128 * 1024;

    /** The same for encodings that cut it again, and cut a large one better. */
    private static final int MAX_CUT_AREA = 1024 * 1024;

    /** A box is sent instead of whole tiles when it has at most this share of their pixels. */
    private static final double BOX_SHARE = 0.9;

    /** Of so many rectangles more, each may waste twice as much. */
    private static final int MANY = 4096;

    private final Rectangle area;
    private final int wastable;
    private final int most;
    private final List<Rectangle> done = new ArrayList<>();

    /** Rectangles that end where the next row of tiles begins. */
    private List<Rectangle> above = new ArrayList<>();

    private List<Rectangle> row = new ArrayList<>();
    private final Around tiles = new Around();
    private final Around box = new Around();

    /**
     * @param area no rectangle reaches beyond it
     * @param wastable pixels that may be sent for nothing to save a rectangle
     */
    Plan(Rectangle area, int wastable) {
        this.area = area;
        this.wastable = wastable;
        most = Cells.areWorthIt(wastable) ? MAX_CUT_AREA : MAX_AREA;
    }

    /**
     * The next tile of the row, or cell of a tile.
     *
     * @param place the whole tile; the same as what is lacking to have that and no more
     * @param lacking what the viewer lacks of it, perhaps nothing
     */
    void add(Rectangle place, Rectangle lacking) {
        if (lacking.isEmpty()) {
            endRun();
            return;
        }
        if (!isWorthJoining(box.areaWith(lacking), box.area(), lacking.area())) {
            endRun();
        }
        tiles.add(area.contains(place) ? place : place.intersect(area));
        box.add(lacking);
    }

    /** The row has no more tiles; the next one comes. */
    void endRow() {
        endRun();
        var continued = new ArrayList<Rectangle>();
        for (var rectangle : row) {
            continued.add(joinedWithAbove(rectangle));
        }
        done.addAll(above);
        above = continued;
        row = new ArrayList<>();
    }

    /** All of them, after the last row. */
    List<Rectangle> rectangles() {
        done.addAll(above);
        above = List.of();
        return done;
    }

    private void endRun() {
        if (!box.isEmpty()) {
            boolean isSmall = box.area() <= BOX_SHARE * tiles.area();
            row.add((isSmall ? box : tiles).rectangle());
        }
        tiles.clear();
        box.clear();
    }

    /** What is above comes from the left to the right, and mostly does not reach far. */
    private Rectangle joinedWithAbove(Rectangle rectangle) {
        for (int i = 0; i < above.size() && above.get(i).x() < rectangle.right(); i++) {
            var other = above.get(i);
            long around = other.union(rectangle).area();
            if (isWorthJoining(around, other.area(), rectangle.area())) {
                return above.remove(i).union(rectangle);
            }
        }
        return rectangle;
    }

    private boolean isWorthJoining(long around, long one, long other) {
        long waste = around - one - other;
        return around <= most && waste >> done.size() / MANY <= wastable;
    }

    /** The smallest rectangle around others that come one by one. */
    private static final class Around {
        private int left;
        private int top;
        private int right;
        private int bottom;

        boolean isEmpty() {
            return right == left;
        }

        void clear() {
            right = left;
        }

        void add(Rectangle other) {
            boolean first = isEmpty();
            left = first ? other.x() : Math.min(left, other.x());
            top = first ? other.y() : Math.min(top, other.y());
            right = first ? other.right() : Math.max(right, other.right());
            bottom = first ? other.bottom() : Math.max(bottom, other.bottom());
        }

        long area() {
            return isEmpty() ? 0 : (long) (right - left) * (bottom - top);
        }

        /** Its area after one more. */
        long areaWith(Rectangle other) {
            return isEmpty()
                    ? other.area()
                    : (long) (Math.max(right, other.right()) - Math.min(left, other.x()))
                            * (Math.max(bottom, other.bottom()) - Math.min(top, other.y()));
        }

        Rectangle rectangle() {
            return new Rectangle(left, top, right - left, bottom - top);
        }
    }
}
