package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.coroutine.CoroutineChannel;
import dev.covnc.coroutine.CoroutineScope;
import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.None;
import dev.covnc.rfb.security.SecurityType;
import dev.covnc.rfb.security.VncAuth;
import dev.covnc.server.web.WebDoor;
import dev.covnc.server.web.WebSettings;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A whole server without sockets, threads or a clock of its own: viewers are {@link WireScript}s,
 * tasks run when the test says so, time passes when the test says so.
 *
 * <p>Beside what the test does, a healthy viewer watches all along. Closing asserts, for every test
 * alike, that the healthy viewer still gets its updates at once, that everything ends, that every
 * buffer and everything outside of the heap was given back, that no thread is left, and that the
 * log has one line for each viewer and nothing else, such as a leak that Netty has found.
 */
final class TestServer implements AutoCloseable {
    static final int WIDTH = 20;
    static final int HEIGHT = 10;

    static final SecurityType NONE = new None();

    static final String PASSWORD = "password";
    static final String VIEW_ONLY_PASSWORD = "lookonly";

    final Display display = new Display(WIDTH, HEIGHT).name("test");

    /** What the input handler has heard. */
    final List<String> input = new ArrayList<>();

    /** How often viewers have wished for another size. */
    int wishes;

    /** What the resize handler answers. */
    Supplier<CompletionStage<Status>> decision =
            () -> CompletableFuture.completedStage(Status.PROHIBITED);

    /** What the input handler does beside hearing. */
    Consumer<String> reaction = _ -> {};

    /** What the embedder's one thread is to run. */
    final Queue<Runnable> embedder = new ArrayDeque<>();

    /** What the workers are to run. */
    final Queue<Runnable> workers = new ArrayDeque<>();

    final CapturedLog log = new CapturedLog();

    private final Leftovers leftovers = new Leftovers();
    private final DirtyAllocator allocator = new DirtyAllocator();
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final List<WebDoor> doors = new ArrayList<>();
    private final List<WireScript> scripts = new ArrayList<>();
    private final List<SocketAddress> connected = new ArrayList<>();
    private final Limits limits;
    private final Viewers viewers;
    private int peers;
    private boolean embedderBusy;
    private boolean workersBusy;
    private WireScript healthy;
    private boolean closed;
    private int sendings;

    TestServer(BackEnd backEnd, SecurityType... offered) {
        this(new TestSettings(backEnd, offered));
    }

    /**
     * @param password the healthy viewer's
     */
    TestServer(BackEnd backEnd, String password, SecurityType... offered) {
        this(new TestSettings(backEnd, offered).password(password));
    }

    TestServer(TestSettings chosen) {
        loop.freezeTime();
        var settings = chosen.settings(display, new Recorder(), (_, _, _, _) -> decide());
        limits = settings.limits();
        viewers = new Viewers(settings, loop.eventLoop(), workers::add, embedder::add);
        healthy = watching(chosen.password);
    }

    private CompletionStage<Status> decide() {
        wishes++;
        return decision.get();
    }

    /** Whether that viewer was there to be sent away. */
    boolean disconnect(Viewer viewer) {
        boolean wasThere = viewers.disconnect(viewer, "was sent away by the test");
        run();
        return wasThere;
    }

    /** A type that asks for one of the two passwords. */
    static VncAuth vncAuth() {
        return new VncAuth(
                Map.of(
                        Identity.FULL, PASSWORD.toCharArray(),
                        Identity.VIEW_ONLY, VIEW_ONLY_PASSWORD.toCharArray()));
    }

    /** Notes what it hears. */
    private final class Recorder implements InputHandler {
        @Override
        public void key(Viewer viewer, int keysym, boolean down) {
            hear("key %x %s".formatted(keysym, down ? "down" : "up"));
        }

        @Override
        public void pointer(Viewer viewer, int x, int y, int buttons) {
            hear("pointer %d,%d %x".formatted(x, y, buttons));
        }

        @Override
        public void clipboard(Viewer viewer, String text) {
            hear("clipboard " + text);
        }

        private void hear(String event) {
            input.add(event);
            reaction.accept(event);
        }
    }

    /** A viewer that shows everything, and has asked for nothing since. */
    WireScript upToDate() {
        var viewer = watching().play("> 03 00 0000 0000 0014 000a");
        viewer.take(4 + 12 + WIDTH * HEIGHT * 4);
        return viewer.expectNothing();
    }

    /** How the viewer is doing that has connected last. */
    ViewerStatus status() {
        run();
        return viewers.status().stream()
                .filter(one -> one.viewer().address().equals(connected.getLast()))
                .findFirst()
                .orElseThrow();
    }

    /** A viewer that has just connected. */
    WireScript connect() {
        return connect(this::receive, nextMachine());
    }

    /** A viewer that has just connected from there. */
    WireScript connectFrom(String host) {
        return connect(this::receive, new InetSocketAddress(InetAddress.ofLiteral(host), ++peers));
    }

    private void receive(Channel channel) {
        viewers.reception().receive(channel, viewers::welcome);
    }

    /** A viewer from there has just had a wrong password. */
    void fail(String host) {
        viewers.failures().failed(origin(host));
    }

    /** How long an answer to a viewer from there waits. */
    Duration backOff(String host) {
        return viewers.failures().delay(origin(host));
    }

    private static Origin origin(String host) {
        return Origin.of(new InetSocketAddress(InetAddress.ofLiteral(host), 0));
    }

    EventExecutor loop() {
        return loop.eventLoop();
    }

    /** A root scope on the server's loop. */
    CoroutineScope newScope() {
        return new CoroutineScope(loop.eventLoop(), viewers.settings().backEnd());
    }

