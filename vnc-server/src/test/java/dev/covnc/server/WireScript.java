package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// One viewer as bytes against bytes, in memory.
///
/// ```
/// > 01 'RFB ' 00*12      # the viewer sends: hex, text in quotes, byte*count
/// < 00000000             # the server has answered exactly this, and nothing before it
/// ```
///
/// What the server has sent beyond what the script expects stays to be expected.
final class WireScript {
    private static final Pattern TOKEN =
            Pattern.compile("#.*|[<>]|'[^']*'|[0-9a-fA-F]{2}\\*[0-9]+|(?:[0-9a-fA-F]{2})+");

    final EmbeddedChannel channel;
    private final Gate gate = new Gate();
    private final TestServer server;
    private final ByteBufAllocator allocator;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    WireScript(TestServer server, EmbeddedChannel channel, ByteBufAllocator allocator) {
        this.server = server;
        this.channel = channel;
        this.allocator = allocator;
        channel.pipeline().addFirst(gate);
    }

    /** A viewer takes bytes only while its gate is open. */
    private static final class Gate extends ChannelOutboundHandlerAdapter {
        private boolean open = true;
        private long reads;

        @Override
        public void read(ChannelHandlerContext context) {
            reads++;
            context.read();
        }

        @Override
        public void flush(ChannelHandlerContext context) {
            if (open) {
                context.flush();
            }
        }
    }

    /** Plays the lines in order. */
    WireScript play(String script) {
        var token = TOKEN.matcher(script);
        var bytes = new ByteArrayOutputStream();
        char direction = 0;
        while (token.find()) {
            var text = token.group();
            if (text.equals("<") || text.equals(">")) {
                perform(direction, bytes.toByteArray());
                direction = text.charAt(0);
                bytes.reset();
            } else if (!text.startsWith("#")) {
                bytes.writeBytes(bytes(text));
            }
        }
        perform(direction, bytes.toByteArray());
        return this;
    }

    private void perform(char direction, byte[] bytes) {
        if (direction == '>') {
            send(bytes);
        } else if (direction == '<') {
            expect(bytes);
        }
    }

    /** The bytes of a script that has no direction. */
    static byte[] parse(String hex) {
        var bytes = new ByteArrayOutputStream();
        TOKEN.matcher(hex)
                .results()
                .map(MatchResult::group)
                .filter(token -> !token.startsWith("#"))
                .forEach(token -> bytes.writeBytes(bytes(token)));
        return bytes.toByteArray();
    }

    private static byte[] bytes(String token) {
        if (token.startsWith("'")) {
            return token.substring(1, token.length() - 1).getBytes(StandardCharsets.ISO_8859_1);
        }
        int star = token.indexOf('*');
        if (star < 0) {
            return HexFormat.of().parseHex(token);
        }
        var bytes = new byte[Integer.parseInt(token.substring(star + 1))];
        Arrays.fill(bytes, (byte) Integer.parseInt(token.substring(0, star), 16));
        return bytes;
    }

    /** Speaks 3.8, chooses the first type that is offered, and answers what it asks. */
    WireScript logIn(String password) {
        play("< 'RFB 003.008' 0a > 'RFB 003.008' 0a");
        int first = take(take(1)[0])[0];
        send((byte) first);
        return first == 2 ? send(response(take(16), password)) : this;
    }

