package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.FramebufferUpdate;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.ServerInit;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

@Timeout(20)
class RecordingTest {

    @TempDir Path folder;

    @Test
    void whatTheFirstViewerIsSentAfterItsHandshakeIsRecordedToTheByte() throws IOException {
        var file = folder.resolve("recording");
        var display = new Display(3, 2);
        display.paint(new int[] {1, 2, 3, 4, 5, 6});
        try (var server = VncServer.builder(display).port(0).record(file).start();
                var first = new SocketViewer(server.address());
                var second = new SocketViewer(server.address())) {
            second.request(false);
            second.readUpdate();
            first.request(false);
            first.readUpdate();
        }
        assertArrayEquals(firstUpdate(display), Files.readAllBytes(file));
    }

    private static byte[] firstUpdate(Display display) {
        var expected = new WireWriter();
        new ServerInit(3, 2, PixelFormat.XRGB, display.name()).write(expected);
        FramebufferUpdate.begin(expected, 1);
        FramebufferUpdate.rectangle(expected, new Rectangle(0, 0, 3, 2), Encodings.RAW);
        for (int pixel = 1; pixel <= 6; pixel++) {
            expected.u8(pixel).zeros(3);
        }
        return expected.toByteArray();
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedAtTheStart() {
        var builder = VncServer.builder(new Display(3, 2)).port(0).record(folder);
        assertThrows(FileSystemException.class, builder::start);
    }

    @Test
    void onlyTheFirstIsRecorded() {
        try (var recording = new Recording(folder, OutputStream.nullOutputStream())) {
            assertTrue(recording.begin());
            assertFalse(recording.begin());
        }
    }

    @Test
    void aDiskThatIsTooSlowEndsTheRecordingAndNothingElse() {
        var stuck = new CountDownLatch(1);
        var written = new ByteArrayOutputStream();
        var disk =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        try {
                            stuck.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                        written.write(b);
                    }
                };
        try (var log = new CapturedLog();
                var recording = new Recording(folder, disk)) {
            for (int i = 0; i < 300; i++) {
                recording.add(new byte[] {(byte) i, 0}, 1);
            }
            assertEquals(1, log.take("too slow").size());
            stuck.countDown();
        }
        byte[] whole = written.toByteArray();
        assertTrue(whole.length >= 256 && whole.length <= 257, "" + whole.length);
        for (int i = 0; i < whole.length; i++) {
            assertEquals((byte) i, whole[i]);
        }
    }

    @Test
    void aDiskThatFailsEndsTheRecordingAndNothingElse() {
        var disk =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("no space left");
                    }
                };
        try (var log = new CapturedLog()) {
            try (var recording = new Recording(folder, disk)) {
                for (int i = 0; i < 1000; i++) {
                    recording.add(new byte[1], 1);
                }
            }
            assertEquals(1, log.take("no space left").size());
        }
    }
}
