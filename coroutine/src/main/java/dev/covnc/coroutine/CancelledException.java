package dev.covnc.coroutine;

/**
 * We are leaving: whoever owns this coroutine wants it to end. Thrown, fresh each time, out of
 * every wait, until the coroutine has ended; catching it without leaving gains nothing.
 */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CancelledException(String coroutine) {
        super("Coroutine '" + coroutine + "' was cancelled");
    }
}
