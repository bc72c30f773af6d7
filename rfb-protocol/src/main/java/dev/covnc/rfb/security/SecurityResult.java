package dev.covnc.rfb.security;

import dev.covnc.rfb.ProtocolVersion;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

/** The end of the security handshake (RFC 6143 section 7.1.3). */
public final class SecurityResult {
    private static final int OK = 0;
    private static final int FAILED = 1;

    private SecurityResult() {}

    /**
     * Tells the viewer that it is in. Before 3.8, None has no result: the viewer knows.
     *
     * @param type the type that was agreed on and has let the viewer in
     */
    public static void ok(Wire wire, ProtocolVersion version, SecurityType type) {
        if (isExpected(version, type)) {
            wire.send(new WireWriter().s32(OK));
        }
    }

    private static boolean isExpected(ProtocolVersion version, SecurityType type) {
        return version == ProtocolVersion.V3_8 || type.number() != None.NUMBER;
    }

    /**
     * Tells the viewer that it is not in; the connection is to be closed then. Before 3.8, None has
     * no result, and other types have no reason.
     *
     * @param type the type that was agreed on
     * @param reason for the viewer to show: one line, of which at most 255 bytes of UTF-8 are sent
     */
    public static void failed(
            Wire wire, ProtocolVersion version, SecurityType type, String reason) {
        if (isExpected(version, type)) {
            failed(wire, version, reason);
        }
    }

    /**
     * Tells the viewer that it is not in, when no type was agreed on; the connection is to be
     * closed then. Before 3.8 there is no reason.
     *
     * @param reason for the viewer to show: one line, of which at most 255 bytes of UTF-8 are sent
     */
    public static void failed(Wire wire, ProtocolVersion version, String reason) {
        var out = new WireWriter().s32(FAILED);
        if (version == ProtocolVersion.V3_8) {
            out.line(reason);
        }
        wire.send(out);
    }
}
