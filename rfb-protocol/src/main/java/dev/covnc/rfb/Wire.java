package dev.covnc.rfb;

import java.util.function.Supplier;

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

    /**
     * Leads all that is read and sent from now on through a layer. Returns when both sides have
     * begun it. What the peer sent too early, before it could know that, goes through it too.
     *
     * @throws UnsupportedOperationException where nothing can be put in between
     * @throws ProtocolException if the peer does not begin it as it should
     */
    default void secure(Layer layer) {
        throw new UnsupportedOperationException("This wire stays as it is.");
    }

    /**
     * Does something that takes milliseconds of computing, such as a private key's work, and
     * returns its result; where others would have to wait meanwhile, it is done elsewhere.
     *
     * @param what the task, as the object of a sentence: "an RSA key exchange"
     * @param task touches nothing that others use meanwhile; what it throws is thrown here
     */
    default <T> T work(String what, Supplier<T> task) {
        return task.get();
    }
}
