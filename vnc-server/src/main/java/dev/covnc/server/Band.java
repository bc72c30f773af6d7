package dev.covnc.server;

import static java.util.Comparator.comparing;

import dev.covnc.encoders.Copy;
import dev.covnc.rfb.Rectangle;

import java.util.ArrayList;
import java.util.List;

/**
 * What makes a band of what a viewer shows look like a frame.
 *
 * @param copies what the viewer is told to copy before anything else, in this order
 * @param rectangles to be encoded then, in any order
 */
record Band(List<Copy> copies, List<Rectangle> rectangles) {
    /** Pixels that arrive at once: a few lines of what somebody types. */
    private static final long LITTLE = 8 * 1024;

    /** Pixels behind which somebody who types would feel the wait. */
    private static final long MUCH = 64 * 1024;

    /** A band in which nothing is copied. */
    static Band of(List<Rectangle> rectangles) {
        return new Band(List.of(), rectangles);
    }

    boolean isEmpty() {
        return copies.isEmpty() && rectangles.isEmpty();
    }

    /**
     * The same in two, if it is large, so that the little changes in it need not wait for the large
     * ones.
     */
    List<Band> littleFirst() {
        if (area() < MUCH) {
            return List.of(this);
        }
        var little = new ArrayList<Rectangle>();
        var rest = new ArrayList<Rectangle>();
        long pixels = 0;
        for (var rectangle : rectangles.stream().sorted(comparing(Rectangle::area)).toList()) {
            pixels += rectangle.area();
            (pixels <= LITTLE ? little : rest).add(rectangle);
        }
        return little.isEmpty() ? List.of(this) : List.of(new Band(copies, little), of(rest));
    }

    /** The pixels that are to be encoded. */
    long area() {
        long area = 0;
        for (var rectangle : rectangles) {
            area += rectangle.area();
        }
        return area;
    }
}
