package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.List;

/// Finds what moved between what a viewer shows and the next frame: areas that scrolled or were
/// dragged, several at once and in any direction, also under windows that stayed.
///
/// ```
/// Field           where the next frame differs from what is shown
/// ContentSearch   anchors (RowHash, Anchors) in both pictures vote for ways (Votes)
/// Moving          for a way: what it gains cell by cell, the best rectangles (Gains),
///                 their edges to the pixel (Edges), then the copies, applied to the
/// Canvas          what the viewer shows, flat, whose exact difference from the frame is left
/// ```
///
/// What is found is a guess until the copies are applied; what is left is exact, so a bad guess
/// costs bytes and never a pixel.
///
/// A viewer does not own a search: it holds a picture's worth of scratch memory, 4 bytes a pixel,
/// so have one for each worker. It is quickest for viewers that show what it has seen last. Not
/// thread-safe.
public final class MotionSearch {
    /** Of larger pictures, in pixels, nothing is searched: the scratch memory would be too much. */
    static final int LARGEST = 16 * 1024 * 1024;

    /** Where fewer pixels differ nothing is searched: they are sent sooner. */
    public static final int LEAST_PIXELS = Moving.LEAST_WRONG;

    /** So many pixels are searched at once: a larger picture is cut into stripes. */
    private static final int STRIPE = 2 * 1024 * 1024;

    /** So many stripes are searched if the one before has gained something. */
    private static final int MOST_STRIPES = 2;

    /** A place where fewer pixels differ says nothing about whether it is worth a search. */
    private static final int TELLING = Tile.SIZE * Tile.SIZE / 2;

    private final Canvas canvas = new Canvas();
    private final Comparison comparison = new Comparison(canvas);
    private final Field field = new Field(comparison);
    private final Moving moving = new Moving(canvas, comparison, field);
    private final ContentSearch content = new ContentSearch(canvas, field, moving);

    private Showing viewer;
    private Frame next;
    private MotionHistory history;

    /** Holds next to no memory before the first search. */
    public MotionSearch() {}

    /**
     * What moved. The viewer shows the next frame, as far as the clip goes, once it has made the
     * copies and been sent what is {@linkplain Moves#left left} and what differs elsewhere.
     *
     * @param viewer what is shown now, in the size of the next frame
     * @param history that viewer's; remembers this search
     * @param clip nothing outside of it is copied to
     * @param hints what the painter says it copied since the viewer was up to date, in this order;
     *     looked at first, and believed as far as it is so
     * @param most the greatest number of copies; 0 or more
     */
    public Moves search(
            Showing viewer,
            MotionHistory history,
            Frame next,
            Rectangle clip,
            List<Copy> hints,
            int most) {
        var area = clip.intersect(next.area());
        if (next.area().area() > LARGEST || area.isEmpty() || most == 0) {
            return Moves.NONE;
        }
        this.viewer = viewer;
        this.next = next;
        this.history = history;
        try {
            return search(area, hints, most);
        } finally {
            release();
        }
    }

    /** So that an idle search keeps no frame alive. */
    private void release() {
        viewer = null;
        next = null;
        history = null;
        canvas.release();
        comparison.release();
        field.release();
        content.release();
    }

    private Moves search(Rectangle clip, List<Copy> hints, int most) {
        history.begin(next);
        canvas.show(viewer, next);
        moving.begin(clip, most);
        var searched = new boolean[next.rows()];
        for (int i = 0; i < MOST_STRIPES; i++) {
            var stripe = nextStripe(clip, searched);
            int copies = moving.copies().size();
            searchStripe(stripe, hints);
            if (moving.copies().size() == copies) {
                break;
            }
            history.way(moving.bestWay());
        }
        return moving.copies().isEmpty()
                ? Moves.NONE
                : new Moves(moving.copies(), next.columns(), canvas.left(clip));
    }

