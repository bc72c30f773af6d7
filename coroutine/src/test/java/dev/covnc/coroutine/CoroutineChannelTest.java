package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A channel that suspends, on every back-end alike. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class CoroutineChannelTest {
    private static final Duration STALL = Duration.ofSeconds(30);

    private final Loop loop = new Loop();
    private final Gate gate = new Gate();
    private final CoroutineScope root;
    private final CoroutineChannel channel;
    private final List<Object> events = new ArrayList<>();
    private final List<ByteBuf> given = new ArrayList<>();

    CoroutineChannelTest(BackEnd backEnd) {
        root = new CoroutineScope(loop.executor(), backEnd);
        loop.channel.pipeline().addLast(gate);
        channel = new CoroutineChannel(loop.channel, STALL);
    }

    /** A peer that takes bytes only while the gate is open. */
    private static final class Gate extends ChannelOutboundHandlerAdapter {
        private boolean open = true;

        @Override
        public void flush(ChannelHandlerContext context) {
            if (open) {
                context.flush();
            }
        }
    }

    private void start(Runnable body) {
        root.start(
                "test",
                () -> {
                    try {
                        body.run();
                    } catch (Closed | DeadlineExceeded e) {
                        events.add(e);
                    }
                });
        loop.run();
    }

    private void receive(String text) {
        var buffer = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
        given.add(buffer);
        loop.channel.pipeline().fireChannelRead(buffer);
        loop.run();
    }

    private String read(int count) {
        var bytes = new byte[count];
        channel.read(bytes, 0, count);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private byte[] sent() {
        var all = Unpooled.buffer();
        for (ByteBuf part = loop.channel.readOutbound();
                part != null;
                part = loop.channel.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        var bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    @AfterEach
    void nothingIsLeftBehind() {
        channel.close();
        var ended = root.shutDown();
        loop.run();
        assertTrue(ended.isDone());
        loop.channel.releaseOutbound();
        given.forEach(buffer -> assertEquals(0, buffer.refCnt()));
        assertFalse(loop.channel.hasPendingTasks());
    }

    @Test
    void readingWaitsForExactlyWhatIsAskedFor() {
        start(
                () -> {
                    events.add(read(5));
                    events.add((char) channel.readByte());
                    events.add(read(2));
                });
        receive("he");
        receive("l");
        assertEquals(List.of(), events);
        receive("lo!");
        assertEquals(List.of("hello", '!'), events);
        receive("ok and more");
        assertEquals(List.of("hello", '!', "ok"), events);
    }

    @Test
    void emptyBuffersAreNothing() {
        start(() -> events.add(read(1)));
        receive("");
        receive("x");
        assertEquals(List.of("x"), events);
    }

    @Test
    void whatHasComeAndWasNotReadGoesThroughTheHandlersThatAreInserted() {
        start(
                () -> {
                    events.add(read(2));
                    channel.insert(new Changing(1), new Changing(-2));
                    events.add(read(4));
                });
        receive("hifg");
        receive("hi");
        assertEquals(List.of("hi", "efgh"), events);
    }

    @Test
    void nothingIsInsertedWhenThePeerHasLeft() {
        start(
                () -> {
                    channel.skip(1);
                    channel.insert(new Changing(1));
                });
        loop.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
        receive("a");
        assertEquals(Closed.class, events.getFirst().getClass());
    }

    /** Changes the letters that come. */
    private static final class Changing extends ChannelInboundHandlerAdapter {
        private final int by;

        Changing(int by) {
            this.by = by;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var buffer = (ByteBuf) message;
            for (int i = buffer.readerIndex(); i < buffer.writerIndex(); i++) {
                buffer.setByte(i, buffer.getByte(i) + by);
            }
            context.fireChannelRead(buffer);
        }
    }

    @Test
    void skippingCountsBeyondWhatOneBufferHolds() {
        start(
                () -> {
                    channel.skip(5);
                    events.add(read(1));
                });
        receive("123");
        receive("45x");
        assertEquals(List.of("x"), events);
    }

    @Test
    void whatWasSentBeforeAHalfCloseIsStillReadAndThenThePeerHasLeft() {
        start(
                () -> {
                    events.add(read(2));
                    events.add(read(2));
                });
        loop.channel
                .pipeline()
                .fireChannelRead(Unpooled.copiedBuffer("abc", StandardCharsets.US_ASCII));
        loop.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
        loop.run();
        assertEquals("ab", events.get(0));
        assertEquals(Closed.class, events.get(1).getClass());
    }

    @Test
    void aHalfClosedPeerCanStillBeWrittenTo() {
        loop.channel.pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
        start(
                () -> {
                    channel.write(new byte[] {1, 2}, 0, 2);
                    channel.drain();
                });
        assertArrayEquals(new byte[] {1, 2}, sent());
    }

    @Test
    void aResetEndsTheReadWithItsCause() {
        var reset = new IOException("Connection reset by peer");
        start(() -> read(1));
        loop.channel.pipeline().fireExceptionCaught(reset);
        loop.run();
        assertSame(reset, ((Closed) events.getFirst()).getCause());
        assertFalse(loop.channel.isOpen());
    }

    @Test
    void closingEndsAReadThatWaits() {
        start(() -> read(1));
        start(channel::close);
        assertEquals(Closed.class, events.getFirst().getClass());
    }

    @Test
    void whatIsWrittenArrivesInOrder() {
        var bytes = new byte[100_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        start(
                () -> {
                    channel.write(bytes, 0, bytes.length);
                    channel.drain();
                    events.add("drained");
                });
        assertEquals(List.of("drained"), events);
        assertArrayEquals(bytes, sent());
    }

    @Test
    void writingSuspendsWhileTooMuchIsPending() {
        gate.open = false;
        start(
                () -> {
                    channel.write(new byte[1_000_000], 0, 1_000_000);
                    channel.drain();
                    events.add("written");
                });
        assertEquals(List.of(), events);
        long pending = 64 * 1024 + loop.channel.bytesBeforeWritable();
        assertTrue(pending < 400_000, "pending " + pending);
        gate.open = true;
        loop.channel.flush();
        loop.run();
        assertEquals(List.of("written"), events);
        assertEquals(1_000_000, sent().length);
    }

    @Test
    void aPeerThatTakesNothingIsGivenUp() {
        gate.open = false;
        start(() -> channel.write(new byte[1_000_000], 0, 1_000_000));
        loop.advance(STALL);
        assertEquals(DeadlineExceeded.class, events.getFirst().getClass());
    }

    @Test
    void aPeerThatTakesALittleHasTheWholeTimeAgain() {
        var slow = new SlowPeer();
        loop.channel.pipeline().addFirst(slow);
        start(
                () -> {
                    channel.write(new byte[40_000], 0, 40_000);
                    channel.drain();
                    events.add("drained");
                });
        for (int chunk = 0; chunk < 3; chunk++) {
            assertEquals(List.of(), events);
            loop.advance(STALL.minusMillis(1));
            slow.takeOne();
            loop.run();
        }
        assertEquals(List.of("drained"), events);
    }

    /** A peer that takes one buffer at a time. */
    private static final class SlowPeer extends ChannelOutboundHandlerAdapter {
        private final ArrayDeque<Runnable> held = new ArrayDeque<>();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            held.add(() -> context.writeAndFlush(message, promise));
        }

        void takeOne() {
            held.poll().run();
        }
    }

    @Test
    void aPeerThatLeavesWhileWritingWaitsEndsTheWrite() {
        gate.open = false;
        start(() -> channel.write(new byte[1_000_000], 0, 1_000_000));
        channel.close();
        loop.run();
        assertEquals(Closed.class, events.getFirst().getClass());
    }

    @Test
    void oneReadsWhileAnotherWrites() {
        gate.open = false;
        start(() -> channel.write(new byte[1_000_000], 0, 1_000_000));
        start(() -> events.add(read(2)));
        receive("hi");
        assertEquals(List.of("hi"), events);
    }

    @Test
    void aSecondReaderIsRefusedAndTheFirstReadsOn() {
        start(() -> events.add(read(2)));
        start(
                () -> {
                    var refusal = assertThrows(IllegalStateException.class, () -> read(2));
                    events.add(refusal.getMessage());
                });
        receive("hi");
        var refusal = "Coroutine 'test' waits for a signal that Coroutine 'test' waits for already";
        assertEquals(List.of(refusal, "hi"), events);
    }
}
