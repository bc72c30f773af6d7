package dev.covnc.rfb;

/**
 * The viewer wants its pixels in this format from now on (RFC 6143 section 7.5.1). A viewer without
 * true colour knows no colours from here to the next SetColourMapEntries.
 */
public record SetPixelFormat(PixelFormat format) implements ClientMessage {

    static SetPixelFormat read(WireReader in) {
        in.skip(3);
        return new SetPixelFormat(PixelFormat.read(in));
    }
}
