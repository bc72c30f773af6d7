package dev.covnc.rfb;

import java.util.List;

/**
 * How large the framebuffer is and what screens it is spread over, and why that is said now: a
 * pseudo-rectangle, in an update without pixels (rfbproto, "ExtendedDesktopSize Pseudo-encoding").
 *
 * @param reason who wanted it so
 * @param status what has become of the wish
 * @param width 1 to 65535 pixels
 * @param height 1 to 65535 pixels
 * @param screens 1 to 255 of them
 */
public record ExtendedDesktopSize(
        Reason reason, Status status, int width, int height, List<Screen> screens) {

    /** Who wanted the size, by number on the wire. */
    public enum Reason {
        /** The server, or the viewer wanted only to know. */
        SERVER,
        /** The viewer that is told. */
        THIS_VIEWER,
        /** One of the others. */
        OTHER_VIEWER
    }

    /** What has become of a viewer's wish, by number on the wire. */
    public enum Status {
        /** It is so now, exactly. */
        DONE,
        /** The viewer may not wish for it. */
        PROHIBITED,
        /** There is not enough of something. */
        OUT_OF_RESOURCES,
        /** There cannot be such screens. */
        INVALID_LAYOUT,
        /** Somebody else was asked, and what he does will be told. */
        FORWARDED
    }

    /** A list of its own. */
    public ExtendedDesktopSize {
        screens = List.copyOf(screens);
    }

    /** Appends the rectangle, header and data. */
    public void write(WireWriter out) {
        var told = new Rectangle(reason.ordinal(), status.ordinal(), width, height);
        FramebufferUpdate.rectangle(out, told, Encodings.EXTENDED_DESKTOP_SIZE);
        out.u8(screens.size()).zeros(3);
        screens.forEach(screen -> screen.write(out));
    }
}
