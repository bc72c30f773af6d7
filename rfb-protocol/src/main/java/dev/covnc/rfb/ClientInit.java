package dev.covnc.rfb;

/**
 * The viewer's first word after the security handshake (RFC 6143 section 7.3.1).
 *
 * @param shared whether other viewers may stay: any byte but 0; otherwise this one wants to be
 *     alone
 */
public record ClientInit(boolean shared) {

    /** Waits for the viewer's one byte. */
    public static ClientInit read(WireReader in) {
        return new ClientInit(in.u8() != 0);
    }
}
