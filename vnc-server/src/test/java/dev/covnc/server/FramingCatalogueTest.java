package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;

/** Chapter E of hostile-input.md, the rows about where a message begins and ends. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class FramingCatalogueTest {

    /** One of each; all but the first are seen by what they do. */
    private static final List<String> MESSAGES =
            """
            00 000000 20 18 00 01 00ff 00ff 00ff 10 08 00 000000
            02 00 0003 00000000 ffffff20 12345678
            03 00 0003 0002 0002 0001
            04 01 0000 0000ffe3
            05 01 0003 0004
            06 000000 00000003 'h' e9 0d
            """
                    .lines()
                    .toList();

    private static final byte[] CONVERSATION = WireScript.parse(String.join(" ", MESSAGES));
    private static final List<String> HEARD =
            List.of("key ffe3 down", "pointer 3,4 1", "clipboard h\u00e9\n");
    private static final byte[] ANSWER =
            WireScript.parse("00 00 0001 0003 0002 0002 0001 00000000 00*8");

    private static final byte[] HANDSHAKE = WireScript.parse("'RFB 003.008' 0a 02 00*16 01");
    private static final int RESPONSE_AT = 12 + 1;

    private final BackEnd backEnd;
    private TestServer server;

    FramingCatalogueTest(BackEnd backEnd) {
        this.backEnd = backEnd;
        server = new TestServer(backEnd, TestServer.NONE);
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    private void assertUnderstood(WireScript viewer) {
        assertEquals(HEARD, server.input);
        assertArrayEquals(ANSWER, viewer.take(ANSWER.length));
        viewer.expectNothing().assertInStep();
        viewer.leave();
        server.input.clear();
    }

    @Test
    void e19MessagesMayBeCutAnywhere() {
        for (int at = 0; at <= CONVERSATION.length; at++) {
            var viewer = server.watching();
            viewer.send(Arrays.copyOf(CONVERSATION, at));
            viewer.send(Arrays.copyOfRange(CONVERSATION, at, CONVERSATION.length));
            assertUnderstood(viewer);
        }
    }

    @Test
    void e19MessagesMayComeByteByByte() {
        for (var gap : Stream.of(0, 1, 1000).map(Duration::ofMillis).toList()) {
            var viewer = server.watching();
            for (byte b : CONVERSATION) {
                viewer.send(b);
                server.advance(gap);
            }
            assertUnderstood(viewer);
        }
    }

    @Test
    void e19AThousandMessagesMayComeAtOnce() {
        var viewer = server.watching();
        var heard = new ArrayList<String>();
        var messages = new StringBuilder("> ");
        for (int i = 0; i < 1000; i++) {
            messages.append(MESSAGES.get(i % 2)).append(MESSAGES.get(2));
            messages.append("04 01 0000 %08x 04 00 0000 %1$08x ".formatted(i));
            heard.add("key %x down".formatted(i));
            heard.add("key %x up".formatted(i));
        }
        viewer.play(messages.toString());
        assertEquals(heard, server.input);
        viewer.assertInStep();
    }

    @Test
    void e19TheHandshakeMayBeCutAnywhere() {
        passwordServer();
        for (int at = 0; at <= HANDSHAKE.length; at++) {
            var viewer = server.connect();
            var sent = Math.min(at, RESPONSE_AT);
            viewer.send(Arrays.copyOf(HANDSHAKE, sent));
            viewer.send(Arrays.copyOfRange(HANDSHAKE, sent, RESPONSE_AT));
            viewer.play("< 'RFB 003.008' 0a 01 02");
            var rest = Arrays.copyOfRange(HANDSHAKE, RESPONSE_AT, HANDSHAKE.length);
            var response = WireScript.response(viewer.take(16), TestServer.PASSWORD);
            System.arraycopy(response, 0, rest, 0, 16);
            viewer.send(Arrays.copyOf(rest, at - sent));
            viewer.send(Arrays.copyOfRange(rest, at - sent, rest.length));
            viewer.play("< 00000000").take(24 + 4);
            viewer.assertInStep();
            viewer.leave();
        }
    }

    @Test
    void e20AMessageThatWasNotSentToItsEndWasNotSent() {
        for (var message : MESSAGES) {
            var bytes = WireScript.parse(message);
            for (int length = 0; length < bytes.length; length++) {
                endsAfter(Arrays.copyOf(bytes, length), true);
                endsAfter(Arrays.copyOf(bytes, length), false);
            }
        }
    }

    private void endsAfter(byte[] bytes, boolean reset) {
        var viewer = server.watching().send(bytes);
        leave(viewer, reset);
        viewer.expectNothing();
        assertEquals(List.of(), server.input);
        viewer.leave();
    }

    @Test
    void e20WhatWasSentBeforeIsExecuted() {
        var viewer = server.watching();
        viewer.play("> " + MESSAGES.get(3) + MESSAGES.get(4) + "06 000000 00000003 'h'");
        leave(viewer, false);
        assertEquals(
                List.of("key ffe3 down", "pointer 3,4 1", "key ffe3 up", "pointer 3,4 0"),
                server.input);
    }

    @Test
    void e20AViewerMayLeaveAnywhereInTheHandshake() {
        passwordServer();
        for (int length = 0; length <= HANDSHAKE.length; length++) {
            leavesHandshakeAfter(length, true);
            leavesHandshakeAfter(length, false);
        }
    }

    private void leavesHandshakeAfter(int length, boolean reset) {
        var viewer = server.connect();
        viewer.send(Arrays.copyOf(HANDSHAKE, Math.min(length, RESPONSE_AT)));
        if (length > RESPONSE_AT) {
            var rest = Arrays.copyOfRange(HANDSHAKE, RESPONSE_AT, length);
            var challenge = Arrays.copyOfRange(viewer.discardReceived(), 12 + 2, 12 + 2 + 16);
            var response = WireScript.response(challenge, TestServer.PASSWORD);
            System.arraycopy(response, 0, rest, 0, Math.min(16, rest.length));
            viewer.send(rest);
        }
        leave(viewer, reset);
        viewer.leave();
    }

    /** Closed at once, and nobody's fault. */
    private void leave(WireScript viewer, boolean reset) {
        if (reset) {
            viewer.reset();
        } else {
            viewer.finish();
        }
        assertTrue(!viewer.channel.isOpen());
        var lines = server.log.about(viewer.channel.remoteAddress());
        assertEquals(List.of(Level.INFO), lines.stream().map(CapturedLog.Line::level).toList());
    }

    private void passwordServer() {
        server.close();
        server = new TestServer(backEnd, TestServer.vncAuth());
    }
}
