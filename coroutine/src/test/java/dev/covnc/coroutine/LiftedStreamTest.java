package dev.covnc.coroutine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Code written for sockets, run in a coroutine as it is. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class LiftedStreamTest {
    private static final Duration STALL = Duration.ofSeconds(30);
    private static final String JSON =
            "{\"name\":\"covnc\",\"sizes\":[1,640,\"\u00e9\"],\"ok\":true}";

    private final Stage stage;
    private final Gate gate = new Gate();
    private final CoroutineChannel channel;
    private final InputStream in;
    private final OutputStream out;

    LiftedStreamTest(BackEnd backEnd) {
        stage = new Stage(backEnd);
        stage.loop.channel.pipeline().addLast(gate);
        channel = new CoroutineChannel(stage.loop.channel, STALL);
        in = channel.inputStream();
        out = channel.outputStream();
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

    /** What may throw as socket code does. */
    private interface SocketCode {
        void run() throws IOException;
    }

    private Coroutine start(SocketCode body) {
        return stage.start(
                "a",
                () -> {
                    try {
                        body.run();
                        stage.say("ended");
                    } catch (IOException e) {
                        stage.say("IOException: " + e.getMessage());
                    } catch (CancelledException | DeadlineExceeded e) {
                        stage.say(e.getMessage());
                    }
                });
    }

    private void receive(byte... bytes) {
        stage.loop.channel.pipeline().fireChannelRead(Unpooled.copiedBuffer(bytes));
        stage.loop.run();
    }

    private void peerEnds() {
        stage.loop
                .channel
                .pipeline()
                .fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
        stage.loop.run();
    }

    private byte[] sent() {
        var all = Unpooled.buffer();
        for (ByteBuf part = stage.loop.channel.readOutbound();
                part != null;
                part = stage.loop.channel.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        var bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    @AfterEach
    void everybodyEnds() {
        channel.close();
        stage.shutDown();
        stage.loop.channel.releaseOutbound();
    }

    /** Jackson's parser asks an InputStream for more, and has never heard of coroutines. */
    @Test
    void aParserOfOthersIsSuspendedAtEveryReadAndOthersRunMeanwhile() {
        var tokens = new ArrayList<String>();
        var parser = start(() -> parse(tokens));
        var ticks = new ArrayList<Integer>();
        var ticker =
                stage.start(
                        "ticker",
                        () -> {
                            while (true) {
                                ticks.add(tokens.size());
                                Coroutine.yield();
                            }
                        });
        var bytes = JSON.getBytes(StandardCharsets.UTF_8);
        for (var one : bytes) {
            assertEquals("bytes from the peer", parser.parking().reason());
            receive(one);
            ticker.enter();
        }
        peerEnds();
        stage.assertSaid("a ended");
        assertEquals(
                List.of(
                        "{", "name", "covnc", "sizes", "[", "1", "640", "\u00e9", "]", "ok", "true",
                        "}"),
                tokens);
        assertEquals(1 + bytes.length, ticks.size());
        assertEquals(ticks.stream().sorted().toList(), ticks);
        assertTrue(ticks.contains(3) && ticks.contains(6), "between its tokens: " + ticks);
    }

    private void parse(List<String> tokens) throws IOException {
        try (var parser = new JsonFactory().createParser(in)) {
            while (parser.nextToken() != null) {
                tokens.add(parser.getText());
            }
        }
    }

    @Test
    void aGeneratorOfOthersIsSuspendedWhileThePeerTakesNothing() {
        gate.open = false;
        var writer = start(this::generate);
        assertEquals("the peer to take bytes", writer.parking().reason());
        gate.open = true;
        stage.loop.channel.flush();
        stage.loop.run();
        stage.assertSaid("a ended");
        var text = new String(sent(), StandardCharsets.US_ASCII);
        assertTrue(text.startsWith("[0,1,2,") && text.endsWith(",99998,99999]"));
    }

    private void generate() throws IOException {
        try (var generator = new JsonFactory().createGenerator(out)) {
            generator.writeStartArray();
            for (int i = 0; i < 100_000; i++) {
                generator.writeNumber(i);
            }
            generator.writeEndArray();
        }
    }

    @Test
    void readingTakesWhatThereIsAndWaitsForAtLeastOneByte() {
        start(
                () -> {
                    var bytes = new byte[10];
                    assertEquals(0, in.read(bytes, 0, 0));
                    assertEquals(2, in.read(bytes));
                    assertEquals(0, in.available());
                    assertEquals(200, in.read());
                    assertEquals(1, in.available());
                    assertArrayEquals(new byte[] {4}, in.readAllBytes());
                    assertEquals(-1, in.read());
                    assertEquals(-1, in.read(bytes));
                });
        receive((byte) 1, (byte) 2);
        receive((byte) 200, (byte) 4);
        peerEnds();
        stage.assertSaid("a ended");
    }

    @Test
    void aPeerThatLeavesInTheMiddleIsTheParsersOwnError() {
        start(() -> parse(new ArrayList<>()));
        receive("{\"name\":".getBytes(StandardCharsets.US_ASCII));
        peerEnds();
        stage.assertSaidStarting("a IOException: Unexpected end-of-input");
    }

    @Test
    void aResetIsAnIoException() {
        start(in::read);
        stage.loop.channel.pipeline().fireExceptionCaught(new IOException("Connection reset"));
        stage.loop.run();
        stage.assertSaid("a IOException: The peer has left");
    }

    @Test
    void itsCauseIsWhatNettySaid() {
        var cause = new ArrayList<Throwable>();
        var reset = new IOException("Connection reset");
        start(
                () -> {
                    try {
                        in.read();
                    } catch (IOException e) {
                        cause.add(e.getCause().getCause());
                    }
                });
        stage.loop.channel.pipeline().fireExceptionCaught(reset);
        stage.loop.run();
        assertSame(reset, cause.getFirst());
        stage.assertSaid("a ended");
    }

    @Test
    void readingWhatWasClosedOnThisSideIsAnIoException() {
        start(
                () -> {
                    in.close();
                    in.close();
                    in.read();
                });
        stage.assertSaid("a IOException: The connection was closed");
        assertFalse(stage.loop.channel.isOpen());
    }

    @Test
    void writingWhatWasClosedIsAnIoException() {
        start(
                () -> {
                    out.close();
                    out.close();
                    out.flush();
                    out.write(1);
                });
        stage.assertSaid("a IOException: The connection was closed");
    }

    @Test
    void closingSendsWhatWasWritten() {
        gate.open = false;
        var a =
                start(
                        () -> {
                            out.write(1);
                            out.write(new byte[] {2, 3});
                            out.close();
                        });
        assertEquals("the peer to take bytes", a.parking().reason());
        assertTrue(stage.loop.channel.isOpen());
        gate.open = true;
        stage.loop.channel.flush();
        stage.loop.run();
        stage.assertSaid("a ended");
        assertFalse(stage.loop.channel.isOpen());
        assertArrayEquals(new byte[] {1, 2, 3}, sent());
    }

    @Test
    void aPeerThatTakesNothingIsAnIoException() {
        gate.open = false;
        start(() -> out.write(new byte[1_000_000]));
        stage.advance(STALL);
        stage.assertSaid(
                "a IOException: Sending, with no byte taken by the peer, took longer than 30 s");
    }

    @Test
    void aDeadlineAroundTheCodeIsNone() {
        gate.open = false;
        start(
                () ->
                        Deadline.within(
                                STALL,
                                "All of it",
                                () -> swallow(() -> out.write(new byte[1_000_000]))));
        stage.advance(STALL);
        stage.assertSaid("a All of it took longer than 30 s");
    }

    private static void swallow(SocketCode code) {
        try {
            code.run();
        } catch (IOException _) {
            // As code for sockets does, to try again.
        }
    }

    @Test
    void beingCancelledIsNone() {
        var a = start(() -> swallow(in::read));
        stage.cancel(a);
        stage.assertSaid("a Coroutine 'a' was cancelled");
    }

    @Test
    void oneThatIsCancelledWhileItClosesStillCloses() {
        gate.open = false;
        var a =
                start(
                        () -> {
                            out.write(1);
                            out.close();
                        });
        stage.cancel(a);
        stage.assertSaid("a Coroutine 'a' was cancelled");
        assertFalse(stage.loop.channel.isOpen());
    }
}
