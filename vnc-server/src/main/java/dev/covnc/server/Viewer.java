package dev.covnc.server;

import java.net.SocketAddress;
import java.util.Optional;

/**
 * One connected viewer, as embedders see it. The same object stands for the same connection, so it
 * may serve as a key.
 */
public interface Viewer {

    /** Where it comes from. */
    SocketAddress address();

    /** The request that it began with, if it came through a WebSocket. */
    default Optional<WebVisit> web() {
        return Optional.empty();
    }
}
