package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.server.web.WebDoor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;

/** The rows of hostile-input.md about WebSocket, its beginning and its frames. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class WebSocketCatalogueTest {
    /** From the viewer's version to a request for a pixel, which is answered. */
    private static final String SESSION =
            "'RFB 003.008' 0a 01 01 0200 0001 00000000 03 00 0000 0000 0001 0001";

    private final TestServer server;
    private final WebDoor door;

    WebSocketCatalogueTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
        door = server.door(Browser.SETTINGS);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Browser browser() {
        return new Browser(server, door);
    }

    private Browser socket() {
        return browser().upgrade().expect("'RFB 003.008' 0a");
    }

    /** All that the session is answered after the greeting. */
    private static void expectSession(Browser browser) {
        browser.expect(
                """
                0101 00000000
                0014 000a 20 18 00 01 00ff 00ff 00ff 10 08 00 000000 00000004 'test'
                00 00 0001 0000 0000 0001 0001 00000000 00000000
                """);
    }

    @Test
    void j1AFrameOfAnyLengthIsRefusedBeforeItIsKept() {
        for (var length : new String[] {"ff 0000000000010001", "ff 7fffffffffffffff"}) {
            var browser = socket();
            browser.wire.play("> 82 " + length + " 12345678");
            browser.expectEnd(1009);
        }
        var largest = socket();
        largest.binary(new byte[1 << 16]).wire.expectClosed();
    }

    @Test
    void j2FramesAreNotMessages() {
        var session = WireScript.parse(SESSION);
        for (int cut = 0; cut <= session.length; cut++) {
            var browser = socket();
            browser.binary(Arrays.copyOfRange(session, 0, cut));
            browser.binary(Arrays.copyOfRange(session, cut, session.length));
            expectSession(browser);
            browser.wire.leave();
        }
    }

    @Test
    void j2ManyFramesInASegmentAndFragmentsAreOneStream() {
        var session = WireScript.parse(SESSION);
        var eachByte = new ByteArrayOutputStream();
        for (int i = 0; i < session.length; i++) {
            int opcode = i == 0 ? 0x02 : i == session.length - 1 ? 0x80 : 0x00;
            eachByte.writeBytes(Browser.frame(opcode, session[i]));
            eachByte.writeBytes(Browser.frame(0x89)); // A ping may stand between fragments.
        }
        var browser = socket();
        browser.wire.send(eachByte.toByteArray());
        browser.wire.discardReceived();
        browser.wire.expectOpen();

        var bySegments = socket();
        for (byte part : Browser.frame(0x82, session)) {
            bySegments.wire.send(part);
        }
        expectSession(bySegments);
    }

    @Test
    void j2WhatFollowsTheRequestInItsSegmentIsTheFirstFrame() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(Browser.UPGRADE.getBytes());
        all.writeBytes(Browser.frame(0x82, WireScript.parse(SESSION)));
        var browser = browser();
        browser.wire.send(all.toByteArray());
        browser.expectSwitch().expect("'RFB 003.008' 0a");
        expectSession(browser);
    }

    @Test
    void j3FramesThatBreakTheRulesEndIt() {
        for (var frame :
                new String[] {
                    "82 01 00", // not masked
                    "c2 81 12345678 00", // a reserved bit
                    "83 81 12345678 00", // no such opcode
                    "8b 80 12345678", // no such control opcode
                    "89 fe 007e 12345678" + " 00*126", // a ping that is too long
                    "09 80 12345678", // a ping in fragments
                    "80 81 12345678 00", // continues nothing
                    "02 81 12345678 00 82 81 12345678 00", // begins before the end
                    "82 fe 0001 12345678 00", // a length in more bytes than it needs
                }) {
            var browser = socket();
            browser.wire.play("> " + frame);
            browser.expectEnd(1002);
        }
        var text = socket();
        text.wire.send(Browser.frame(0x81, (byte) 'R'));
        text.expectEnd(1003);
    }

    @Test
    void j3AnyNumberOfFramesWithoutAByteIsNothing() {
        var browser = socket();
        var empty = Browser.frame(0x82);
        var many = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            many.writeBytes(empty);
        }
        for (int i = 0; i < 10; i++) {
            browser.wire.send(many.toByteArray());
        }
        browser.say(SESSION);
        expectSession(browser);
    }

    @Test
    void j3AFloodOfPingsIsAnsweredOnceWhereNobodyListens() {
        var browser = socket();
        browser.wire.send(Browser.frame(0x89, (byte) 7));
        assertEquals(7, browser.takeFrame(0x8a)[0]);
        browser.wire.stopReading();
        var ping = Browser.frame(0x89, new byte[100]);
        for (int i = 0; i < 10_000; i++) {
            browser.wire.send(ping);
        }
        assertTrue(browser.wire.pending() < 1000, () -> browser.wire.pending() + " bytes");
        browser.wire.readOn();
        browser.takeFrame(0x8a);
        browser.wire.send(Browser.frame(0x89));
        browser.wire.discardReceived();
        browser.say(SESSION);
        expectSession(browser);
    }

    @Test
    void j3ACloseIsAnsweredWithOne() {
        var browser = socket();
        browser.wire.send(Browser.frame(0x88, (byte) 3, (byte) 0xe8));
        browser.expectEnd(1000);
    }

    @Test
    void j3PingsGoOutEveryTwentySeconds() {
        var browser = socket();
        browser.say(SESSION);
        expectSession(browser);
        for (int i = 0; i < 3; i++) {
            server.advance(Duration.ofSeconds(19));
            browser.wire.expectNothing();
            server.advance(Duration.ofSeconds(1));
            assertEquals(0, browser.takeFrame(0x89).length);
            browser.wire.send(Browser.frame(0x8a));
        }
        server.advance(Duration.ofSeconds(20));
        browser.takeFrame(0x89);
    }

    @Test
    void j4TheRequestMayEndAtAnyByte() {
        var request = Browser.UPGRADE.getBytes();
        for (int cut = 0; cut < request.length; cut++) {
            for (boolean reset : new boolean[] {false, true}) {
                var browser = browser().untold();
                browser.wire.send(Arrays.copyOf(request, cut));
                if (reset) {
                    browser.wire.reset();
                } else {
                    browser.wire.channel.close();
                }
                browser.wire.expectNothing().leave();
            }
        }
    }

    @Test
    void j4TheSocketMayEndRightAfterTheSwitch() {
        browser().upgrade().wire.reset();
        var browser = browser();
        browser.send(Browser.UPGRADE);
        browser.wire.channel.close();
    }

    @Test
    void j6PagesOfOthersAreRefused() {
        for (var origin :
                new String[] {
                    "https://evil.example",
                    "http://covnc",
                    "http://covnc:5901",
                    "https://covnc:5900",
                    "http://covnc:5900.evil.example",
                    "https://friend.example.evil.example",
                    "null",
                    ""
                }) {
            var browser = browser();
            var request = Browser.UPGRADE.replace("Origin: http://covnc:5900", "Origin: " + origin);
            assertRefused(browser, request, "403 Forbidden");
        }
        var twice =
                Browser.UPGRADE.replace(
                        "Upgrade: w", "Origin: https://friend.example\r\nUpgrade: w");
        assertRefused(browser(), twice, "400 Bad Request");
    }

    @Test
    void j6OwnPagesFriendsAndProgramsAreLetIn() {
        browser().upgrade();
        for (var origin : new String[] {"Origin: https://friend.example\r\n", ""}) {
            browser()
                    .send(Browser.UPGRADE.replace("Origin: http://covnc:5900\r\n", origin))
                    .expectSwitch();
        }
    }

    @Test
    void j9NoExtensionIsAgreedOn() {
        var browser = browser();
        var asking = "Sec-WebSocket-Extensions: permessage-deflate\r\nUpgrade: w";
        var answer = browser.ask(Browser.UPGRADE.replace("Upgrade: w", asking));
        assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
        assertTrue(!answer.toLowerCase().contains("extensions"), answer);
    }

    @Test
    void j10TheSubprotocolIsBinaryOrNone() {
        var offer = "Sec-WebSocket-Protocol: binary\r\n";
        var none = browser().ask(Browser.UPGRADE.replace(offer, ""));
        assertTrue(!none.contains("protocol:") && none.contains(Browser.PROOF), none);
        for (var accepted :
                new String[] {
                    offer,
                    "Sec-WebSocket-Protocol: base64, binary\r\n",
                    "Sec-WebSocket-Protocol: base64\r\nSec-WebSocket-Protocol: binary\r\n"
                }) {
            var answer = browser().ask(Browser.UPGRADE.replace(offer, accepted));
            assertTrue(answer.contains("protocol: binary\r\n"), answer);
        }
        for (var refused : new String[] {"base64", "chat", "binaryx", ""}) {
            var request = Browser.UPGRADE.replace("binary\r\n", refused + "\r\n");
            assertRefused(browser(), request, "400 Bad Request");
        }
    }

    @Test
    void j5ARequestThatIsNoWebSocketsIsRefused() {
        for (var change :
                new String[][] {
                    {"Version: 13", "Version: 8", "426 Upgrade Required"},
                    {"Version: 13", "Other: 13", "426 Upgrade Required"},
                    {"Key: " + Browser.KEY, "Other: 1", "400 Bad Request"},
                    {"Key: " + Browser.KEY, "Key: " + "A".repeat(22), "400 Bad Request"},
                    {"Key: " + Browser.KEY, "Key: %%%", "400 Bad Request"},
                    {"keep-alive, Upgrade", "keep-alive", "400 Bad Request"},
                    {"GET /", "HEAD /", "400 Bad Request"},
                    {"HTTP/1.1", "HTTP/1.0", "400 Bad Request"},
                    {"Host: covnc:5900\r\n", "", "400 Bad Request"},
                    {"Host: covnc:5900\r\n", "Host: a\r\nHost: b\r\n", "400 Bad Request"},
                    {"GET /websockify", "GET /other", "404 Not Found"},
                }) {
            var request = Browser.UPGRADE.replace(change[0], change[1]);
            if (change[2].startsWith("404")) {
                assertRefused(browser().untold(), request, change[2]);
            } else {
                assertRefused(browser(), request, change[2]);
            }
        }
    }

    private static void assertRefused(Browser browser, String request, String status) {
        var answer = browser.ask(request);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + "\r\n"), request + answer);
        browser.wire.expectClosed();
    }
}
