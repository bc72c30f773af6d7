package dev.covnc.rfb;

/**
 * The pointer has moved, or a button was pressed or released (RFC 6143 section 7.5.5).
 *
 * @param buttonMask bit n - 1 is set while button n is pressed: 1 left, 2 middle, 3 right; 4 to 7
 *     are a step of the wheel up, down, left, right
 * @param x the column, 0 to 65535: it may lie outside of the framebuffer
 * @param y the row, 0 to 65535: it may lie outside of the framebuffer
 */
public record PointerEvent(int buttonMask, int x, int y) implements ClientMessage {

    static PointerEvent read(WireReader in) {
        return new PointerEvent(in.u8(), in.u16(), in.u16());
    }
}
