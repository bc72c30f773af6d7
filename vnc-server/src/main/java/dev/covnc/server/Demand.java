package dev.covnc.server;

import dev.covnc.rfb.EnableContinuousUpdates;
import dev.covnc.rfb.FramebufferUpdateRequest;
import dev.covnc.rfb.Rectangle;

/**
 * What one viewer has asked for and was not sent since: by request (RFC 6143 section 7.5.3), or
 * once and for all (rfbproto, "EnableContinuousUpdates").
 *
 * <p>An area may be asked for in several requests: the smallest rectangle around all is sent. What
 * a request costs does not depend on its area, for nothing limits how many come.
 */
final class Demand {
    private Rectangle requested = Rectangle.EMPTY;

    /** What was asked for before the update that is being made. */
    private Rectangle taken = Rectangle.EMPTY;

    private Rectangle again = Rectangle.EMPTY;
    private Rectangle continuous = Rectangle.EMPTY;
    private boolean unprompted;

    /**
     * While updates come by themselves, requests for what is new there have no meaning.
     *
     * @param framebuffer as the viewer knows it: nothing outside of it can be sent
     */
    void add(FramebufferUpdateRequest request, Rectangle framebuffer) {
        var area = request.area().intersect(framebuffer);
        if (!request.incremental()) {
            again = again.union(area);
        } else if (unprompted) {
            return;
        }
        requested = requested.union(area);
    }

    void set(EnableContinuousUpdates message) {
        unprompted = message.enable();
        continuous = unprompted ? message.area() : Rectangle.EMPTY;
    }

    /** What an update may show now; may lie outside of the framebuffer. */
    Rectangle area() {
        return requested.union(taken).union(continuous);
    }

    /** The same, for an update that is being made: what comes from now on is for the next. */
    Rectangle take() {
        taken = taken.union(requested);
        requested = Rectangle.EMPTY;
        return area();
    }

    /** Returns what is wanted even if the viewer has it, for the last time. */
    Rectangle takeAgain() {
        var area = again;
        again = Rectangle.EMPTY;
        return area;
    }

    /** The update is being sent. */
    void met() {
        taken = Rectangle.EMPTY;
    }

    /** Its framebuffer has another size, and it will ask for what it needs. */
    void forget() {
        requested = Rectangle.EMPTY;
        taken = Rectangle.EMPTY;
        again = Rectangle.EMPTY;
    }
}
