package dev.covnc.rfb;

/**
 * What a viewer says once it is initialised (RFC 6143 section 7.5).
 *
 * <p>There are two switches over these in the whole program: {@link #read} on the type's byte, and
 * the server's on the type of the record. A new message is a record, a case here, and what the
 * compiler then asks for there.
 */
public sealed interface ClientMessage
        permits SetPixelFormat,
                SetEncodings,
                FramebufferUpdateRequest,
                KeyEvent,
                PointerEvent,
                ClientCutText,
                EnableContinuousUpdates,
                Fence,
                SetDesktopSize {

    /**
     * The next message, whole. A viewer that leaves in the middle of one has said nothing.
     *
     * @throws ProtocolException if its type is unknown or its content not legal. How long a message
     *     of unknown type is, is unknown too, so nothing after it can be understood.
     */
    static ClientMessage read(WireReader in) {
        int type = in.u8();
        return switch (type) {
            case 0 -> SetPixelFormat.read(in);
            case 2 -> SetEncodings.read(in);
            case 3 -> FramebufferUpdateRequest.read(in);
            case 4 -> KeyEvent.read(in);
            case 5 -> PointerEvent.read(in);
            case 6 -> ClientCutText.read(in);
            case 150 -> EnableContinuousUpdates.read(in);
            case 248 -> Fence.read(in);
            case 251 -> SetDesktopSize.read(in);
            default ->
                    throw new ProtocolException(
                            "The viewer sent a message of type %d, which was not agreed on"
                                    .formatted(type));
        };
    }
}
