package dev.covnc.server;

import dev.covnc.encoders.Frame;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.Screen;

import java.util.List;

/**
 * The screens that a display of one size is spread over.
 *
 * @param list at least one
 * @param changer the viewer who wished them so, null if none did
 */
record Screens(int width, int height, List<Screen> list, Viewer changer) {
    /** Some viewers pass over a screen 0. */
    private static final int ONLY = 1;

    /** One screen, which shows all. */
    static Screens single(int width, int height) {
        return new Screens(
                width,
                height,
                List.of(new Screen(ONLY, new Rectangle(0, 0, width, height), 0)),
                null);
    }

    /** These, if the picture has their size, else a single one. */
    Screens of(Frame frame) {
        return frame.width() == width && frame.height() == height
                ? this
                : single(frame.width(), frame.height());
    }
}
