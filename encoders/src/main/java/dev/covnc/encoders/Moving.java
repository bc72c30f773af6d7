package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Copies that are found one after another and applied to a {@link Canvas}: for a way that something
 * may have gone, the rectangles in which that is so.
 */
final class Moving {
    /** Fewer pixels are not worth a copy. */
    private static final int LEAST_GAIN = 512;

    /**
     * Nor is less than this part of all that is wrong: a small copy by chance would tear apart what
     * a better one brings.
     */
    private static final int LEAST_PART = 16;

    /** Fewer wrong pixels are sent sooner than searched. */
    static final int LEAST_WRONG = 1024;

    /** If no more than this part is left, it is enough. */
    private static final int ENOUGH = 16;

    /** If no more than this part is left by the way of last time, no other is looked for. */
    private static final int MOST_BY_LAST = 8;

    /** The rectangles that are looked for with one way. */
    private static final int MOST_RECTANGLES = 6;

    private final Canvas canvas;
    private final Comparison comparison;
    private final Field field;
    private final Gains gains;
    private final Edges edges;
    private final List<Copy> copies = new ArrayList<>();
    private Rectangle clip = Rectangle.EMPTY;
    private int most;

    /** Where something was copied to since it was counted. */
    private final List<Rectangle> uncounted = new ArrayList<>();

    private boolean counted;

    /** The pixels that are wrong; at most so many as long as nobody has counted. */
    private int wrong;

    private int enough;
    private int bestGain;
    private int bestWay;

    Moving(Canvas canvas, Comparison comparison, Field field) {
        this.canvas = canvas;
        this.comparison = comparison;
        this.field = field;
        gains = new Gains(comparison, field);
        edges = new Edges(comparison);
    }

    /** Begins anew, with at most so many copies to within the clip. */
    void begin(Rectangle clip, int most) {
        this.clip = clip;
        this.most = most;
        copies.clear();
        bestGain = 0;
        bestWay = 0;
    }

    /** Goes on in what is in the field now. */
    void beginField() {
        counted = false;
        uncounted.clear();
        wrong = field.wrong();
        enough = LEAST_WRONG;
    }

    /** Whether there is no room for another copy or too little to gain. */
    boolean isDone() {
        return wrong < enough || copies.size() >= most;
    }

    List<Copy> copies() {
        return copies;
    }

    /** The way that brought most, 0 if none brought anything. */
    int bestWay() {
        return bestWay;
    }

    /** How many pixels are wrong, or may be as long as nothing has been moved. */
    int wrong() {
        return wrong;
    }

    /** Copies what went this way within an area, as somebody says who should know. */
    void move(int way, Rectangle area) {
        count();
        apply(way, rectangles(way, area, LEAST_GAIN, _ -> true));
    }

    /** Copies what went this way, where anchors voted for it. */
    void move(int way, Votes votes, Anchors anchors) {
        count();
        var found =
                rectangles(
                        way, field.wrongArea(), least(), area -> votes.support(way, anchors, area));
        apply(way, found);
    }

    /** Copies what went the way of last time if that is nearly all. */
    void moveLikeLast(int way) {
        if (!field.isLikely(reach(way), Votes.dx(way), Votes.dy(way))) {
            return;
        }
        count();
        int before = wrong;
        var found = rectangles(way, field.wrongArea(), least(), _ -> true);
        if (before - found.stream().mapToInt(Found::gain).sum() <= before / MOST_BY_LAST) {
            apply(way, found);
        }
    }

    /** Counts what has to be counted before a way can be weighed. */
    void count() {
        if (!counted) {
            field.countExpected();
            wrong = field.wrong();
            enough = Math.max(LEAST_WRONG, wrong / ENOUGH);
            counted = true;
        }
        uncounted.forEach(field::recount);
        uncounted.clear();
    }

    /** Where that which goes this way can arrive, within the clip. */
    private Rectangle reach(int way) {
        int dx = Votes.dx(way);
        int dy = Votes.dy(way);
        int width = canvas.width() - Math.abs(dx);
        int height = canvas.height() - Math.abs(dy);
        return width <= 0 || height <= 0
                ? Rectangle.EMPTY
                : new Rectangle(Math.max(0, dx), Math.max(0, dy), width, height).intersect(clip);
    }

    private int least() {
        return Math.max(LEAST_GAIN, wrong / LEAST_PART);
    }

    private record Found(Rectangle rough, int gain) {}

    /** Finds the rectangles of cells in which the way brings something. */
    private List<Found> rectangles(
            int way, Rectangle within, int least, Predicate<Rectangle> isSupported) {
        var found = new ArrayList<Found>();
        var area = within.intersect(reach(way));
        if (area.isEmpty()) {
            return found;
        }
        gains.weigh(area, Votes.dx(way), Votes.dy(way));
        for (int i = 0; i < MOST_RECTANGLES; i++) {
            int gain = gains.takeBest();
            if (gain < least) {
                break;
            }
            var rough = gains.best(area);
            if (isSupported.test(rough)) {
                found.add(new Found(rough, gain));
            }
        }
        return found;
    }

    private void apply(int way, List<Found> found) {
        int dx = Votes.dx(way);
        int dy = Votes.dy(way);
        var rectangles = new ArrayList<Rectangle>();
        for (var rectangle : found) {
            rectangles.add(edges.fit(rectangle.rough(), reach(way), dx, dy));
        }
        int gained = 0;
        while (!rectangles.isEmpty() && copies.size() < most) {
            gained += copy(takeHarmless(rectangles, dx, dy), dx, dy);
        }
        wrong -= gained;
        if (gained > bestGain) {
            bestGain = gained;
            bestWay = way;
        }
    }

    /** Copies to an area, unless that brings too little by now; what it brings. */
    private int copy(Rectangle to, int dx, int dy) {
        if (to.isEmpty()) {
            return 0;
        }
        int gain = field.wrongIn(to) - comparison.differing(to, dx, dy);
        if (gain < LEAST_GAIN) {
            return 0;
        }
        var copy = new Copy(to, to.x() - dx, to.y() - dy);
        copies.add(copy);
        canvas.apply(copy);
        uncounted.add(to);
        return gain;
    }

    /**
     * Takes a rectangle that no other one is still to be copied from. There is one as long as they
     * do not overlap, since all go the same way; if their edges were moved into each other, some of
     * what the last one would bring gets lost.
     */
    private static Rectangle takeHarmless(List<Rectangle> rectangles, int dx, int dy) {
        for (int i = 0; i < rectangles.size(); i++) {
            var to = rectangles.get(i);
            boolean harmless = true;
            for (var other : rectangles) {
                harmless &= other == to || !comesFrom(to, other, dx, dy);
            }
            if (harmless) {
                return rectangles.remove(i);
            }
        }
        return rectangles.removeLast();
    }

    private static boolean comesFrom(Rectangle area, Rectangle to, int dx, int dy) {
        return !to.isEmpty()
                && !new Copy(to, to.x() - dx, to.y() - dy).from().intersect(area).isEmpty();
    }
}
