package dev.covnc.server;

import dev.covnc.encoders.Copy;
import dev.covnc.encoders.Frame;
import dev.covnc.encoders.MotionSearch;
import dev.covnc.encoders.Moves;
import dev.covnc.encoders.Tile;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Rectangle;

import java.util.ArrayList;
import java.util.List;

/**
 * One update while it is being planned, from the top to the bottom: first what moved, everywhere,
 * then band by band what else the viewer lacks. Used by one thread at a time: the loop, or a worker
 * that the speaker waits for.
 */
final class Planning {
    /** Tiles that are planned on the loop, at a microsecond each; more are a worker's. */
    private static final int FEW_TILES = 512;

    /** Tiles that are planned before the first of them is sent, where that need not be all. */
    private static final int TILES_AT_ONCE = 1024;

    private final Shown shown;
    private final Motion motion;
    private final Frame frame;
    private final Rectangle area;
    private final int wastable;
    private final List<Copy> hints;
    private final List<Rectangle> areas;
    private final boolean searches;
    private final boolean isAnswer;
    private Moves moves = Moves.NONE;
    private int next;
    private boolean isBegun;

    /**
     * @param frame the picture, in the viewer's size
     * @param wastable pixels that may be sent for nothing to save a rectangle
     */
    Planning(Shown shown, Motion motion, Frame frame, News news, int wastable) {
        this.shown = shown;
        this.motion = motion;
        this.frame = frame;
        area = news.area();
        hints = news.copied();
        isAnswer = news.isAnswer();
        this.wastable = wastable;
        var wishes = news.wishes();
        areas = isCounted(news) ? List.of(area) : bands(area);
        searches =
                wishes.understands(Encodings.COPY_RECT)
                        && shown.mayDiffer(frame, area, MotionSearch.LEAST_PIXELS);
    }

    /** An answer may lie in any band, so that all are planned before it can come first. */
    private static boolean isCounted(News news) {
        return news.isAnswer() || !news.wishes().understands(Encodings.LAST_RECT);
    }

    private static List<Rectangle> bands(Rectangle area) {
        int columns = area.width() / Tile.SIZE + 2;
        int height = Math.max(1, TILES_AT_ONCE / columns) * Tile.SIZE;
        var bands = new ArrayList<Rectangle>();
        for (int y = area.y(); y < area.bottom(); y += height - y % height) {
            int bottom = Math.min(y + height - y % height, area.bottom());
            bands.add(new Rectangle(area.x(), y, area.width(), bottom - y));
        }
        return bands;
    }

    /** Whether there are several bands, so that nobody knows yet how many rectangles come. */
    boolean isOpen() {
        return areas.size() > 1;
    }

    Frame frame() {
        return frame;
    }

    /** What comes before the next band, if there is anything in it. */
    Header header() {
        if (!isOpen()) {
            return Header.COUNTED;
        }
        return isBegun ? Header.NONE : Header.OPEN;
    }

    boolean hasNext() {
        return next < areas.size();
    }

    /** Whether the next band takes so short a time that the loop can do it. */
    boolean isQuick() {
        boolean few = areas.get(next).area() / (Tile.SIZE * Tile.SIZE) <= FEW_TILES;
        return few && !(searches && next == 0);
    }

    /** The next band, perhaps with nothing in it. The copies of all are in the first. */
    Band next() {
        boolean first = next == 0;
        if (first && searches) {
            moves = motion.search(shown, frame, area, hints);
        }
        var rectangles = shown.catchUp(frame, areas.get(next++), wastable, moves);
        var band = new Band(first ? moves.copies() : List.of(), rectangles);
        isBegun |= !band.isEmpty();
        return band;
    }

    /** The next band in the parts in which it is to be sent, none if there is nothing in it. */
    List<Band> nextInParts() {
        var band = next();
        if (band.isEmpty()) {
            return List.of();
        }
        return isAnswer ? band.littleFirst() : List.of(band);
    }
}
