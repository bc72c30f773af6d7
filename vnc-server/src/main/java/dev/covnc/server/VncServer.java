package dev.covnc.server;

import dev.covnc.rfb.security.Identity;

import java.net.InetSocketAddress;
import java.time.Duration;
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
    private final Optional<Passwords> passwords;

    VncServer(Listener listener, Optional<Passwords> passwords) {
        this.listener = listener;
        this.passwords = passwords;
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

    /**
     * Serves a viewer whose WebSocket another web server has accepted.
     *
     * @param address the viewer's
     * @param visit what its request said; it decides which security types it is offered
     * @return where its messages go
     * @throws IllegalStateException if this server is closed
     */
    public ForeignWebSocket.Inbound serve(
            ForeignWebSocket socket, InetSocketAddress address, WebVisit visit) {
        return listener.serve(socket, address, visit);
    }

    /** The viewers that have come through the handshake, and how they are doing just now. */
    public List<ViewerStatus> viewers() {
        return listener.status();
    }

    /**
     * Sends a viewer away, whether it has come through the handshake or not.
     *
     * @return whether it was there
     */
    public boolean disconnect(Viewer viewer) {
        return listener.onLoop(
                        viewers -> viewers.disconnect(viewer, "was sent away by the embedder"))
                .orElse(false);
    }

    /**
     * Changes the password that lets a viewer do all; those who are in stay.
     *
     * @throws IllegalArgumentException if it is not 1 to 8 bytes, or the other one
     * @throws IllegalStateException if the server was started without a password
     */
    public void password(String password) {
        change(Identity.FULL, password);
    }

    /**
     * Changes the password that lets a viewer look only; those who are in stay.
     *
     * @throws IllegalArgumentException if it is not 1 to 8 bytes, or the other one
     * @throws IllegalStateException if the server was started without a password
     */
    public void viewOnlyPassword(String password) {
        change(Identity.VIEW_ONLY, password);
    }

    private void change(Identity identity, String password) {
        var changing = requirePasswords();
        listener.onLoop(
                _ -> {
                    changing.change(identity, password.toCharArray());
                    return true;
                });
    }

    /**
     * Makes the passwords worthless when the time is over, all of them, unless one is changed until
     * then; those who are in stay.
     *
     * @param after zero for at once
     * @throws IllegalStateException if the server was started without a password
     */
    public void expirePasswords(Duration after) {
        var expiring = requirePasswords();
        listener.onLoop(
                viewers -> {
                    expiring.expire(after, viewers.loop());
                    return true;
                });
    }

    private Passwords requirePasswords() {
        return passwords.orElseThrow(
                () -> new IllegalStateException("The server was started without a password"));
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
