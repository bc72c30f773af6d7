package dev.covnc.server;

import dev.covnc.encoders.Copy;
import dev.covnc.encoders.Frame;
import dev.covnc.encoders.MotionHistory;
import dev.covnc.encoders.MotionSearch;
import dev.covnc.encoders.Moves;
import dev.covnc.rfb.Rectangle;

import java.util.List;

/**
 * What moves on one viewer's screen. Used by one thread at a time: the loop, or a worker that the
 * speaker waits for.
 */
final class Motion implements AutoCloseable {
    /** In one update: each costs the viewer little, and us a look at all that is left. */
    private static final int MOST_COPIES = 32;

    private final Searches searches;
    private final MotionHistory history = new MotionHistory();

    /** The one that was borrowed last, which somebody else may have now. */
    private MotionSearch last;

    private boolean isAwake;

    Motion(Searches searches) {
        this.searches = searches;
    }

    /**
     * What moved between what the viewer shows and the frame.
     *
     * @param area nothing outside of it is copied to
     * @param hints what the painter has copied since the viewer was up to date, in this order
     */
    Moves search(Shown shown, Frame frame, Rectangle area, List<Copy> hints) {
        wake();
        var search = searches.borrow(last);
        try {
            return search.search(shown, history, frame, area, hints, MOST_COPIES);
        } finally {
            last = search;
            searches.giveBack(search);
        }
    }

    private void wake() {
        if (!isAwake) {
            isAwake = true;
            searches.join();
        }
    }

    /** Lets go of the memory. */
    void rest() {
        if (isAwake) {
            isAwake = false;
            last = null;
            searches.leave();
        }
    }

    @Override
    public void close() {
        rest();
    }
}
