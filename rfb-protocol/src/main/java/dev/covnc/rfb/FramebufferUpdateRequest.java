package dev.covnc.rfb;

/**
 * The viewer is ready for an update (RFC 6143 section 7.5.3).
 *
 * @param incremental whether it has the area as it was sent last; otherwise it wants all of it
 * @param area as the viewer said it: it may be empty and may lie outside of the framebuffer
 */
public record FramebufferUpdateRequest(boolean incremental, Rectangle area)
        implements ClientMessage {

    static FramebufferUpdateRequest read(WireReader in) {
        return new FramebufferUpdateRequest(in.u8() != 0, Rectangle.read(in));
    }
}
