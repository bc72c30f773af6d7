package dev.covnc.rfb;

/**
 * Updates come only when they are asked for, from here on; the first one says that the server can
 * do otherwise (rfbproto, "EndOfContinuousUpdates").
 */
public record EndOfContinuousUpdates() implements ServerMessage {

    @Override
    public void write(WireWriter out) {
        out.u8(150);
    }
}
