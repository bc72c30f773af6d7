package dev.covnc.rfb.security;

/** A viewer that keeps to the protocol has not proved itself. */
public final class AuthenticationFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param reason for the viewer to show; it tells nothing that a stranger may not know, such as
     *     whether the user exists
     */
    public AuthenticationFailed(String reason) {
        super(reason);
    }
}
