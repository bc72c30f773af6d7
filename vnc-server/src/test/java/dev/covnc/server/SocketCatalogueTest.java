package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.covnc.coroutine.BackEnd;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Level;

/**
 * The rows of hostile-input.md that need real sockets: that the loop does not spin, and that what
 * the operating system makes of a viewer's end is understood.
 */
@ParameterizedClass
@CsvSource({"CONTINUATION, EPOLL", "VIRTUAL_THREAD, NIO"})
@Timeout(60)
class SocketCatalogueTest {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 1024;

    private static final Duration CHOOSING = Duration.ofMillis(700);
    private static final Limits HASTY =
            Limits.builder().choosing(CHOOSING).writeStall(Duration.ofMillis(700)).build();

    private final SplittableRandom random = new SplittableRandom(1);
    private final Leftovers leftovers = new Leftovers();
    private final Display display = new Display(WIDTH, HEIGHT);
    private final CapturedLog log = new CapturedLog();
    private final List<SocketAddress> viewers = new ArrayList<>();
    private final VncServer server;

    SocketCatalogueTest(BackEnd backEnd, Transport transport) throws IOException {
        assumeTrue(transport.isAvailable(), transport + " is not available here");
        display.paint(random.ints(WIDTH * HEIGHT).toArray());
        server =
                VncServer.builder(display)
                        .port(0)
                        .backEnd(backEnd)
                        .transport(transport)
                        .limits(HASTY)
                        .start();
    }

    @AfterEach
    void closeAndCheck() {
        try (log) {
            server.close();
            leftovers.assertNone();
            assertEquals(1, log.take("Coroutines: ").size());
            assertEquals(1, log.take("Compression: zlib by ").size());
            log.assertOneLineEach(viewers);
        }
    }

    /** A viewer that takes little at a time. */
    private SocketViewer viewer() throws IOException {
        var viewer = new SocketViewer(server.address(), 4096);
        viewers.add(viewer.socket.getLocalSocketAddress());
        return viewer;
    }

    private static void reset(SocketViewer viewer) throws IOException {
        viewer.socket.setSoLinger(true, 0);
        viewer.close();
    }

    private void awaitEnd(SocketAddress viewer, Level level) throws InterruptedException {
        var lines = log.await(viewer, Duration.ofSeconds(20));
        assertEquals(List.of(level), lines.stream().map(CapturedLog.Line::level).toList());
    }

    @Test
    void a5AFewBytesAndThenNothingCostNoTime() throws Exception {
        assertLoopSleeps();
    }

    /** While three bytes of some other protocol wait for their deadline. */
    private void assertLoopSleeps() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/self/schedstat")), "This is not Linux");
        try (var socket = new Socket()) {
            socket.setSoTimeout(20_000);
            socket.connect(server.address());
            viewers.add(socket.getLocalSocketAddress());
            socket.getOutputStream().write(new byte[] {'X', 'X', '\n'});
            socket.getInputStream().readNBytes(12);
            long before = loopNanos();
            assertEquals(-1, socket.getInputStream().read());
            var spent = Duration.ofNanos(loopNanos() - before);
            assertTrue(spent.compareTo(CHOOSING.dividedBy(10)) < 0, spent::toString);
            awaitEnd(socket.getLocalSocketAddress(), Level.WARNING);
        }
    }

    /** How long the event loop has run on a processor (Linux: proc(5), schedstat). */
    private static long loopNanos() throws IOException {
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (var task : tasks) {
                if (Files.readString(task.resolve("comm")).startsWith("covnc-loop")) {
                    return Long.parseLong(
                            Files.readString(task.resolve("schedstat")).split(" ")[0]);
                }
            }
        }
        throw new AssertionError("There is no event loop");
    }

    @Test
    void i3AStalledViewerStallsNobodyAndIsGivenUp() throws Exception {
        try (var stalled = viewer();
                var healthy = viewer()) {
            for (int i = 0; i < 20; i++) {
                stalled.request(false);
            }
            for (int frame = 0; frame < 10; frame++) {
                var picture = random.ints(WIDTH * HEIGHT, 0, 1 << 24).toArray();
                display.paint(picture);
                healthy.request(true);
                long asked = System.nanoTime();
                healthy.readUpdate();
                assertTrue(Duration.ofNanos(System.nanoTime() - asked).toSeconds() < 5);
                assertArrayEquals(picture, healthy.pixels);
            }
            awaitEnd(stalled.socket.getLocalSocketAddress(), Level.WARNING);
        }
    }

    @Test
    void k7AServerClosesUnderLoadAndLeavesItsPort() throws Exception {
        var strangers = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 20; i++) {
                var stranger = new Socket();
                strangers.add(stranger);
                stranger.connect(server.address());
                viewers.add(stranger.getLocalSocketAddress());
                stranger.getInputStream().readNBytes(12);
            }
            for (int i = 0; i < 20; i++) {
                viewer().request(false);
            }
            long before = System.nanoTime();
            server.close();
            var spent = Duration.ofNanos(System.nanoTime() - before);
            assertTrue(spent.compareTo(Duration.ofSeconds(5)) < 0, spent::toString);
        } finally {
            for (var stranger : strangers) {
                stranger.close();
            }
        }
        try (var again = new ServerSocket()) {
            again.setReuseAddress(true);
            again.bind(server.address());
        }
    }

    @Test
    void i4AResetWithDataPendingBothWaysIsTheEnd() throws Exception {
        var everythingAtOnce = new byte[8 * 10_000];
        for (int i = 0; i < everythingAtOnce.length; i += 8) {
            everythingAtOnce[i] = 4;
        }
        for (int i = 0; i < 20; i++) {
            try (var viewer = viewer()) {
                viewer.request(false);
                viewer.send(everythingAtOnce);
                reset(viewer);
            }
        }
        for (var viewer : List.copyOf(viewers)) {
            awaitEnd(viewer, Level.INFO);
        }
        assertLoopSleeps();
    }

    @Test
    void i6AResetWhileAWorkerEncodesIsTheEnd() throws Exception {
        for (int i = 0; i < 40; i++) {
            try (var viewer = viewer()) {
                if (i % 2 == 0) {
                    viewer.send(new byte[] {2, 0, 0, 1, 0, 0, 0, 16}); // ZRLE
                }
                viewer.request(false);
                reset(viewer);
            }
        }
        for (var viewer : List.copyOf(viewers)) {
            awaitEnd(viewer, Level.INFO);
        }
        try (var healthy = viewer()) {
            var picture = random.ints(WIDTH * HEIGHT, 0, 1 << 24).toArray();
            display.paint(picture);
            healthy.request(false);
            healthy.readUpdate();
            assertArrayEquals(picture, healthy.pixels);
        }
        assertLoopSleeps();
    }
}