    /** The tile rows within the clip where most places differ, of those that are not searched. */
    private Rectangle nextStripe(Rectangle clip, boolean[] searched) {
        int rows = Math.max(1, STRIPE / Tile.SIZE / clip.width());
        int most = 0;
        var best = Rectangle.EMPTY;
        for (int row = clip.y() / Tile.SIZE; row * Tile.SIZE < clip.bottom(); row += rows) {
            int y = row * Tile.SIZE;
            var stripe = new Rectangle(clip.x(), y, clip.width(), rows * Tile.SIZE);
            int differing = searched[row] ? 0 : differing(stripe.intersect(clip));
            if (differing > most) {
                most = differing;
                best = stripe.intersect(clip);
            }
        }
        searched[best.y() / Tile.SIZE] = true;
        return best;
    }

    private int differing(Rectangle stripe) {
        int differing = 0;
        for (int row = stripe.y() / Tile.SIZE; row * Tile.SIZE < stripe.bottom(); row++) {
            for (int column = stripe.x() / Tile.SIZE; isWithin(column, stripe); column++) {
                differing += viewer.tile(column, row) == next.tile(column, row) ? 0 : 1;
            }
        }
        return differing;
    }

    private static boolean isWithin(int column, Rectangle area) {
        return column * Tile.SIZE < area.right();
    }

    private void searchStripe(Rectangle stripe, List<Copy> hints) {
        comparison.begin(next);
        field.begin(next);
        look(stripe);
        moving.beginField();
        if (moving.isDone()) {
            return;
        }
        for (int i = 0; i < hints.size(); ) {
            i = follow(hints, i);
        }
        if (history.way() != 0 && !moving.isDone()) {
            moving.moveLikeLast(history.way());
        }
        if (!moving.isDone()) {
            content.search(next);
        }
        for (int i = 0; i < field.places(); i++) {
            int place = field.place(i);
            if (field.expected(place) >= TELLING) {
                history.found(place, canvas.isTouched(place));
            }
        }
    }

    /** Finds where what is shown is known, and where the next frame differs from that. */
    private void look(Rectangle stripe) {
        for (int row = stripe.y() / Tile.SIZE; row * Tile.SIZE < stripe.bottom(); row++) {
            for (int column = stripe.x() / Tile.SIZE; isWithin(column, stripe); column++) {
                var old = viewer.tile(column, row);
                if (old != null) {
                    look(column, row, old, stripe);
                }
            }
        }
    }

    private void look(int column, int row, Tile old, Rectangle stripe) {
        int place = row * next.columns() + column;
        var tile = next.tile(column, row);
        if (tile != old && !history.hopes(place)) {
            return;
        }
        var area = next.tileArea(column, row);
        comparison.include(place, viewer.known(column, row).intersect(area).intersect(stripe));
        if (tile != old) {
            long mostWrong = tile.follows(old) ? tile.changed().area() : area.area();
            field.expect(place, (int) mostWrong);
        }
    }

    /**
     * Moves what was copied one over the other, first as if at once, which is what is left of it if
     * the viewer has missed what was between, then one by one.
     *
     * @return the first hint that was copied elsewhere
     */
    private int follow(List<Copy> hints, int first) {
        var area = hints.get(first).to();
        int dx = hints.get(first).dx();
        int dy = hints.get(first).dy();
        int end = first + 1;
        for (; end < hints.size() && overlap(area, hints.get(end).to()); end++) {
            area = area.union(hints.get(end).to());
            dx += hints.get(end).dx();
            dy += hints.get(end).dy();
        }
        int copies = moving.copies().size();
        follow(area, dx, dy);
        for (int i = first; end > first + 1 && i < end; i++) {
            if (moving.copies().size() == copies) {
                follow(hints.get(i).to(), hints.get(i).dx(), hints.get(i).dy());
            }
        }
        return end;
    }

    private void follow(Rectangle area, int dx, int dy) {
        boolean isPossible = Math.abs(dx) < next.width() && Math.abs(dy) < next.height();
        if (isPossible && (dx | dy) != 0 && !moving.isDone()) {
            moving.move(Votes.way(dx, dy), area);
        }
    }

    private static boolean overlap(Rectangle a, Rectangle b) {
        return !a.intersect(b).isEmpty();
    }
}
