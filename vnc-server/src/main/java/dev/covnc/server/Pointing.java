package dev.covnc.server;

import dev.covnc.encoders.Cursor;
import dev.covnc.encoders.Frame;

/**
 * Where the pointer of a display is and what it looks like. Safe to use from any thread: what is
 * read belongs together or is told again.
 */
final class Pointing {
    /**
     * Where the pointer is.
     *
     * @param mover the viewer who has moved it there, null for the embedder
     */
    record Place(int x, int y, Viewer mover) {
        Place {
            if ((x | y) >>> 16 != 0) {
                throw new IllegalArgumentException("There is no pixel %d,%d".formatted(x, y));
            }
        }
    }

    private record Drawn(Frame frame, Cursor shape, Place place, Frame result) {}

    private volatile Cursor shape;
    private volatile Place place;

    /** The last picture with a pointer in it, which several viewers may need. */
    private volatile Drawn drawn;

    /** Null while viewers may draw what they like. */
    Cursor shape() {
        return shape;
    }

    void shape(Cursor shape) {
        this.shape = shape;
    }

    /** Null while nobody has moved it. */
    Place place() {
        return place;
    }

    void place(Place place) {
        this.place = place;
    }

    boolean isMovedByOtherThan(Viewer viewer) {
        var now = place;
        return now != null && now.mover() != viewer;
    }

    /** The picture with the pointer in it; the picture itself if that is not known. */
    Frame drawnInto(Frame frame) {
        var asShape = shape;
        var at = place;
        if (asShape == null || at == null) {
            return frame;
        }
        var last = drawn;
        if (last == null || last.frame != frame || last.shape != asShape || last.place != at) {
            last = new Drawn(frame, asShape, at, asShape.drawnInto(frame, at.x(), at.y()));
            drawn = last;
        }
        return last.result;
    }
}
