package dev.covnc.rfb;

/**
 * Both directions of one connection, in the hands of whoever is speaking RFB over it.
 *
 * <p>A handshake is written against this as straight lines: read, decide, send. It need not know
 * whether a socket, a TLS session or a test stands behind it, nor that it may be suspended.
 */
public interface Wire extends WireReader {

    /**
     * Sends what was written, then clears the writer. Returns when the bytes are on their way,
     * which may be after a wait for room.
     */
    void send(WireWriter out);
}
