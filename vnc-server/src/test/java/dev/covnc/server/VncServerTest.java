package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.covnc.coroutine.BackEnd;

import io.netty.util.concurrent.GlobalEventExecutor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The whole server over real sockets, on every back-end and transport. */
@Timeout(60)
class VncServerTest {

    static List<Arguments> everywhere() {
        var all = new ArrayList<Arguments>();
        for (var backEnd : BackEnd.values()) {
            for (var transport : Transport.values()) {
                all.add(Arguments.of(backEnd, transport));
            }
        }
        return all;
    }

    private static VncServerBuilder server(Display display, BackEnd backEnd, Transport transport) {
        assumeTrue(transport.isAvailable(), transport + " is not available here");
        return VncServer.builder(display).port(0).backEnd(backEnd).transport(transport);
    }

    private static int[] noise(int count, long seed) {
        var random = new SplittableRandom(seed);
        return random.ints(count, 0, 1 << 24).toArray();
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aPictureAndItsChangesArriveExactly(BackEnd backEnd, Transport transport)
            throws IOException {
        var display = new Display(1283, 721);
        var picture = noise(1283 * 721, 1);
        display.paint(picture);
        try (var server = server(display, backEnd, transport).start();
                var viewer = new SocketViewer(server.address())) {
            viewer.request(false);
            viewer.readUpdate();
            assertArrayEquals(picture, viewer.pixels);

            var next = noise(1283 * 721, 2);
            viewer.request(true);
            display.paint(next);
            viewer.readUpdate();
            assertArrayEquals(next, viewer.pixels);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void severalViewersSeeTheSameWhateverTheOthersDo(BackEnd backEnd, Transport transport)
            throws IOException {
        var display = new Display(1000, 800);
        display.paint(noise(1000 * 800, 1));
        try (var server = server(display, backEnd, transport).start();
                var idle = new SocketViewer(server.address());
                var stuck = new SocketViewer(server.address());
                var viewer = new SocketViewer(server.address())) {
            for (int i = 0; i < 20; i++) {
                stuck.request(false); // and never reads
            }
            for (int seed = 2; seed < 12; seed++) {
                var picture = noise(1000 * 800, seed);
                display.paint(picture);
                viewer.request(seed > 2);
                viewer.readUpdate();
                assertArrayEquals(picture, viewer.pixels);
            }
            idle.request(true);
            idle.readUpdate();
            assertArrayEquals(viewer.pixels, idle.pixels);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aViewerIsResizedAndSeesTheNewPicture(BackEnd backEnd, Transport transport)
            throws IOException {
        var display = new Display(100, 50);
        try (var server = server(display, backEnd, transport).start();
                var viewer = new SocketViewer(server.address()).understandDesktopSize()) {
            viewer.request(false);
            viewer.readUpdate();
            viewer.request(true);
            display.resize(333, 222);
            viewer.readUpdate();
            assertEquals(333, viewer.width);

            var picture = noise(333 * 222, 3);
            display.paint(picture);
            viewer.request(false);
            viewer.readUpdate();
            assertArrayEquals(picture, viewer.pixels);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void inputIsHeardAndReleasedWhenTheViewerIsCutOff(BackEnd backEnd, Transport transport)
            throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var handler =
                new InputHandler() {
                    @Override
                    public void key(Viewer viewer, int keysym, boolean down) {
                        heard.add(keysym + " " + down);
                    }
                };
        try (var server = server(new Display(10, 10), backEnd, transport).input(handler).start()) {
            var viewer = new SocketViewer(server.address());
            viewer.send(new byte[] {4, 1, 0, 0, 0, 0, 0, 97});
            assertEquals("97 true", heard.poll(20, TimeUnit.SECONDS));
            viewer.socket.setSoLinger(true, 0);
            viewer.close();
            assertEquals("97 false", heard.poll(20, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void inputThatIsBeingHandledWhenTheServerClosesIsHandledToItsEnd(
            BackEnd backEnd, Transport transport) throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var handler =
                new InputHandler() {
                    @Override
                    public void key(Viewer viewer, int keysym, boolean down) {
                        Thread.currentThread()
                                .setUncaughtExceptionHandler((_, e) -> heard.add(e.toString()));
                        heard.add(keysym + " " + down);
                        while (down && threads().stream().anyMatch(n -> !n.contains("input"))) {
                            Thread.onSpinWait(); // until the event loop has ended
                        }
                    }
                };
        var server = server(new Display(10, 10), backEnd, transport).input(handler).start();
        try (var viewer = new SocketViewer(server.address())) {
            viewer.send(new byte[] {4, 1, 0, 0, 0, 0, 0, 97});
            assertEquals("97 true", heard.poll(20, TimeUnit.SECONDS));
            server.close();
        }
        assertEquals("97 false", heard.poll(20, TimeUnit.SECONDS));
        assertEquals(List.of(), List.copyOf(heard));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void closingDisconnectsTheViewers(BackEnd backEnd, Transport transport) throws IOException {
        var server = server(new Display(10, 10), backEnd, transport).start();
        try (var viewer = new SocketViewer(server.address())) {
            server.close();
            assertTrue(viewer.isClosedByServer());
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aHundredStartsAndStopsLeaveNothingBehind(BackEnd backEnd, Transport transport)
            throws Exception {
        var display = new Display(64, 64);
        int port = 0;
        for (int i = 0; i < 100; i++) {
            try (var server = server(display, backEnd, transport).port(port).start();
                    var viewer = new SocketViewer(server.address())) {
                port = server.address().getPort();
                viewer.request(false);
                viewer.readUpdate();
            }
        }
        new ServerSocket(port).close();
        GlobalEventExecutor.INSTANCE.awaitInactivity(20, TimeUnit.SECONDS);
        assertEquals(List.of(), threads());
    }

    /** Ours, those of Netty, and the virtual threads' if any is still waiting. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("covnc") || name.startsWith("globalEventExecutor"))
                .toList();
    }

    @Test
    void aPortInUseIsSaid() throws IOException {
        try (var server = VncServer.builder(new Display(1, 1)).port(0).start()) {
            var second = VncServer.builder(new Display(1, 1)).port(server.address().getPort());
            assertThrows(BindException.class, second::start);
        }
    }

    @Test
    void aDisplayThatOthersCouldReachNeedsAPasswordOrAWord() throws IOException {
        var open = VncServer.builder(new Display(1, 1)).host("0.0.0.0").port(0);
        assertThrows(IllegalStateException.class, open::start);
        open.noPasswordAtMyOwnRisk().start().close();
        VncServer.builder(new Display(1, 1))
                .host("0.0.0.0")
                .port(0)
                .password("12345678")
                .start()
                .close();
    }

    @Test
    void aPasswordThatIsTooLongIsRefused() {
        var builder = VncServer.builder(new Display(1, 1)).port(0).password("123456789");
        assertThrows(IllegalArgumentException.class, builder::start);
    }
}
