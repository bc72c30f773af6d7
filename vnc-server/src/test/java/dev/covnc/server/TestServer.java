package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.security.None;
import dev.covnc.rfb.security.SecurityOffer;
import dev.covnc.rfb.security.SecurityType;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A whole server without sockets, threads or a clock of its own: viewers are {@link WireScript}s,
 * tasks run when the test says so, time passes when the test says so.
 *
 * <p>Beside what the test does, a healthy viewer watches all along where no password is asked for.
 * Closing asserts, for every test alike, that the healthy viewer still gets its updates at once,
 * that everything ends, and that every buffer was given back.
 */
final class TestServer implements AutoCloseable {
    static final int WIDTH = 20;
    static final int HEIGHT = 10;

    final Display display = new Display(WIDTH, HEIGHT).name("test");

    /** What the input handler has heard. */
    final List<String> input = new ArrayList<>();

    /** What the embedder's one thread is to run. */
    final Queue<Runnable> embedder = new ArrayDeque<>();

    /** What the workers are to run. */
    final Queue<Runnable> workers = new ArrayDeque<>();

    private final UnpooledByteBufAllocator allocator =
            new UnpooledByteBufAllocator(false, true, true);
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final List<WireScript> scripts = new ArrayList<>();
    private final Viewers viewers;
    private WireScript healthy;

    TestServer(BackEnd backEnd, SecurityType... offered) {
        loop.freezeTime();
        var offer = new SecurityOffer(List.of(offered));
        var settings = new Settings(display, new Recorder(), offer, false, backEnd, Limits.DEFAULT);
        viewers = new Viewers(settings, loop.eventLoop(), workers::add, embedder::add);
        if (offer.types().stream().anyMatch(None.class::isInstance)) {
            healthy = watching();
        }
    }

    /** Notes what it hears. */
    private final class Recorder implements InputHandler {
        @Override
        public void key(Viewer viewer, int keysym, boolean down) {
            input.add("key %x %s".formatted(keysym, down ? "down" : "up"));
        }

        @Override
        public void pointer(Viewer viewer, int x, int y, int buttons) {
            input.add("pointer %d,%d %x".formatted(x, y, buttons));
        }

        @Override
        public void clipboard(Viewer viewer, String text) {
            input.add("clipboard " + text);
        }
    }

    /** A viewer that has just connected. */
    WireScript connect() {
        var channel = new EmbeddedChannel();
        channel.config().setAllocator(allocator);
        var script = new WireScript(this, channel, allocator);
        scripts.add(script);
        viewers.welcome(channel);
        run();
        return script;
    }

    /** A viewer that has come through the handshake without a password. */
    WireScript watching() {
        return connect()
                .play(
                        """
                        < 'RFB 003.008' 0a
                        > 'RFB 003.008' 0a
                        """)
                .choose(1)
                .play(
                        """
                        < 00000000
                        > 01
                        < 0014 000a 20 18 00 01 00ff 00ff 00ff 10 08 00 000000 00000004 'test'
                        """);
    }

    /** The healthy viewer leaves, so that the test's own are alone. */
    void dismissHealthyViewer() {
        healthy.reset();
        healthy = null;
    }

    /** Runs everything that can run without time passing. */
    TestServer run() {
        boolean idle = false;
        while (!idle) {
            idle = runLoops() & runAll(embedder) & runAll(workers);
        }
        return this;
    }

    private boolean runLoops() {
        boolean idle = runLoop(loop);
        for (var script : scripts) {
            idle &= runLoop(script.channel);
        }
        return idle;
    }

    private static boolean runLoop(EmbeddedChannel channel) {
        if (!channel.hasPendingTasks()) {
            return true;
        }
        while (channel.hasPendingTasks()) {
            channel.runPendingTasks();
        }
        return false;
    }

    private static boolean runAll(Queue<Runnable> tasks) {
        if (tasks.isEmpty()) {
            return true;
        }
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return false;
    }

    TestServer advance(Duration time) {
        loop.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        return run();
    }

    /** Paints one pixel. */
    void paint(int x, int y, int xrgb) {
        display.paint(new Rectangle(x, y, 1, 1), new int[] {xrgb}, 0, 1);
        run();
    }

    @Override
    public void close() {
        run();
        assertHealthyViewerIsServed();
        var ended = viewers.shutDown();
        run().advance(Limits.DEFAULT.closing());
        assertTrue(ended.isDone(), "not everything has ended");
        ended.join();
        scripts.forEach(WireScript::assertEnded);
        assertFalse(display.watched(), "a viewer is still counted");
        assertFalse(loop.hasPendingTasks(), "a task or a timer is left");
        assertEquals(0, allocator.metric().usedDirectMemory(), "buffers were not given back");
        assertEquals(0, allocator.metric().usedHeapMemory(), "buffers were not given back");
    }

    /** Nobody stalls: whatever the others did, this one is answered before any time passes. */
    private void assertHealthyViewerIsServed() {
        if (healthy == null) {
            return;
        }
        display.resize(WIDTH, HEIGHT);
        paint(0, 0, 0xffffff);
        healthy.play("> 03 00 0000 0000 0001 0001").discardReceived();
        healthy.play("> 03 01 0000 0000 0001 0001");
        paint(0, 0, 0x123456);
        healthy.play("< 00 00 0001 0000 0000 0001 0001 00000000 56341200");
    }
}
