package dev.covnc.server;

import dev.covnc.encoders.Frame;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.Screen;
import dev.covnc.rfb.SetDesktopSize;

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

    private static final int MANY = 16;

    /** One screen, which shows all. */
    static Screens single(int width, int height) {
        return new Screens(
                width,
                height,
                List.of(new Screen(ONLY, new Rectangle(0, 0, width, height), 0)),
                null);
    }

    /**
     * What the embedder says.
     *
     * @throws IllegalArgumentException when there cannot be such screens
     */
    static Screens of(int width, int height, List<Screen> list) {
        if (list.size() > MANY || !new SetDesktopSize(width, height, list).isLegal()) {
            throw new IllegalArgumentException(
                    "A display has 1 to 16 screens within it with ids of their own, not " + list);
        }
        return new Screens(width, height, list, null);
    }

    /** These, if the picture has their size, else a single one. */
    Screens of(Frame frame) {
        return frame.width() == width && frame.height() == height
                ? this
                : single(frame.width(), frame.height());
    }
}
