package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.encoders.OpenHandles;
import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Chapter I of hostile-input.md: viewers that do not read, and viewers that go. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class OutputCatalogueTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private static final String EVERYTHING = "> 03 00 0000 0000 ffff ffff";
    private static final String WHATEVER_CHANGES = "> 03 01 0000 0000 ffff ffff";

    /** What is held back for a viewer at most: the high-water mark, and a piece over it. */
    private static final int CAP = 256 * 1024 + 20 * 1024;

    private final SplittableRandom random = new SplittableRandom(1);
    private final TestServer server;

    OutputCatalogueTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
        server.display.resize(WIDTH, HEIGHT);
        server.display.paint(random.ints(WIDTH * HEIGHT).toArray());
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    /** A frame of an animation: some of the picture changes. */
    private void animate() {
        var pixels = random.ints(100 * 100).toArray();
        var area =
                new Rectangle(random.nextInt(WIDTH - 100), random.nextInt(HEIGHT - 100), 100, 100);
        server.display.paint(area, pixels, 0, 100);
        server.run();
    }

    @Test
    void i1AViewerThatDoesNotReadIsHeldBackAndThenGivenUp() {
        server.workersAreBusy(true);
        var viewer = server.watching().stopReading().play(EVERYTHING.repeat(2000));
        server.workOnce();
        for (int frame = 0; frame < 1800; frame++) {
            viewer.play(WHATEVER_CHANGES);
            animate();
            // What cannot be sent is not even encoded.
            assertEquals(0, server.workers.size());
            assertTrue(viewer.pending() <= CAP, "pending " + viewer.pending());
            server.advance(Duration.ofMillis(16));
        }
        server.assertOthersAreServed();
        server.advance(Duration.ofSeconds(1));
        viewer.expectOpen().expectClosedBecause("no byte taken by the peer");
    }

    @Test
    void i1AViewerThatReadsAgainGetsTheNewestPictureAndOnlyThat() {
        var viewer = server.watching().play(EVERYTHING);
        viewer.discardReceived();
        viewer.stopReading().play(WHATEVER_CHANGES);
        server.paint(0, 1, 1);
        for (int i = 2; i < 100; i++) {
            viewer.play(WHATEVER_CHANGES);
            server.paint(0, 1, i);
            server.advance(Duration.ofMillis(100));
        }
        viewer.readOn().play("< 00 00 0001 0000 0001 0001 0001 00000000 01000000");
        viewer.play("< 00 00 0001 0000 0001 0001 0001 00000000 63000000").expectNothing();
    }

    @Test
    void i1BellsAndClipboardsDoNotPileUp() {
        var viewer = server.watching().stopReading();
        server.display.bell();
        server.run();
        for (int i = 0; i < 1000; i++) {
            server.display.bell();
            server.display.clipboard("%010000d".formatted(i));
            viewer.play("> 00 000000 08 08 00 00 0000 0000 0000 00 00 00 000000");
        }
        assertTrue(viewer.pending() <= CAP, "pending " + viewer.pending());
        viewer.readOn().play("< 02 01 00 0000 0100").take(256 * 6);
        viewer.play("< 02 03 000000 00002710").play("< " + "30".repeat(10_000 - 3) + "393939");
        viewer.expectNothing();
    }

    @Test
    void i2WhatIsAnsweredDoesNotPileUp() {
        var all = "> 02 00 0007 00000000 fffffec8 fffffec7 fffffecc ffffff11 fffffecd ffffff18";
        var everythingThatIsAnswered =
                WireScript.parse(
                        """
                        f8 000000 80000000 40 5a*64
                        03 00 0000 0000 0001 0001
                        02 00 0000
                        02 00 0007 00000000 fffffec8 fffffec7 fffffecc ffffff11 fffffecd ffffff18
                        96 00 0000 0000 0000 0000
                        fb 00 0000 0000 00 00
                        fb 00 0004 0003 01 00 00000001 0000 0000 0004 0003 00000000
                        00 000000 08 08 00 00 0000 0000 0000 00 00 00 000000
                        """);
        var viewer = server.watching().stopReading().play(all);
        for (int i = 0; i < 10_000; i++) {
            viewer.send(everythingThatIsAnswered);
            server.display.name("name " + i);
            assertTrue(viewer.pending() <= 64 * 1024, "pending " + viewer.pending());
        }
        server.assertOthersAreServed();
    }

    @Test
    void i3AStalledViewerStallsNobody() {
        var stalled = List.of(server.watching(), server.watching(), server.watching());
        for (var viewer : stalled) {
            viewer.stopReading().play(EVERYTHING);
        }
        var viewer = server.watching().play(EVERYTHING);
        viewer.discardReceived();
        for (int frame = 0; frame < 100; frame++) {
            animate();
            viewer.play(WHATEVER_CHANGES);
            assertTrue(viewer.discardReceived().length > 100 * 100, "frame " + frame);
            server.assertOthersAreServed();
        }
    }

    @Test
    void i4AViewerThatGoesWithDataPendingIsGone() {
        var typed = ByteBuffer.allocate(1 << 20);
        while (typed.hasRemaining()) {
            typed.putInt(0x04_01_0000).putInt('a');
        }
        for (var end : List.<Consumer<WireScript>>of(WireScript::reset, WireScript::finish)) {
            var unread = server.watching().stopReading().play(EVERYTHING);
            assertTrue(unread.pending() > 0);
            end.accept(unread);
            unread.expectClosed().leave();

            server.embedderIsBusy(true);
            var unheard = server.watching();
            unheard.send(typed.array());
            assertEquals(256, server.embedder.size());
            end.accept(unheard);
            server.embedderIsBusy(false);
            unheard.expectClosed().leave();
            assertEquals("key 61 up", server.input.getLast());
            server.input.clear();
        }
    }

    @Test
    void i5NothingIsLeftOfAViewerOfWhateverEncoding() {
        server.display.resize(100, 70);
        server.display.paint(random.ints(100 * 70).toArray());
        var encodings = List.of(0, 2, 4, 5, 6, 7, 15, 16, 17, 21, -260);
        int before = OpenHandles.count();
        for (int i = 0; i < 100; i++) {
            for (int encoding : encodings) {
                var viewer =
                        server.watching().play("> 02 00 0002 %08x ffffffe5".formatted(encoding));
                viewer.play(EVERYTHING);
                assertTrue(viewer.discardReceived().length > 100, "encoding " + encoding);
                viewer.leave();
                assertEquals(before, OpenHandles.count(), "of encoding " + encoding);
            }
        }
    }

    @Test
    void i6AViewerMayGoWhileAWorkerEncodesForIt() {
        List<Consumer<WireScript>> ends =
                List.of(WireScript::reset, WireScript::finish, viewer -> viewer.play("> 63"));
        for (int i = 0; i < 30; i++) {
            server.workersAreBusy(true);
            // Raw, and what has native memory.
            var viewer = server.watching().play(i % 2 == 0 ? "" : "> 02 00 0001 00000010");
            viewer.play(EVERYTHING);
            assertEquals(1, server.workers.size());
            ends.get(i % 3).accept(viewer);
            server.assertOthersAreServed();
            // The encoder is the worker's until it is done, so the connection has not ended yet.
            assertEquals(List.of(), server.log.about(viewer.channel.remoteAddress()));
            server.workersAreBusy(false);
            viewer.expectNothing().expectClosed().leave();
        }
    }

    @Test
    void i6TheServerMayCloseWhileAWorkerEncodes() {
        server.workersAreBusy(true);
        server.watching().play("> 02 00 0001 00000010" + EVERYTHING);
        server.watching().play(EVERYTHING);
        assertEquals(2, server.workers.size());
        var ended = server.beginClosing();
        assertFalse(ended.isDone(), "a worker still encodes");
        server.workersAreBusy(false);
        assertTrue(ended.isDone());
    }
}
