package dev.covnc.rfb;

/** The viewer is to ring a bell, if it has one (RFC 6143 section 7.6.3). */
public record Bell() implements ServerMessage {

    @Override
    public void write(WireWriter out) {
        out.u8(2);
    }
}
