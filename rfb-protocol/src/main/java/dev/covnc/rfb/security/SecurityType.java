package dev.covnc.rfb.security;

import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

/**
 * A way for a viewer to prove itself, and for both sides to agree on privacy (RFC 6143 section
 * 7.2). One object serves all viewers of a server at the same time, so it keeps nothing of any.
 */
public interface SecurityType {

    /**
     * The number on the wire, 1 to 255 (RFC 6143 section 7.1.2 and the IANA registry), or from 256
     * on for a type that is to be had inside another only, such as {@link VeNCrypt}.
     */
    int number();

    /** The name for people: in a log, a list of options. */
    String name();

    /**
     * Speaks with the viewer from its choice of this type up to, and without, the SecurityResult,
     * which is for the caller to send: {@link SecurityResult#ok} when this returns, {@link
     * SecurityResult#failed} when it fails.
     *
     * @return what the viewer may do
     * @throws AuthenticationFailed if the viewer has not proved itself
     * @throws dev.covnc.rfb.ProtocolException if the viewer does not keep to the type's protocol
     */
    Identity authenticate(Wire wire);

    /**
     * Appends to the ServerInit what viewers expect there that have chosen this type: mostly
     * nothing.
     */
    default void extend(WireWriter serverInit) {}
}
