package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket of another web server's, made of two queues. */
@ParameterizedClass
@EnumSource(BackEnd.class)
@Timeout(60)
class ForeignWebSocketTest implements ForeignWebSocket {
    private static final InetSocketAddress ADDRESS =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 4242);
    private static final WebVisit VISIT =
            new WebVisit(
                    "example.org", Optional.empty(), true, Optional.of("ann"), Optional.empty());

    private final Display display = new Display(4, 2).name("foreign");
    private final VncServer server;

    /** What was sent, and what its sender waits for. */
    private record Sent(byte[] bytes, CompletableFuture<Void> taken) {}

    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ByteArrayOutputStream got = new ByteArrayOutputStream();

    ForeignWebSocketTest(BackEnd backEnd) throws IOException {
        display.paint(new int[] {1, 2, 3, 4, 5, 6, 7, 8});
        server = VncServer.builder(display).port(0).backEnd(backEnd).start();
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Override
    public CompletionStage<?> send(ByteBuffer message) {
        var bytes = new byte[message.remaining()];
        message.get(bytes);
        var one = new Sent(bytes, new CompletableFuture<>());
        sent.add(one);
        return one.taken();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private byte[] take(int count) throws InterruptedException {
        while (got.size() < count) {
            var message = sent.poll(20, TimeUnit.SECONDS);
            assertNotNull(message, "only " + got.size() + " bytes came");
            assertTrue(sent.isEmpty(), "the next has come before this was taken");
            got.writeBytes(message.bytes());
            message.taken().complete(null);
        }
        var all = got.toByteArray();
        got.reset();
        got.write(all, count, all.length - count);
        return Arrays.copyOf(all, count);
    }

    private static void say(Inbound viewer, String script) {
        viewer.received(ByteBuffer.wrap(WireScript.parse(script))).toCompletableFuture().join();
    }

    private Inbound watching() throws InterruptedException {
        var viewer = server.serve(this, ADDRESS, VISIT);
        take(12);
        say(viewer, "'RFB 003.0'");
        say(viewer, "'08' 0a 01");
        assertArrayEquals(WireScript.parse("0101 00000000"), take(6));
        say(viewer, "01");
        take(24 + 7);
        return viewer;
    }

    @Test
    void aViewerIsServedThroughIt() throws Exception {
        var viewer = watching();
        assertEquals(Optional.of(VISIT), server.viewers().getFirst().viewer().web());
        assertEquals(ADDRESS, server.viewers().getFirst().viewer().address());
        say(viewer, "03 00 0000 0000 0004 0002");
        var update = take(4 + 12 + 4 * 8);
        assertEquals(1, update[16]);
        assertEquals(8, update[16 + 28]);
        viewer.left();
        assertTrue(closed.await(20, TimeUnit.SECONDS));
    }

    @Test
    void theServersEndIsItsEnd() throws Exception {
        var viewer = watching();
        server.close();
        assertTrue(closed.await(20, TimeUnit.SECONDS));
        say(viewer, "04 00*7");
        viewer.left();
        assertThrows(IllegalStateException.class, () -> server.serve(this, ADDRESS, VISIT));
    }

    @Test
    void whatCannotBeSentEndsIt() throws Exception {
        server.serve(this, ADDRESS, VISIT);
        var greeting = sent.poll(20, TimeUnit.SECONDS);
        greeting.taken().completeExceptionally(new IOException("gone"));
        assertTrue(closed.await(20, TimeUnit.SECONDS));
        assertEquals(0, server.viewers().size());
    }
}
