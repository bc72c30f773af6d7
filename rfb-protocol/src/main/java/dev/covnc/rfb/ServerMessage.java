package dev.covnc.rfb;

/**
 * What a server tells a viewer apart from updates (RFC 6143 section 7.6), so that it can be put
 * aside until the one who speaks to the viewer has time. An update is written as it is made: {@link
 * FramebufferUpdate}.
 */
public sealed interface ServerMessage
        permits SetColourMapEntries, Bell, ServerCutText, EndOfContinuousUpdates, Fence {

    /** Appends the message. */
    void write(WireWriter out);
}
