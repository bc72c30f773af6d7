package dev.covnc.server;

import dev.covnc.rfb.ServerCutText;

/** A server that shows a display. Called on the server's event loop. */
interface DisplayListener {

    /** The display has a new frame, once or often since the last call. */
    void changed();

    void bell();

    void clipboard(ServerCutText message);
}
