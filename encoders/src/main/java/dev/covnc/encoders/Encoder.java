package dev.covnc.encoders;

import dev.covnc.rfb.Hints;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import java.util.List;

/**
 * One encoding of RFB (RFC 6143 section 7.7) as one viewer receives it: rectangles go in, bytes
 * come out, and what the viewer's decoder remembers between rectangles is remembered here.
 *
 * <p>Rectangles must be sent in the order they were encoded in, each exactly once. Not thread-safe:
 * used by one thread at a time, not always the same.
 */
public interface Encoder extends AutoCloseable {

    /**
     * The number on the wire (RFC 6143 section 8.4.2) of the encoding that the last area was
     * encoded in, for those that have a choice.
     */
    int encoding();

    /** What the viewer would have from the next rectangle on; nothing special if never called. */
    default void hints(Hints hints) {}

    /** The widest area that {@link #encode} takes, in pixels. */
    default int maxWidth() {
        return Frame.MAX_SIDE;
    }

    /** The highest area that {@link #encode} takes, in pixels. */
    default int maxHeight() {
        return Frame.MAX_SIDE;
    }

    /**
     * The pixels that may as well be sent for nothing as to begin another rectangle, which has its
     * header and often a compressor's block of its own. Few pixels ask for what has changed to be
     * cut out finely.
     */
    default int wastable() {
        return 512;
    }

    /**
     * Adds the areas as which an area is to be encoded: because it is too large, or because its
     * parts are better off alone. They do not overlap, and together they are the area.
     *
     * @param area within the frame and not empty
     */
    default void split(Frame frame, Rectangle area, List<Rectangle> into) {
        for (int y = area.y(); y < area.bottom(); y += maxHeight()) {
            int height = Math.min(maxHeight(), area.bottom() - y);
            for (int x = area.x(); x < area.right(); x += maxWidth()) {
                into.add(new Rectangle(x, y, Math.min(maxWidth(), area.right() - x), height));
            }
        }
    }

    /**
     * Appends the rectangle's data, without the 12-byte header that says where it is.
     *
     * @return false if this area is better sent as Raw, or cannot be sent otherwise: then nothing
     *     was appended
     * @param area within the frame, not empty, and not larger than an area can be
     * @throws IllegalArgumentException when it is not
     */
    boolean encode(Frame frame, Rectangle area, PixelPacker packer, WireWriter out);

    /** Whether the area that was encoded last will look a little different from the frame. */
    default boolean wasLossy() {
        return false;
    }

    /**
     * Frees what can be made again: its viewer is not expected to be sent anything soon. The next
     * rectangle costs a little more time and bytes.
     */
    default void rest() {}

    /** Frees native memory, if the encoding has any. More than once is allowed. */
    @Override
    default void close() {}
}
