package dev.covnc.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.security.Identity;
import dev.covnc.server.Viewer;
import dev.covnc.server.ViewerStatus;

import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.time.Duration;

class StatsTest {
    private final Viewer viewer = () -> InetSocketAddress.createUnresolved("host", 5);

    @Test
    void aViewerIsALine() {
        assertEquals(
                "host/<unresolved>:5  ZRLE  20 updates/s  12.3 kB/s  lag 1 frames  round trip 1.5"
                        + " ms  window 64 kB  in all 1000 updates, 2.0 MB",
                Stats.line(
                        new ViewerStatus(
                                viewer,
                                Identity.FULL,
                                "ZRLE",
                                1000,
                                20,
                                2_000_000,
                                12_345,
                                Duration.ofNanos(1_500_000),
                                64_000,
                                1)));
    }

    @Test
    void aViewerThatSendsNoMarksBackHasNoRoundTrip() {
        var line =
                Stats.line(
                        new ViewerStatus(
                                viewer, Identity.FULL, "Raw", 0, 0, 0, 0, Duration.ZERO, 0, 0));
        assertTrue(line.contains("round trip unknown"), line);
    }
}
