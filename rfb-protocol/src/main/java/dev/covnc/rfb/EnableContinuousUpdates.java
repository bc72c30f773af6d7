package dev.covnc.rfb;

/**
 * The viewer wants updates without asking for each, or wants to ask again (rfbproto,
 * "EnableContinuousUpdates").
 *
 * @param enable whether they come by themselves from now on
 * @param area where they are wanted, as the viewer said it: it may lie outside of the framebuffer
 */
public record EnableContinuousUpdates(boolean enable, Rectangle area) implements ClientMessage {

    static EnableContinuousUpdates read(WireReader in) {
        return new EnableContinuousUpdates(in.u8() != 0, Rectangle.read(in));
    }
}