    /** A viewer that has just connected, whose connection lives in a scope of the test's own. */
    WireScript connectIn(CoroutineScope scope) {
        return connect(channel -> welcome(channel, scope), nextMachine());
    }

    private void welcome(Channel channel, CoroutineScope scope) {
        var stream =
                new RfbStream(
                        new CoroutineChannel(channel, limits.writeStall()), limits, workers::add);
        var connection = new Connection(viewers, stream, channel.remoteAddress(), () -> {});
        scope.start("viewer " + channel.remoteAddress(), connection::run);
    }

    /** A door that leads here, for browsers and viewers. */
    WebDoor door(WebSettings settings) {
        var door = new WebDoor(settings, loop.eventLoop(), viewers::welcome);
        doors.add(door);
        return door;
    }

    /** The log has no line about the end of this one. */
    void endsUntold(WireScript script) {
        connected.remove(script.channel.remoteAddress());
    }

    /** The log knows this one by another address, which a proxy has vouched for. */
    void endsToldAs(WireScript script, SocketAddress address) {
        connected.set(connected.indexOf(script.channel.remoteAddress()), address);
    }

    /** Somebody who has just connected, at the door say; always from the same machine. */
    WireScript connect(Consumer<Channel> server) {
        return connect(server, address(0, ++peers));
    }

    /** Viewers come from a machine each, unless they say where from. */
    private InetSocketAddress nextMachine() {
        return address(++peers, 5000);
    }

    private static InetSocketAddress address(int machine, int port) {
        var ip = new byte[] {10, (byte) (machine >> 16), (byte) (machine >> 8), (byte) machine};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(ip), port);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private WireScript connect(Consumer<Channel> server, InetSocketAddress address) {
        var channel = new Peer(address);
        channel.config().setAllocator(allocator);
        var script = new WireScript(this, channel, allocator);
        scripts.add(script);
        connected.add(address);
        server.accept(channel);
        run();
        return script;
    }

    /** A channel from an address of its own, by which the log tells its viewer. */
    private static final class Peer extends EmbeddedChannel {
        private final SocketAddress address;

        Peer(SocketAddress address) {
            this.address = address;
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return address;
        }
    }

    /** A viewer that has come through the handshake, by the first type that is offered. */
    WireScript watching() {
        return watching(PASSWORD);
    }

    WireScript watching(String password) {
        var size = "%04x %04x".formatted(display.width(), display.height());
        return connect()
                .logIn(password)
                .play(
                        """
                        < 00000000
                        > 01
                        < SIZE 20 18 00 01 00ff 00ff 00ff 10 08 00 000000 00000004 'test'
                        """
                                .replace("SIZE", size));
    }

    /** The healthy viewer leaves, so that the test's own are alone. */
    void dismissHealthyViewer() {
        healthy.leave();
        healthy = null;
    }

    /** A script has come to its end and was checked. */
    void forget(WireScript script) {
        scripts.remove(script);
    }

    /** Runs everything that can run without time passing. */
    TestServer run() {
        boolean idle = false;
        while (!idle) {
            idle = runLoops();
            idle &= embedderBusy || runAll(embedder);
            idle &= workersBusy || runAll(workers);
        }
        return this;
    }

    /** From now on until told otherwise, the embedder's thread is stuck in what it does. */
    void embedderIsBusy(boolean busy) {
        embedderBusy = busy;
        run();
    }

    /** From now on until told otherwise, the workers are stuck in what they do. */
    void workersAreBusy(boolean busy) {
        workersBusy = busy;
        run();
    }

    /** The workers do one thing, and are stuck in the next. */
    void workOnce() {
        workers.remove().run();
        run();
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

    /** The server closes while everything else stays as it is; nobody is served any more. */
    CompletableFuture<Void> beginClosing() {
        healthy = null;
        var ended = viewers.shutDown();
        run();
        return ended;
    }

    /** Once; a test may do it before the harness does. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (log) {
            embedderIsBusy(false);
            workersAreBusy(false);
            assertOthersAreServed();
            doors.forEach(WebDoor::shutDown);
            var ended = viewers.shutDown();
            run().advance(limits.closing());
            assertTrue(ended.isDone(), "not everything has ended");
            ended.join();
            scripts.forEach(WireScript::assertEnded);
            assertFalse(display.watched(), "a viewer is still counted");
            assertEquals(0, viewers.reception().strangers(), "a stranger is still counted");
            assertFalse(loop.hasPendingTasks(), "a task or a timer is left");
            assertEquals(0, allocator.metric().usedDirectMemory(), "buffers were not given back");
            assertEquals(0, allocator.metric().usedHeapMemory(), "buffers were not given back");
            leftovers.assertNone();
            log.assertOneLineEach(connected);
        }
    }

    /**
     * A viewer has sent something. The healthy one is answered while that goes on, too: it is
     * looked at after the 1st, 2nd, 4th, 8th... time.
     */
    void sent(WireScript by) {
        if (healthy != null && by != healthy && Integer.bitCount(++sendings) == 1) {
            healthy.discardReceived();
            healthy.play("> 03 00 0000 0000 0001 0001 < 00 00 0001 0000 0000 0001 0001 00000000");
            healthy.take(4);
        }
    }

    /** Nobody stalls: whatever the others do, the healthy viewer is answered before time passes. */
    TestServer assertOthersAreServed() {
        if (healthy == null) {
            return this;
        }
        paint(0, 0, 0xffffff);
        healthy.play("> 03 00 0000 0000 0001 0001").discardReceived();
        healthy.play("> 03 01 0000 0000 0001 0001");
        paint(0, 0, 0x123456);
        healthy.play("< 00 00 0001 0000 0000 0001 0001 00000000 56341200");
        return this;
    }
}
