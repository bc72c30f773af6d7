package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.ExtendedDesktopSize.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Chapter E of hostile-input.md, the rows about what is not in the RFC. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class ExtensionCatalogueTest {
    private static final String UNDERSTANDS_BOTH = "> 02 00 0002 fffffec8 fffffec7";
    private static final String UNDERSTANDS_SIZES = "> 02 00 0001 fffffecc";
    private static final String AS_IT_IS =
            "0014 000a fffffecc 01 000000 00000001 0000 0000 0014 000a 00000000";

    private final TestServer server;

    ExtensionCatalogueTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    @Test
    void e8ContinuousUpdatesUninvitedEndTheConnection() {
        for (var enable : List.of("96 01 0000 0000 ffff ffff", "96 00 0000 0000 0000 0000")) {
            var viewer = server.watching().play("> " + enable).expectNothing();
            viewer.expectClosedBecause("EnableContinuousUpdates, which was not agreed on");
        }
        // One extension is not the other.
        var viewer = server.watching().play("> 02 00 0001 fffffec8 < f8 000000 80000001 00");
        viewer.play("> 96 01 0000 0000 ffff ffff").expectNothing().expectClosed();
    }

    @Test
    void e8ContinuousUpdatesAreClipped() {
        var viewer = server.watching().play(UNDERSTANDS_BOTH + "< f8 000000 80000001 00 96");
        viewer.play("> f8 000000 00000001 00 > 96 01 0013 0009 ffff ffff");
        viewer.play("< 00 00 0001 0013 0009 0001 0001 00000000").take(4);
        viewer.play("< f8 000000 80000001 00").expectNothing();
        server.paint(18, 9, 1);
        viewer.expectNothing();
    }

    @Test
    void e9AFenceWithTooLongAPayloadIsSkipped() {
        var viewer = server.watching();
        for (int length : List.of(65, 66, 127, 128, 254, 255)) {
            viewer.play("> f8 000000 80000001 %02x 5a*%d".formatted(length, length));
            viewer.expectNothing().assertInStep();
        }
        viewer.play("> f8 000000 80000001 40 5a*64 < f8 000000 00000001 40 5a*64");
        viewer.expectNothing().assertInStep();
    }

    @Test
    void e10AnAnswerThatNobodyWaitsForIsSkipped() {
        var viewer = server.watching();
        viewer.play("> f8 000000 00000000 00 > f8 000000 00000007 00").expectNothing();
        viewer.play("> f8 000000 00000001 08 00*8").expectNothing().assertInStep();
    }

    @Test
    void e10OfFencesThatSyncTheNextEachIsAnsweredByTheNext() {
        var viewer = server.watching();
        for (int i = 0; i < 3; i++) {
            viewer.play("> f8 000000 80000004 08 'payload1'").expectNothing();
            viewer.play("> f8 000000 80000004 00 < f8 000000 00000004 08 'payload1'");
            viewer.expectNothing().play("> 02 00 0000 < f8 000000 00000004 00");
            viewer.expectNothing().assertInStep();
        }
    }

    @Test
    void e11AFloodOfFencesIsNotReadByWhomItWouldFill() {
        var viewer = server.watching().stopReading();
        var thousand = WireScript.parse("f8 000000 80000000 40 5a*64".repeat(1000));
        for (int i = 0; i < 1000; i++) {
            viewer.send(thousand);
        }
        assertTrue(viewer.pending() <= 64 * 1024, "pending " + viewer.pending());
        server.assertOthersAreServed();
    }

    @Test
    void e12AShutdownThatWasNotAgreedOnEndsTheConnection() {
        for (var xvp : List.of("fa 00 01 02", "fa 00 02 02", "fa 00 01 ff")) {
            server.watching().play("> " + xvp).expectNothing().expectClosedBecause("type 250");
            // Nor does naming it agree on it: it is not offered.
            var naming = server.watching().play("> 02 00 0001 fffffecb").expectNothing();
            naming.play("> " + xvp).expectNothing().expectClosedBecause("type 250");
        }
    }

    @Test
    void e13ASizeThatWasNotAgreedOnEndsTheConnection() {
        server.decision = () -> CompletableFuture.failedStage(new AssertionError("was asked"));
        var viewer = server.watching().play("> " + wish(4, 3, screen(1, 0, 0, 4, 3)));
        viewer.expectNothing().expectClosedBecause("SetDesktopSize, which was not agreed on");
    }

    @Test
    void e13ScreensThatCannotBeAreRefused() {
        server.decision = () -> CompletableFuture.failedStage(new AssertionError("was asked"));
        var viewer = server.watching().play(UNDERSTANDS_SIZES).expectNothing();
        var manyOnOne = new String[255];
        for (int i = 0; i < 255; i++) {
            manyOnOne[i] = screen(7, 0, 0, 1, 1);
        }
        for (var wish :
                List.of(
                        wish(4, 3),
                        wish(0, 0, screen(1, 0, 0, 0, 0)),
                        wish(0, 3, screen(1, 0, 0, 0, 3)),
                        wish(4, 3, screen(1, 0, 0, 4, 0)),
                        wish(4, 3, screen(1, 0, 0, 5, 3)),
                        wish(4, 3, screen(1, 4, 0, 1, 1)),
                        wish(4, 3, screen(1, 0xffff, 0xffff, 0xffff, 0xffff)),
                        wish(4, 3, screen(1, 0, 0, 4, 3), screen(2, 0, 0, 4, 4)),
                        wish(4, 3, screen(1, 0, 0, 2, 3), screen(1, 2, 0, 2, 3)),
                        wish(4, 3, manyOnOne))) {
            viewer.play("> " + wish + "< 00 00 0001 0001 0003" + AS_IT_IS).expectNothing();
        }
        for (var wish :
                List.of(
                        wish(0xffff, 0xffff, screen(1, 0, 0, 0xffff, 0xffff)),
                        wish(8193, 1, screen(1, 0, 0, 1, 1)),
                        wish(1, 8193, screen(1, 0, 0, 1, 1)),
                        wish(8192, 8192, screen(1, 0, 0, 8192, 8192)))) {
            viewer.play("> " + wish + "< 00 00 0001 0001 0002" + AS_IT_IS).expectNothing();
        }
        viewer.play("> 02 00 0000").assertInStep();
    }

    @Test
    void e13TheSmallestSizeAndTheMostScreensAreAskedAbout() {
        var viewer = server.watching().play(UNDERSTANDS_SIZES);
        var screens = new String[255];
        for (int i = 0; i < 255; i++) {
            screens[i] = screen(i, 0, 0, 1, 1);
        }
        for (var wish : List.of(wish(1, 1, screen(1, 0, 0, 1, 1)), wish(1, 1, screens))) {
            viewer.play("> " + wish + "< 00 00 0001 0001 0001" + AS_IT_IS).expectNothing();
            server.advance(Duration.ofMillis(100));
        }
    }

    @Test
    void e13WhoWishesTenThousandTimesASecondIsHeardTenTimes() {
        var asked = new int[1];
        server.decision =
                () -> {
                    asked[0]++;
                    return CompletableFuture.completedStage(Status.PROHIBITED);
                };
        var viewer = server.watching().play(UNDERSTANDS_SIZES);
        for (int i = 0; i < 10_000; i++) {
            viewer.play("> " + wish(4, 3, screen(1, 0, 0, 4, 3)));
            viewer.discardReceived();
            server.advance(Duration.ofNanos(100_000));
        }
        assertEquals(10, asked[0]);
        server.assertOthersAreServed();
    }

    @Test
    void e14AScaleEndsTheConnection() {
        for (var message : List.of("08 00 0000", "0f 00 0000", "08 01 0000", "0f ff 0000")) {
            server.watching().play("> " + message).expectNothing().expectClosed();
        }
    }

    @Test
    void e15AFileEndsTheConnection() {
        var messages =
                List.of(
                        "07 0000 0000 00000000 ffffffff",
                        "07 03 0000 00000000 00000008 'C:\\a.txt'",
                        "81 00 0002 'ab'",
                        "82 0000 0000 00000000",
                        "84 00*12",
                        "87 ff*12",
                        "89 00*8",
                        "fc 000003 00000100");
        for (var message : messages) {
            server.watching().play("> " + message).expectNothing().expectClosed();
        }
    }

    @Test
    void e16AChatEndsTheConnection() {
        for (var length : List.of("ffffffff", "fffffffe", "00000005 'hello'", "7fffffff")) {
            var viewer = server.watching().play("> 0b 000000" + length).expectNothing();
            viewer.expectClosedBecause("type 11");
        }
    }

    @Test
    void e17WhatQemuWouldUnderstandEndsTheConnection() {
        var messages =
                List.of(
                        "ff 00 0001 0000ffe1 ffffffff",
                        "ff 01 0002 06 00 ffffffff",
                        "ff 01 0000",
                        "ff 09");
        for (var message : messages) {
            // Named, but not confirmed: it is not offered.
            var viewer = server.watching().play("> 02 00 0002 fffffefe fffffefd").expectNothing();
            viewer.play("> " + message).expectNothing().expectClosedBecause("type 255");
        }
        assertEquals(List.of(), server.input);
    }

    @Test
    void e18APointerEventHasSixBytesWhateverItsButtonsSay() {
        for (var named : List.of("> 02 00 0000", "> 02 00 0001 fffffec4")) {
            var viewer = server.watching().play(named).expectNothing();
            viewer.play("> 05 80 0003 0004 04 01 0000 00000061");
            assertEquals(List.of("pointer 3,4 80", "key 61 down"), server.input);
            viewer.assertInStep();
            viewer.leave();
            server.input.clear();
        }
    }

    private static String wish(int width, int height, String... screens) {
        return "fb 00 %04x %04x %02x 00 ".formatted(width, height, screens.length)
                + String.join(" ", screens);
    }

    private static String screen(int id, int x, int y, int width, int height) {
        return "%08x %04x %04x %04x %04x 00000000".formatted(id, x, y, width, height);
    }
}
