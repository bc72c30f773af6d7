package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// One viewer as bytes against bytes, in memory.
///
/// ```
/// > 01 'RFB ' 00*12      the viewer sends: hex, text in quotes, byte*count
/// < 00000000             the server has answered exactly this, and nothing before it
/// ```
///
/// What the server has sent beyond what the script expects stays to be expected.
final class WireScript {
    private static final Pattern TOKEN =
            Pattern.compile("[<>]|'[^']*'|[0-9a-fA-F]{2}\\*[0-9]+|(?:[0-9a-fA-F]{2})+");

    final EmbeddedChannel channel;
    private final TestServer server;
    private final ByteBufAllocator allocator;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    WireScript(TestServer server, EmbeddedChannel channel, ByteBufAllocator allocator) {
        this.server = server;
        this.channel = channel;
        this.allocator = allocator;
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
            } else {
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

    /** Reads the list of security types, whatever it offers, and chooses one. */
    WireScript choose(int type) {
        take(Byte.toUnsignedInt(take(1)[0]));
        return send((byte) type);
    }

    /** Sends the bytes in one segment. */
    WireScript send(byte... bytes) {
        if (bytes.length > 0) {
            channel.pipeline().fireChannelRead(allocator.buffer(bytes.length).writeBytes(bytes));
        }
        server.run();
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

    /** The server has closed the connection, or does within a second. */
    WireScript expectClosed() {
        server.run();
        if (channel.isOpen()) {
            server.advance(Duration.ofSeconds(1));
        }
        assertFalse(channel.isOpen(), "the connection is still open");
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

    void assertEnded() {
        assertFalse(channel.isOpen(), "a connection is still open");
        channel.releaseOutbound();
        channel.checkException();
    }
}
