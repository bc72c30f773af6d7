package dev.covnc.rfb;

/**
 * A key was pressed or released (RFC 6143 section 7.5.4). A key that is held comes as pressed again
 * and again.
 *
 * @param down whether it is pressed now
 * @param key an X keysym: 32 bits, of which any may be set
 */
public record KeyEvent(boolean down, int key) implements ClientMessage {

    static KeyEvent read(WireReader in) {
        boolean down = in.u8() != 0;
        in.skip(2);
        return new KeyEvent(down, in.s32());
    }
}
