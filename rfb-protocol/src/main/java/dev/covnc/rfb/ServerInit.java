package dev.covnc.rfb;

/**
 * The server's answer to {@link ClientInit} (RFC 6143 section 7.3.2).
 *
 * @param width the framebuffer's, 0 to 65535 pixels
 * @param height the framebuffer's, 0 to 65535 pixels
 * @param format what the viewer gets until it sets its own
 * @param name the desktop's, for the viewer's title bar: one line, of which at most 255 bytes of
 *     UTF-8 are sent
 */
public record ServerInit(int width, int height, PixelFormat format, String name) {

    /**
     * A greeting.
     *
     * @throws IllegalArgumentException if a side is out of range
     */
    public ServerInit {
        if ((width | height) >>> 16 != 0) {
            throw new IllegalArgumentException(
                    "A framebuffer has sides of 0 to 65535 pixels, not %dx%d"
                            .formatted(width, height));
        }
    }

    /** Appends the message. */
    public void write(WireWriter out) {
        out.u16(width).u16(height);
        format.write(out);
        out.line(name);
    }
}
