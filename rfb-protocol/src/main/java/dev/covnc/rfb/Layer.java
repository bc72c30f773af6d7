package dev.covnc.rfb;

/**
 * Something that a wire can be led through from one moment on: encryption, as it was agreed on over
 * that same wire in clear.
 *
 * <p>Where it keeps keys of one connection, it is for that connection only.
 */
@FunctionalInterface
public interface Layer {

    /**
     * Takes a wire over, after both sides have agreed to begin, and does what the layer itself
     * needs to be agreed on, such as a handshake. May suspend the caller.
     *
     * @param below what is read and sent here goes as it is; nobody else uses it from now on
     * @return what is read and sent here goes through the layer
     * @throws ProtocolException if the peer does not keep to the layer's protocol
     */
    Wire over(Wire below);
}
