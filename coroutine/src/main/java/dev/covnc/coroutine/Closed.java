package dev.covnc.coroutine;

/** The peer has left: there is nobody to read from or write to any more. Not a fault. */
public final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * For whoever finds out by the peer's words instead of its silence, such as TLS.
     *
     * @param cause null where the peer left in order
     */
    public Closed(String message, Throwable cause) {
        super(message, cause);
    }
}
