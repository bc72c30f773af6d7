package dev.covnc.soak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A port in front of the server's, behind which lies a long and narrow line: bytes towards the
 * viewer pass at a rate, bytes in either direction arrive after a time, and what waits for its turn
 * is held in a queue as a router has it.
 */
final class SlowLink implements AutoCloseable {
    /** Bytes that pass at once. */
    private static final int PACKET = 1448;

    /** Packets that wait for their turn; beyond that, TCP holds its sender back. */
    private static final int QUEUE = 32;

    /** What a socket takes on either side of the line, which is not the line. */
    private static final int SOCKET_BUFFER = 16 * 1024;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final long bytesPerSecond;
    private final long oneWay;
    private int percentLost;
    private SplittableRandom random;

    private record Packet(byte[] bytes, long arrival) {}

    SlowLink(InetSocketAddress server, long bytesPerSecond, Duration roundTrip) throws IOException {
        this.server = server;
        this.bytesPerSecond = bytesPerSecond;
        oneWay = roundTrip.toNanos() / 2;
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    /**
     * A share of the packets towards the viewer is lost: it and all behind it arrive when it has
     * been sent again, a round trip later.
     */
    SlowLink losing(int percent, SplittableRandom chance) {
        percentLost = percent;
        random = chance;
        return this;
    }

    private synchronized boolean isLost() {
        return percentLost > 0 && random.nextInt(100) < percentLost;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                var viewer = listener.accept();
                var far = new Socket();
                far.setReceiveBufferSize(SOCKET_BUFFER);
                far.connect(server);
                viewer.setSendBufferSize(SOCKET_BUFFER);
                viewer.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                carry(viewer, far, Long.MAX_VALUE);
                carry(far, viewer, bytesPerSecond);
            }
        } catch (IOException _) {
            // Closed: the test is over.
        }
    }

    private void carry(Socket from, Socket to, long rate) {
        var line = new ArrayBlockingQueue<Packet>(1 << 14);
        var queue = new ArrayBlockingQueue<byte[]>(QUEUE);
        Thread.ofPlatform().daemon().start(() -> read(from, queue));
        Thread.ofPlatform().daemon().start(() -> serve(queue, line, rate));
        Thread.ofPlatform().daemon().start(() -> deliver(line, to));
    }

    private static void read(Socket from, BlockingQueue<byte[]> queue) {
        var bytes = new byte[PACKET];
        try (from;
                InputStream in = from.getInputStream()) {
            for (int n; (n = in.read(bytes)) >= 0; ) {
                queue.put(Arrays.copyOf(bytes, n));
            }
        } catch (IOException | InterruptedException _) {
            // One side has gone; what it sent is of no use to the other.
        }
    }

    /** Each packet takes its time on the line, one after another. */
    private void serve(BlockingQueue<byte[]> queue, BlockingQueue<Packet> line, long rate) {
        long free = System.nanoTime();
        long arrival = free;
        try {
            while (true) {
                var bytes = queue.take();
                long time = rate == Long.MAX_VALUE ? 0 : bytes.length * 1_000_000_000L / rate;
                free = Math.max(free, System.nanoTime()) + time;
                sleepUntil(free);
                arrival =
                        Math.max(
                                arrival,
                                free + (rate != Long.MAX_VALUE && isLost() ? 3 : 1) * oneWay);
                line.put(new Packet(bytes, arrival));
            }
        } catch (InterruptedException _) {
            // Never: daemons are not interrupted.
        }
    }

    private static void deliver(BlockingQueue<Packet> line, Socket to) {
        try (to;
                OutputStream out = to.getOutputStream()) {
            while (true) {
                var packet = line.take();
                sleepUntil(packet.arrival());
                out.write(packet.bytes());
            }
        } catch (IOException | InterruptedException _) {
            // The other side has gone.
        }
    }

    private static void sleepUntil(long time) throws InterruptedException {
        long left = time - System.nanoTime();
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}