    /** What a viewer answers to a challenge (RFC 6143 section 7.2.2). */
    static byte[] response(byte[] challenge, String password) {
        var key = Arrays.copyOf(password.getBytes(StandardCharsets.UTF_8), 8);
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (Integer.reverse(key[i]) >>> 24);
        }
        try {
            var des = Cipher.getInstance("DES/ECB/NoPadding");
            des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
            return des.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends the bytes in one segment; nobody reads them from a connection that is closed. */
    WireScript send(byte... bytes) {
        if (bytes.length > 0 && channel.isOpen()) {
            channel.pipeline().fireChannelRead(allocator.buffer(bytes.length).writeBytes(bytes));
            channel.pipeline().fireChannelReadComplete();
        }
        server.run();
        server.sent(this);
        return this;
    }

    /** Sends the bytes in segments of that length; all in one if that is 0. */
    WireScript sendInPieces(int length, byte... bytes) {
        int piece = length == 0 ? Math.max(1, bytes.length) : length;
        for (int at = 0; at < bytes.length; at += piece) {
            send(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
        }
        return this;
    }

    /** The next bytes from the server are these. */
    WireScript expect(byte... bytes) {
        var actual = take(Math.min(bytes.length, available()));
        assertEquals(HexFormat.of().formatHex(bytes), HexFormat.of().formatHex(actual));
        return this;
    }

    /** The server has sent nothing more. */
    WireScript expectNothing() {
        assertEquals("", HexFormat.of().formatHex(take(available())));
        return this;
    }

    /** Takes what has come, whatever it is. */
    byte[] discardReceived() {
        return take(available());
    }

    /** How many bytes have come that were not expected yet. */
    int available() {
        server.run();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            received.writeBytes(ByteBufUtil.getBytes(part));
            part.release();
        }
        return received.size();
    }

    /** From now on the viewer takes nothing. */
    WireScript stopReading() {
        gate.open = false;
        return this;
    }

    /** The viewer takes what is there, and what comes from now on. */
    WireScript readOn() {
        gate.open = true;
        channel.flush();
        server.run();
        return this;
    }

    /** How often the server has asked for what the viewer sends. */
    long reads() {
        return gate.reads;
    }

    /** The bytes that the server holds back for the viewer. */
    long pending() {
        return channel.unsafe().outboundBuffer().totalPendingWriteBytes();
    }

    /** The next {@code count} bytes that have come. */
    byte[] take(int count) {
        if (count > available()) {
            fail("only " + available() + " bytes have come, not " + count);
        }
        var all = received.toByteArray();
        received.reset();
        received.write(all, count, all.length - count);
        return Arrays.copyOf(all, count);
    }

    /** The line that has come: four bytes of length, and UTF-8. */
    String takeLine() {
        return new String(take(ByteBuffer.wrap(take(4)).getInt()), StandardCharsets.UTF_8);
    }

    /**
     * Both sides agree where in the stream they are, and the viewer, which asked for Raw and 32
     * bits, still gets what is on the display.
     */
    WireScript assertInStep() {
        discardReceived();
        server.paint(1, 1, 0);
        play("> 03 00 0001 0001 0001 0001").discardReceived();
        server.paint(1, 1, 0xfedcba);
        play("> 03 01 0001 0001 0001 0001");
        return play("< 00 00 0001 0001 0001 0001 0001 00000000 badcfe00").expectNothing();
    }

    /** The server has closed the connection, or does within a second. */
    WireScript expectClosed() {
        server.run();
        if (channel.isOpen()) {
            server.advance(Duration.ofSeconds(1));
        }
        assertFalse(channel.isOpen(), "the connection is still open");
        return this;
    }

    /** The same, and the one line in the log is a warning that says why. */
    WireScript expectClosedBecause(String why) {
        expectClosed();
        var lines = server.log.about(channel.remoteAddress());
        assertEquals(1, lines.size(), lines::toString);
        assertEquals(Level.WARNING, lines.getFirst().level());
        assertTrue(lines.getFirst().text().contains(why), lines.getFirst()::text);
        return this;
    }

    WireScript expectOpen() {
        server.run();
        assertTrue(channel.isOpen(), "the connection was closed");
        return this;
    }

    /** The viewer shuts its side down. */
    WireScript finish() {
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
        server.run();
        return this;
    }

    /** The viewer's connection is reset. */
    WireScript reset() {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        server.run();
        return this;
    }

    /** The viewer goes, and the test needs it no more. */
    void leave() {
        if (channel.isOpen()) {
            reset();
        }
        assertEnded();
        server.forget(this);
    }

    void assertEnded() {
        assertFalse(channel.isOpen(), "a connection is still open");
        channel.releaseOutbound();
        channel.checkException();
    }
}
