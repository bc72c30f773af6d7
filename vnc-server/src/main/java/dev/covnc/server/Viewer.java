package dev.covnc.server;

import java.net.SocketAddress;

/**
 * One connected viewer, as embedders see it. The same object stands for the same connection, so it
 * may serve as a key.
 */
public interface Viewer {

    /** Where it comes from. */
    SocketAddress address();
}
