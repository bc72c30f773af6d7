package dev.covnc.encoders;

import java.util.Arrays;

/**
 * What one viewer's searches for moves have found so far: the way that was taken last, and where it
 * has been in vain.
 *
 * <p>After three searches in a row in which a place on the tile grid gained nothing, it is searched
 * at every fourth only, until it gains something. Not thread-safe; at a few bytes a tile cheap
 * enough for every viewer.
 */
public final class MotionHistory {
    private static final int PATIENCE = 3;
    private static final int EVERY = 4;

    private byte[] failures = {};
    private int columns;
    private int searches;
    private int way;

    /** Nothing has been searched for yet. */
    public MotionHistory() {}

    /** Another search begins. */
    void begin(Frame next) {
        int places = next.columns() * next.rows();
        if (failures.length != places || columns != next.columns()) {
            failures = new byte[places];
            columns = next.columns();
            way = 0;
        }
        searches = (searches + 1) % EVERY;
    }

    /** Whether this place is to be searched this time. */
    boolean hopes(int place) {
        return failures[place] < PATIENCE || searches == 0;
    }

    /** This place was searched. */
    void found(int place, boolean something) {
        failures[place] = (byte) (something ? 0 : Math.min(PATIENCE, failures[place] + 1));
    }

    /** The way that brought most when something was found last, 0 if nothing ever was. */
    int way() {
        return way;
    }

    void way(int way) {
        this.way = way;
    }

    /** Forgets everything, as after a change of what the viewer shows at large. */
    public void clear() {
        Arrays.fill(failures, (byte) 0);
        way = 0;
    }
}
