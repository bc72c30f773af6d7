package dev.covnc.rfb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The server has new text in its clipboard (RFC 6143 section 7.6.4). The message knows Latin-1
 * only: other characters arrive as question marks. Line ends of any kind arrive as newlines.
 *
 * @param text at most 1 Mi characters
 */
public record ServerCutText(String text) implements ServerMessage {

    /** The longest text, in characters. */
    public static final int MAX_LENGTH = 1 << 20;

    /**
     * A text.
     *
     * @throws IllegalArgumentException if it is too long
     */
    public ServerCutText {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A clipboard of %d characters is too long; at most %d are sent"
                            .formatted(text.length(), MAX_LENGTH));
        }
    }

    @Override
    public void write(WireWriter out) {
        var latin1 = text.replaceAll("\r\n?", "\n").getBytes(ISO_8859_1);
        out.u8(3).zeros(3).s32(latin1.length).bytes(latin1);
    }
}
