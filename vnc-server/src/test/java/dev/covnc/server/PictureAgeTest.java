package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * How old a picture is when it reaches a viewer behind a line that carries less than is painted:
 * the first tile tells which frame it is, by its colour.
 */
class PictureAgeTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final Rectangle COUNTER = new Rectangle(0, 0, 64, 64);
    private static final Rectangle SCENE = new Rectangle(64, 64, 400, 300);
    private static final Duration PLAYED = Duration.ofSeconds(4);

    private final Display display = new Display(WIDTH, HEIGHT);
    private final ConcurrentHashMap<Integer, Long> paintedAt = new ConcurrentHashMap<>();
    private final List<Long> ages = new ArrayList<>();

    @Test
    void aPictureBehindANarrowLineIsNeverOlderThanASecond(TestReporter reporter) throws Exception {
        try (var server = VncServer.builder(display).port(0).start();
                var link =
                        new SlowLink(server.address().getPort(), 300_000, Duration.ofMillis(100));
                var socket = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
            var painter = Thread.startVirtualThread(this::paint);
            look(socket);
            painter.interrupt();
            painter.join();
        }
        var sorted = ages.stream().sorted().toList();
        long median = sorted.get(sorted.size() / 2) / 1_000_000;
        long oldest = sorted.getLast() / 1_000_000;
        reporter.publishEntry(
                "a line of 300 kB/s and 100 ms",
                "%d pictures, median age %d ms, oldest %d ms"
                        .formatted(sorted.size(), median, oldest));
        assertTrue(oldest < 1000, "a picture was " + oldest + " ms old");
    }

    /** 20 pictures a second, of about 30 kB each once they are compressed. */
    private void paint() {
        var random = new SplittableRandom(1);
        var counter = new int[64 * 64];
        var scene = new int[SCENE.width() * SCENE.height()];
        try {
            for (int frame = 1; ; frame++) {
                Arrays.setAll(scene, _ -> random.nextInt(4) * 0x404040);
                display.paint(SCENE, scene, 0, SCENE.width());
                Arrays.fill(counter, frame);
                paintedAt.put(frame, System.nanoTime());
                display.paint(COUNTER, counter, 0, 64);
                Thread.sleep(50);
            }
        } catch (InterruptedException _) {
            // Enough was played.
        }
    }

    private void look(Socket socket) throws IOException, DataFormatException {
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        var out = new DataOutputStream(socket.getOutputStream());
        shakeHands(in, out);
        var inflater = new Inflater();
        long end = System.nanoTime() + PLAYED.toNanos();
        while (System.nanoTime() < end) {
            switch (in.readUnsignedByte()) {
                case 0 -> update(in, inflater);
                case 150 -> enableContinuousUpdates(out);
                case 248 -> answerFence(in, out);
                default -> throw new IOException("A message that was not asked for");
            }
        }
        inflater.end();
    }

    private static void shakeHands(DataInputStream in, DataOutputStream out) throws IOException {
        out.writeBytes("RFB 003.008\n\1\1");
        in.skipNBytes(12 + 2 + 4 + 4 + 16);
        in.skipNBytes(in.readInt());
        int[] encodings = {16, 1, -224, -312, -313};
        out.write(new byte[] {2, 0, 0, (byte) encodings.length});
        for (int encoding : encodings) {
            out.writeInt(encoding);
        }
        out.flush();
    }

    private static void enableContinuousUpdates(DataOutputStream out) throws IOException {
        out.write(new byte[] {(byte) 150, 1, 0, 0, 0, 0});
        out.writeShort(WIDTH);
        out.writeShort(HEIGHT);
    }

    private static void answerFence(DataInputStream in, DataOutputStream out) throws IOException {
        in.skipNBytes(3);
        int flags = in.readInt();
        var payload = in.readNBytes(in.readUnsignedByte());
        out.writeInt(248 << 24);
        out.writeInt(flags & Integer.MAX_VALUE);
        out.write(payload.length);
        out.write(payload);
    }

    private void update(DataInputStream in, Inflater inflater)
            throws IOException, DataFormatException {
        in.skipNBytes(1);
        int rectangles = in.readUnsignedShort();
        for (int i = 0; i < rectangles; i++) {
            int x = in.readUnsignedShort();
            int y = in.readUnsignedShort();
            in.skipNBytes(4);
            int encoding = in.readInt();
            if (encoding == -224) {
                return;
            }
            var data = in.readNBytes(encoding == 1 ? 4 : in.readInt());
            if (encoding == 16) {
                zrle(data, inflater, x == 0 && y == 0);
            }
        }
    }

    private void zrle(byte[] data, Inflater inflater, boolean isCounter)
            throws DataFormatException {
        var tiles = new byte[WIDTH * HEIGHT * 4];
        inflater.setInput(data);
        inflater.inflate(tiles);
        if (isCounter && tiles[0] == 1) {
            int frame = tiles[1] & 0xff | (tiles[2] & 0xff) << 8 | (tiles[3] & 0xff) << 16;
            var painted = paintedAt.get(frame);
            if (painted != null) {
                ages.add(System.nanoTime() - painted);
            }
        }
    }
}
