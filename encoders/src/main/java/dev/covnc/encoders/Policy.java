package dev.covnc.encoders;

import dev.covnc.rfb.Hints;
import dev.covnc.rfb.Rectangle;

import java.util.List;

/**
 * Who decides how Tight and Tight PNG cut up what has changed, and which form each piece takes.
 *
 * <p>It is asked by any thread and for any viewer, so it keeps nothing. {@link #STANDARD} is used
 * unless a server is built with another; one that is changed a little can hand on to it.
 */
public interface Policy {

    /** What suits screens. */
    Policy STANDARD = new StandardPolicy();

    /**
     * Cuts an area into pieces that are better off alone. What no viewer takes in one rectangle is
     * cut further by the encoder.
     *
     * @param area within the frame and not empty
     * @param hints what the viewer asks for
     * @param into gets the pieces, which do not overlap and together are the area
     */
    void cut(Contents contents, Rectangle area, Hints hints, List<Rectangle> into);

    /**
     * The most colours with which a piece is sent as a palette and an index for each pixel.
     *
     * @param pixels of the piece
     * @return 1 to 256; a piece of one colour is never sent otherwise
     */
    int mostIndexed(int pixels, Hints hints);

    /**
     * The form of a piece that has more colours.
     *
     * @param isPhotographic whether all of it is; where that is not asked for, false
     */
    Form form(int pixels, boolean isPhotographic, Hints hints);

    /** The fewest pixels of a piece with more colours that is worth being asked whether it is. */
    int leastPhotographic();
}
