package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.security.None;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What the owner of a server sees of its viewers. */
class StatusTest {
    private long now;

    @Test
    void ratesAreThoseOfTheLastWholeSecond() {
        var traffic = new Traffic(() -> now);
        traffic.update();
        traffic.sent(100);
        assertEquals(0, traffic.bytesPerSecond());
        now = TimeUnit.MILLISECONDS.toNanos(1500);
        traffic.sent(1);
        assertEquals(100, traffic.bytesPerSecond());
        assertEquals(1, traffic.updatesPerSecond());
        now = TimeUnit.MILLISECONDS.toNanos(2000);
        assertEquals(1, traffic.bytesPerSecond());
        assertEquals(0, traffic.updatesPerSecond());
        now = TimeUnit.MILLISECONDS.toNanos(9000);
        assertEquals(0, traffic.bytesPerSecond());
        assertEquals(101, traffic.bytes());
        assertEquals(1, traffic.updates());
    }

    @Test
    void aViewersStateIsThatOfNow() {
        try (var server = new TestServer(BackEnd.preferred(), new None())) {
            var viewer = server.watching().play("> 02 00 0002 00000010 fffffec8");
            viewer.play("< f8 000000 80000001 00");
            server.advance(Duration.ofMillis(30));
            viewer.play("> f8 000000 00000001 00");
            server.paint(1, 2, 3);
            server.paint(1, 2, 4);
            var status = server.status();
            assertEquals("ZRLE", status.encoding());
            assertEquals(0, status.updates());
            assertEquals(Duration.ofMillis(30), status.roundTrip());
            assertEquals(9, status.bytes());
            viewer.play("> 03 00 0000 0000 0014 000a").discardReceived();
            assertEquals(1, server.status().updates());
            assertEquals(0, server.status().lag());
            server.paint(1, 2, 5);
            assertEquals(1, server.status().lag());
        }
    }

    @Test
    void aFlightRecordingHasAnEventForEachUpdate() throws IOException {
        var file = Files.createTempFile("covnc", ".jfr");
        try (var recording = new Recording();
                var server = new TestServer(BackEnd.preferred(), new None())) {
            recording.enable("dev.covnc.Update");
            recording.start();
            server.watching().play("> 03 00 0000 0000 0014 000a").discardReceived();
            recording.stop();
            recording.dump(file);
            var event =
                    RecordingFile.readAllEvents(file).stream()
                            .filter(one -> one.getEventType().getName().equals("dev.covnc.Update"))
                            .filter(one -> one.getLong("pixels") == 200)
                            .findFirst()
                            .orElseThrow();
            assertEquals(1, event.getInt("rectangles"));
            assertEquals(4 + 12 + 200 * 4, event.getLong("bytes"));
        } finally {
            Files.delete(file);
        }
    }
}
