package dev.covnc.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.covnc.server.web.WebDoor;
import dev.covnc.server.web.WebSettings;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Somebody at the door of a {@link TestServer} who speaks HTTP and WebSocket, byte by byte. */
final class Browser {
    static final WebSettings SETTINGS =
            new WebSettings(
                    "/",
                    Set.of("https://friend.example"),
                    Set.of(),
                    _ -> false,
                    Optional.empty(),
                    Duration.ofSeconds(10));

    /** Of RFC 6455 section 1.3, with the proof that belongs to it. */
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    static final String PROOF = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    static final String UPGRADE =
            """
            GET /websockify HTTP/1.1
            Host: covnc:5900
            Origin: http://covnc:5900
            Upgrade: websocket
            Connection: keep-alive, Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Protocol: binary
            Sec-WebSocket-Key: %s

            """
                    .formatted(KEY)
                    .replace("\n", "\r\n");

    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    final WireScript wire;
    private final TestServer server;

    Browser(TestServer server, WebDoor door) {
        this.server = server;
        wire = server.connect(door::openToAll);
    }

    /** Somebody who gets what he asks for, so that nothing need be said about it. */
    Browser untold() {
        server.endsUntold(wire);
        return this;
    }

    Browser send(String text) {
        wire.send(text.getBytes(ISO_8859_1));
        return this;
    }

    /** Asks for something, and gets the whole answer. */
    String ask(String request) {
        send(request);
        return received();
    }

    String get(String target) {
        return ask("GET " + target + " HTTP/1.1\r\nHost: covnc:5900\r\n\r\n");
    }

    String received() {
        return new String(wire.discardReceived(), ISO_8859_1);
    }

    /** The channel is a WebSocket after this. */
    Browser upgrade() {
        send(UPGRADE);
        return expectSwitch();
    }

    Browser expectSwitch() {
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n")) {
            answer.append(new String(wire.take(1), US_ASCII));
        }
        if (!answer.toString().startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError(answer + received());
        }
        return this;
    }

    /** Sends one frame with all these bytes. */
    Browser binary(byte[] payload) {
        wire.send(frame(0x82, payload));
        return this;
    }

    /** The next frames from the server carry these bytes, however they are cut. */
    Browser expect(byte[] bytes) {
        var got = new ByteArrayOutputStream();
        while (got.size() < bytes.length) {
            got.writeBytes(takeFrame(0x82));
        }
        org.junit.jupiter.api.Assertions.assertArrayEquals(bytes, got.toByteArray());
        return this;
    }

    Browser expect(String script) {
        return expect(WireScript.parse(script));
    }

    Browser say(String script) {
        return binary(WireScript.parse(script));
    }

    /** Takes one frame that begins with this byte, and answers what is in it. */
    byte[] takeFrame(int first) {
        wire.expect((byte) first);
        int length = wire.take(1)[0];
        if (length == 126) {
            length = Short.toUnsignedInt(ByteBuffer.wrap(wire.take(2)).getShort());
        } else if (length == 127) {
            length = (int) ByteBuffer.wrap(wire.take(8)).getLong();
        }
        return wire.take(length);
    }

    /** The server ends the WebSocket with this status (RFC 6455 section 7.4.1). */
    void expectEnd(int status) {
        var payload = takeFrame(0x88);
        org.junit.jupiter.api.Assertions.assertEquals(status, ByteBuffer.wrap(payload).getShort());
        wire.expectNothing().expectClosed();
    }

    /** A masked frame, as clients send them (RFC 6455 section 5.2). */
    static byte[] frame(int first, byte... payload) {
        var out = ByteBuffer.allocate(payload.length + 14).put((byte) first);
        if (payload.length < 126) {
            out.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            out.put((byte) 0xfe).putShort((short) payload.length);
        } else {
            out.put((byte) 0xff).putLong(payload.length);
        }
        out.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.put((byte) (payload[i] ^ MASK[i % 4]));
        }
        return java.util.Arrays.copyOf(out.array(), out.position());
    }
}
