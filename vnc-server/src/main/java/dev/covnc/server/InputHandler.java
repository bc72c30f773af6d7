package dev.covnc.server;

/**
 * What viewers type, point at and copy.
 *
 * <p>All calls of one server come on one thread of its own, in the order in which they happened. A
 * handler may block: pictures go on meanwhile, and viewers that have sent much are not read from
 * until it has caught up. What it throws is logged. Viewers that may only look are not heard.
 */
public interface InputHandler {

    /**
     * A key was pressed or released; a held key repeats its press. Keys that a viewer holds when it
     * leaves are released.
     *
     * @param keysym an X11 key symbol (RFC 6143 section 7.5.4): Latin-1 characters are themselves,
     *     Return is 0xff0d
     */
    default void key(Viewer viewer, int keysym, boolean down) {}

    /**
     * The pointer was moved, or a button pressed or released.
     *
     * @param x column, always inside the display
     * @param y row, always inside the display
     * @param buttons bit 0 left, 1 middle, 2 right, 3 and 4 wheel up and down, 5 and 6 wheel left
     *     and right (RFC 6143 section 7.5.5)
     */
    default void pointer(Viewer viewer, int x, int y, int buttons) {}

    /** The viewer's clipboard has new text. Lines end in a line feed. */
    default void clipboard(Viewer viewer, String text) {}

    /** The viewer has gone; nothing more is heard of it. */
    default void left(Viewer viewer) {}
}
