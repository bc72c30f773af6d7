package dev.covnc.encoders;

import dev.covnc.rfb.Rectangle;

/**
 * An area that a viewer is told to copy from elsewhere in its own picture (RFC 6143 section 7.7.2).
 *
 * <p>Source and destination may overlap: all of the source is read before any of the destination is
 * written. A copy reads the picture as the copies before it left it.
 *
 * @param to where the pixels go
 * @param fromX the column of the source's top left pixel, 0 or more
 * @param fromY the row of the source's top left pixel, 0 or more
 */
public record Copy(Rectangle to, int fromX, int fromY) {

    /**
     * A copy.
     *
     * @throws IllegalArgumentException if the source begins outside of the picture
     */
    public Copy {
        if (fromX < 0 || fromY < 0) {
            throw new IllegalArgumentException(
                    "A copy's source begins at 0 or more: %d,%d".formatted(fromX, fromY));
        }
    }

    /** Where the pixels come from. */
    public Rectangle from() {
        return new Rectangle(fromX, fromY, to.width(), to.height());
    }

    /** How far to the right the pixels move; below 0: to the left. */
    public int dx() {
        return to.x() - fromX;
    }

    /** How far down the pixels move; below 0: up. */
    public int dy() {
        return to.y() - fromY;
    }
}
