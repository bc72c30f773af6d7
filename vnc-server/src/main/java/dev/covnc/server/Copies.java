package dev.covnc.server;

import dev.covnc.encoders.Copy;
import dev.covnc.encoders.Frame;
import dev.covnc.rfb.Rectangle;

import java.util.ArrayList;
import java.util.List;

/**
 * What the painter of a display has copied lately. It is written by whoever paints, and read by all
 * who look.
 */
final class Copies {
    /** Who has missed more has missed too much for what came first to be of use. */
    private static final int MOST = 64;

    /**
     * @param version of the frame after it
     */
    private record Made(long version, Copy copy) {}

    /** The oldest first; never written to. */
    private volatile List<Made> made = List.of();

    /**
     * The frame with an area copied to elsewhere, as far as that is within the frame.
     *
     * @param room for a whole picture as ints
     * @return a new frame, or this one if it looks the same
     * @throws IllegalArgumentException if the area is not within the frame
     */
    Frame copied(Frame frame, Rectangle area, int dx, int dy, Pixels.Room room) {
        if (!frame.area().contains(area)) {
            throw new IllegalArgumentException(area + " is not within " + frame.area());
        }
        var to = moved(area, dx, dy, frame);
        if (to.isEmpty()) {
            return frame;
        }
        int width = frame.width();
        var copy = new Copy(to, to.x() - dx, to.y() - dy);
        int[] picture = room.of(width * frame.height());
        int from = copy.fromY() * width + copy.fromX();
        frame.read(copy.from(), picture, from, width);
        var next = frame.paint(to, picture, from, width);
        if (next != frame) {
            add(new Made(next.version(), copy));
        }
        return next;
    }

    /** Where an area comes to lie within the frame. */
    private static Rectangle moved(Rectangle area, int dx, int dy, Frame frame) {
        int left = within((long) area.x() + dx, frame.width());
        int top = within((long) area.y() + dy, frame.height());
        int right = within((long) area.right() + dx, frame.width());
        int bottom = within((long) area.bottom() + dy, frame.height());
        return new Rectangle(left, top, right - left, bottom - top);
    }

    private static int within(long place, int end) {
        return (int) Math.clamp(place, 0L, end);
    }

    private void add(Made newest) {
        var all = new ArrayList<>(made);
        if (all.size() == MOST) {
            all.removeFirst();
        }
        all.add(newest);
        made = List.copyOf(all);
    }

    /** Those between two versions, in the order in which they were made. */
    List<Copy> between(long after, long upTo) {
        var known = made;
        if (known.isEmpty() || known.getLast().version() <= after) {
            return List.of();
        }
        return known.stream()
                .filter(one -> one.version() > after && one.version() <= upTo)
                .map(Made::copy)
                .toList();
    }
}
