package dev.covnc.rfb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/**
 * The viewer has new text in its clipboard (RFC 6143 section 7.5.6).
 *
 * @param length the bytes that the viewer sent, 0 to 16 MiB
 * @param text what they say, with lines that end in a newline alone; nothing if they were too many
 *     to keep
 */
public record ClientCutText(int length, Optional<String> text) implements ClientMessage {

    /** The longest text that is kept, 256 KiB. */
    static final int MAX_KEPT = 256 << 10;

    /** The longest text that is read, 16 MiB, so that a viewer survives a large clipboard. */
    static final int MAX_READ = 16 << 20;

    private static final int CHUNK = 8 << 10;

    static ClientCutText read(WireReader in) {
        in.skip(3);
        long length = in.u32();
        if (length > MAX_READ) {
            throw new ProtocolException(
                    "The viewer sent a ClientCutText of %d bytes; at most %d are read"
                            .formatted(length, MAX_READ));
        }
        if (length > MAX_KEPT) {
            in.skip(length);
            return new ClientCutText((int) length, Optional.empty());
        }
        var latin1 = readAsItComes(in, (int) length);
        // Some viewers send CR LF, which the RFC rules out.
        var text = new String(latin1, ISO_8859_1).replaceAll("\r\n?", "\n");
        return new ClientCutText((int) length, Optional.of(text));
    }

    /** Allocates at most twice what has come: a length costs the viewer nothing, bytes do. */
    private static byte[] readAsItComes(WireReader in, int length) {
        var bytes = new byte[Math.min(length, CHUNK)];
        in.read(bytes, 0, bytes.length);
        while (bytes.length < length) {
            int come = bytes.length;
            bytes = Arrays.copyOf(bytes, Math.min(length, 2 * come));
            in.read(bytes, come, bytes.length - come);
        }
        return bytes;
    }
}
