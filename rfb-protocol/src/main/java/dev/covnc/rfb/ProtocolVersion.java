package dev.covnc.rfb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The version of RFB that a viewer speaks (RFC 6143 section 7.1.1). There are three, and they
 * differ in the handshake only.
 *
 * <p>Numbers that were never published are understood as TigerVNC and rfbproto understand them: any
 * 3.x above 8 is 3.8 (Apple's viewer says 3.889), any other below 7 is 3.3 (some say 3.5).
 */
public enum ProtocolVersion {
    /** The server decides the security type. */
    V3_3,
    /** The viewer chooses a security type from a list. */
    V3_7,
    /** Every security type ends in a SecurityResult, and a failure has a reason. */
    V3_8;

    private static final byte[] BANNER = "RFB 003.008\n".getBytes(US_ASCII);
    private static final Pattern VERSION = Pattern.compile("RFB 003\\.([0-9]{3})\n");

    /**
     * Offers 3.8 and reads what the viewer speaks.
     *
     * @throws ProtocolException if it speaks something else. It has then been told so the way 3.7
     *     and later refuse a connection: no security types, and a reason. A viewer of 3.3 would
     *     expect four bytes of zero there, and sees them: the length of the reason begins with
     *     three.
     */
    public static ProtocolVersion negotiate(Wire wire) {
        var out = new WireWriter();
        wire.send(out.bytes(BANNER));

        var answer = wire.bytes(BANNER.length);
        var version = VERSION.matcher(new String(answer, US_ASCII));
        if (!version.matches()) {
            wire.send(out.u8(0).line("This server speaks RFB 3.3, 3.7 and 3.8."));
            throw new ProtocolException(
                    "The viewer should have answered RFB 003.008, but sent the bytes "
                            + HexFormat.ofDelimiter(" ").formatHex(answer));
        }
        int minor = Integer.parseInt(version.group(1));
        return minor >= 8 ? V3_8 : minor == 7 ? V3_7 : V3_3;
    }
}
