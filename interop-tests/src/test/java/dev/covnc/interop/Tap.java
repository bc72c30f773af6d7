package dev.covnc.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A port in front of the server's that counts what goes through it to viewers: Raw and ZRLE differ
 * in nothing else seen.
 */
final class Tap implements AutoCloseable {

    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicLong bytesToViewers = new AtomicLong();

    Tap(int serverPort) {
        this.serverPort = serverPort;
        try {
            listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    long bytesToViewers() {
        return bytesToViewers.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var viewer = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                Thread.startVirtualThread(() -> pass(viewer, server, new AtomicLong()));
                Thread.startVirtualThread(() -> pass(server, viewer, bytesToViewers));
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private static void pass(Socket from, Socket to, AtomicLong count) {
        var bytes = new byte[1 << 16];
        try (from;
                to) {
            for (int n; (n = from.getInputStream().read(bytes)) >= 0; ) {
                to.getOutputStream().write(bytes, 0, n);
                count.addAndGet(n);
            }
        } catch (IOException _) {
            // One side left; the other is closed with it.
        }
    }
}
