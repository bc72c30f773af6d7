package dev.covnc.coroutine;

/** The peer has left: there is nobody to read from or write to any more. Not a fault. */
public final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Closed(String message, Throwable cause) {
        super(message, cause);
    }
}
