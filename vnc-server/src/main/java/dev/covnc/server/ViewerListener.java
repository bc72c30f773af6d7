package dev.covnc.server;

import dev.covnc.rfb.security.Identity;

import java.net.SocketAddress;

/**
 * Hears who comes and goes. Called on the thread of the {@link InputHandler}, in the order in which
 * it happened; what it throws is logged. While it has a thousand calls to catch up with, further
 * ones are left out, so that a flood of connections fills no memory.
 */
public interface ViewerListener {

    /** Somebody has connected, and is nobody yet. */
    default void connected(Viewer viewer) {}

    /** A viewer has proved who it is, and was let in. */
    default void authenticated(Viewer viewer, Identity identity) {}

    /**
     * Somebody was not let in: from such an address, too many at once, or with wrong credentials.
     *
     * @param why one line, without anything that a terminal would obey
     */
    default void refused(SocketAddress address, String why) {}

    /**
     * A viewer has gone, of itself or not; for each that had {@link #connected}, whether it was
     * refused or not.
     *
     * @param why one line, without anything that a terminal would obey
     */
    default void disconnected(Viewer viewer, String why) {}
}
