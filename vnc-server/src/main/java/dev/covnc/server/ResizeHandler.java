package dev.covnc.server;

import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.rfb.Screen;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Decides what becomes of a viewer's wish for another size of the display. */
@FunctionalInterface
public interface ResizeHandler {

    /**
     * A viewer would like the display to have this size and these screens. Comes on the thread of
     * the {@link InputHandler}; may answer at once or later.
     *
     * <p>To fulfil the wish, resize the display and then answer {@link Status#DONE}: the screens
     * become those of the wish if the size is that of the wish. Another answer is told to the
     * viewer as it is; {@link Status#FORWARDED} if the display may be resized at some time.
     *
     * @param width in pixels, 1 to 8192
     * @param height in pixels, 1 to 8192; both together at most 33 Mpixel
     * @param screens at least one, each within the size
     * @return completes with what has become of the wish; {@link Status#PROHIBITED} is told if it
     *     fails
     */
    CompletionStage<Status> resize(Viewer viewer, int width, int height, List<Screen> screens);
}
