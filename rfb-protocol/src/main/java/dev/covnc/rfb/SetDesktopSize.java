package dev.covnc.rfb;

import java.util.List;
import java.util.stream.Stream;

/**
 * The viewer would like the framebuffer to have another size or other screens (rfbproto,
 * "SetDesktopSize"). It has to be answered, whatever comes of it: {@link ExtendedDesktopSize}.
 *
 * @param width as the viewer said it, 0 to 65535 pixels
 * @param height as the viewer said it, 0 to 65535 pixels
 * @param screens as the viewer said them, 0 to 255: {@link #isLegal} tells whether they could be
 */
public record SetDesktopSize(int width, int height, List<Screen> screens) implements ClientMessage {

    /** A list of its own. */
    public SetDesktopSize {
        screens = List.copyOf(screens);
    }

    static SetDesktopSize read(WireReader in) {
        in.skip(1);
        int width = in.u16();
        int height = in.u16();
        int count = in.u8();
        in.skip(1);
        return new SetDesktopSize(
                width, height, Stream.generate(() -> Screen.read(in)).limit(count).toList());
    }

    /**
     * Whether there is at least one screen, and each shows something that lies within the
     * framebuffer and has an id of its own.
     */
    public boolean isLegal() {
        var framebuffer = new Rectangle(0, 0, width, height);
        return !screens.isEmpty()
                && screens.stream()
                        .map(Screen::area)
                        .allMatch(area -> !area.isEmpty() && framebuffer.contains(area))
                && screens.stream().map(Screen::id).distinct().count() == screens.size();
    }
}
