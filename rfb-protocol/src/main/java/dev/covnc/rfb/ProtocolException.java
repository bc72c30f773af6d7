package dev.covnc.rfb;

/** The peer has said something that RFB does not allow; its connection cannot go on. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was expected and what came, in one sentence without the peer's own bytes
     */
    public ProtocolException(String message) {
        super(message);
    }
}
