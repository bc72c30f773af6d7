package dev.covnc.rfb;

/// The server's FramebufferUpdate, written piece by piece (RFC 6143 section 7.6.1).
///
/// ```
///     u8 0, pad, u16 n                begin, or beginOpen: n = 65535, as many as come
///     n rectangles:
///         u16 x, y, width, height     rectangle
///         s32 encoding
///         ...                         what the encoding has to say about the pixels
///     until, if n = 65535:            lastRect
/// ```
public final class FramebufferUpdate {
    private static final int OPEN = 65535;

    private FramebufferUpdate() {}

    /**
     * Appends the header of an update.
     *
     * @param rectangles that follow, 0 to 65534, pseudo-rectangles included
     * @throws IllegalArgumentException if they are more
     */
    public static void begin(WireWriter out, int rectangles) {
        if (rectangles < 0 || rectangles >= OPEN) {
            throw new IllegalArgumentException(
                    "An update has 0 to 65534 rectangles, not " + rectangles);
        }
        header(out, rectangles);
    }

    /**
     * Appends the header of an update of which nobody knows yet how many rectangles it has: {@link
     * #lastRect} ends it. Only for a viewer that understands {@link Encodings#LAST_RECT}.
     */
    public static void beginOpen(WireWriter out) {
        header(out, OPEN);
    }

    private static void header(WireWriter out, int rectangles) {
        out.u8(0).zeros(1).u16(rectangles);
    }

    /** Appends a rectangle's header; its data is to follow. */
    public static void rectangle(WireWriter out, Rectangle area, int encoding) {
        area.write(out);
        out.s32(encoding);
    }

    /**
     * Appends a rectangle whose pixels the viewer shows elsewhere already, as the rectangles before
     * this one have left it (RFC 6143 section 7.7.2).
     */
    public static void copyRect(WireWriter out, Rectangle area, int fromX, int fromY) {
        rectangle(out, area, Encodings.COPY_RECT);
        out.u16(fromX).u16(fromY);
    }

    /**
     * Appends the rectangle that gives the desktop another name (rfbproto, "DesktopName
     * Pseudo-encoding").
     */
    public static void desktopName(WireWriter out, String name) {
        rectangle(out, Rectangle.EMPTY, Encodings.DESKTOP_NAME);
        out.line(name);
    }

    /**
     * Appends the rectangle that says that there are no more (rfbproto, "LastRect
     * Pseudo-encoding"). It does not count in {@link #begin}.
     */
    public static void lastRect(WireWriter out) {
        rectangle(out, Rectangle.EMPTY, Encodings.LAST_RECT);
    }

    /**
     * Appends the rectangle that says that the framebuffer has a new size and that all its content
     * is to come (RFC 6143 section 7.8.2). It is the last of its update. Only for a viewer that
     * understands {@link Encodings#DESKTOP_SIZE}, and only if the size has changed: some viewers
     * ask for everything each time, and would never come to rest.
     *
     * @param width 0 to 65535 pixels
     * @param height 0 to 65535 pixels
     */
    public static void desktopSize(WireWriter out, int width, int height) {
        rectangle(out, new Rectangle(0, 0, width, height), Encodings.DESKTOP_SIZE);
    }
}
