package dev.covnc.server;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * A running VNC server: one display, shown to any number of viewers over TCP.
 *
 * <pre>{@code
 * var display = new Display(640, 480);
 * try (var server = VncServer.builder(display).port(5900).start()) {
 *     display.paint(pixels);
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread but the server's own event loop, which embedders
 * never see.
 */
public final class VncServer implements AutoCloseable {
    private final Listener listener;

    VncServer(Listener listener) {
        this.listener = listener;
    }

    /** A server of this display that is not started yet. */
    public static VncServerBuilder builder(Display display) {
        return new VncServerBuilder(display);
    }

    /** The address that it listens on, with the port that was chosen if 0 was asked for. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Where browsers find the page; empty without {@link VncServerBuilder#web}. */
    public Optional<InetSocketAddress> webAddress() {
        return listener.webAddress();
    }

    /** The viewers that have come through the handshake, and how they are doing just now. */
    public List<ViewerStatus> viewers() {
        return listener.status();
    }

    /**
     * Disconnects the viewers and stops listening. When it returns, the port is free and the
     * threads have ended, except one that an input handler has kept for more than five seconds, or
     * on which a handler has called this. Closing again does nothing.
     */
    @Override
    public void close() {
        listener.close();
    }
}
