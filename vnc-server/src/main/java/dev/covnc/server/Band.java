package dev.covnc.server;

import dev.covnc.encoders.Copy;
import dev.covnc.rfb.Rectangle;

import java.util.List;

/**
 * What makes a band of what a viewer shows look like a frame.
 *
 * @param copies what the viewer is told to copy before anything else, in this order
 * @param rectangles to be encoded then, in any order
 */
record Band(List<Copy> copies, List<Rectangle> rectangles) {

    /** A band in which nothing is copied. */
    static Band of(List<Rectangle> rectangles) {
        return new Band(List.of(), rectangles);
    }

    boolean isEmpty() {
        return copies.isEmpty() && rectangles.isEmpty();
    }

    /** The pixels that are to be encoded. */
    long area() {
        return rectangles.stream().mapToLong(Rectangle::area).sum();
    }
}
