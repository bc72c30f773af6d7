package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;

/** Chapter H of hostile-input.md: keys, pointers, and the embedder who hears of them. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class InputCatalogueTest {
    private static final String CONTROL_AND_BUTTON =
            """
            > 04 01 0000 0000ffe3   # Control
            > 04 01 0000 0000ffe3   # which repeats
            > 05 01 0003 0004       # with the left button
            """;
    private static final List<String> PRESSED =
            List.of("key ffe3 down", "key ffe3 down", "pointer 3,4 1");
    private static final List<String> PRESSED_AND_RELEASED =
            List.of(
                    "key ffe3 down",
                    "key ffe3 down",
                    "pointer 3,4 1",
                    "key ffe3 up",
                    "pointer 3,4 0");

    private final TestServer server;

    InputCatalogueTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    @Test
    void h1NobodyHoldsMoreThan256Keys() {
        var viewer = server.watching();
        var keys = ByteBuffer.allocate(300_000 * 8);
        for (int i = 0; i < 300_000; i++) {
            keys.putInt(0x04_01_0000).putInt(0x1000000 + i);
        }
        viewer.send(keys.array());
        assertEquals(256, server.input.size());
        viewer.play("> 04 00 0000 01000000 04 01 0000 0000ffe3 04 01 0000 00000061");
        assertEquals(
                List.of("key 1000000 up", "key ffe3 down"), server.input.subList(256, 256 + 2));
        server.input.clear();
        viewer.assertInStep();
        viewer.leave();
        assertEquals(256, server.input.size());
        assertTrue(server.input.stream().allMatch(event -> event.endsWith("up")));
    }

    @Test
    void h2WhatIsHeldIsReleasedOnceHoweverTheViewerEnds() {
        List<Consumer<WireScript>> ends =
                List.of(
                        WireScript::reset,
                        WireScript::finish,
                        viewer -> viewer.play("> 63"),
                        viewer -> viewer.play("> 04 01").finish(),
                        viewer -> viewer.play("> 00 000000 20").reset());
        for (var end : ends) {
            var viewer = server.watching().play(CONTROL_AND_BUTTON);
            assertEquals(PRESSED, server.input);
            end.accept(viewer);
            assertEquals(PRESSED_AND_RELEASED, server.input);
            viewer.expectClosed().leave();
            assertEquals(PRESSED_AND_RELEASED, server.input);
            server.input.clear();
        }
    }

    @Test
    void h2WhatIsHeldIsReleasedWhenTheServerCloses() {
        server.watching().play(CONTROL_AND_BUTTON);
        server.close();
        assertEquals(PRESSED_AND_RELEASED, server.input);
    }

    @Test
    void h2WhatIsHeldIsReleasedWhenAnotherWantsToBeAlone() {
        server.dismissHealthyViewer();
        var viewer = server.watching().play(CONTROL_AND_BUTTON);
        server.connect().play("< 'RFB 003.008' 0a > 'RFB 003.008' 0a < 01 01 > 01 00");
        viewer.expectClosed();
        assertEquals(PRESSED_AND_RELEASED, server.input);
    }

    @Test
    void h2WhatIsHeldIsReleasedInItsTurnWhenTheHandlerIsBusy() {
        server.embedderIsBusy(true);
        var viewer = server.watching().play(CONTROL_AND_BUTTON);
        viewer.leave();
        server.watching().play("> 04 01 0000 00000061").leave();
        assertEquals(List.of(), server.input);
        server.embedderIsBusy(false);
        var expected = new ArrayList<>(PRESSED_AND_RELEASED);
        expected.addAll(List.of("key 61 down", "key 61 up"));
        assertEquals(expected, server.input);
    }

    @Test
    void h2WhatWasReleasedIsNotReleasedAgain() {
        var viewer = server.watching().play(CONTROL_AND_BUTTON);
        viewer.play("> 04 00 0000 0000ffe3 > 05 00 0003 0004").leave();
        assertEquals(PRESSED_AND_RELEASED, server.input);
    }

    @Test
    void h3ThePointerIsAlwaysOnTheDisplay() {
        var viewer =
                server.watching().play("> 05 ff ffff ffff > 05 ff 0000 ffff > 05 00 0014 000a");
        assertEquals(List.of("pointer 19,9 ff", "pointer 0,9 ff", "pointer 19,9 0"), server.input);
        server.input.clear();

        viewer.play("> 05 81 0013 0009");
        server.display.resize(5, 4);
        viewer.play("> 05 81 0013 0009");
        server.display.resize(3, 2);
        viewer.leave();
        assertEquals(List.of("pointer 19,9 81", "pointer 4,3 81", "pointer 2,1 0"), server.input);
    }

    @Test
    void h4AFloodOfMovesWaitsOutsideAndNoEdgeIsLost() {
        server.embedderIsBusy(true);
        var viewer = server.watching();
        var moves = ByteBuffer.allocate(6000);
        for (int i = 0; i < 1000; i++) {
            moves.put((byte) 5).put((byte) (i % 10 == 0 ? 1 : 0));
            moves.putShort((short) (i % 20)).putShort((short) 0);
        }
        for (int i = 0; i < 1000; i++) {
            viewer.send(moves.array());
            assertTrue(server.embedder.size() <= 256, () -> server.embedder.size() + " wait");
        }
        server.assertOthersAreServed();
        server.embedderIsBusy(false);
        assertEquals(100_000, server.input.stream().filter(e -> e.endsWith(" 1")).count());
        viewer.assertInStep();
    }

    @Test
    void h5AHandlerThatThrowsHarmsNobody() {
        var thrown =
                List.of(
                        new IllegalStateException("thrown by the test\r\n"),
                        new StackOverflowError(),
                        new AssertionError(),
                        new OutOfMemoryError());
        var next = new ArrayList<Throwable>(thrown);
        server.reaction = _ -> sneak(next.removeFirst());
        var viewer = server.watching();
        viewer.play(CONTROL_AND_BUTTON + "> 06 000000 00000001 61");
        server.reaction = _ -> {};
        viewer.assertInStep();
        assertEquals(4, server.input.size());
        var lines = server.log.take("The input handler failed");
        assertEquals(thrown, lines.stream().map(CapturedLog.Line::thrown).toList());
        assertTrue(lines.stream().allMatch(line -> line.level() == Level.WARNING));
    }

    @Test
    void h5AHandlerThatRecursesForEverHarmsNobody() {
        server.reaction = event -> server.reaction.accept(event);
        server.watching().play("> 04 01 0000 00000061").assertInStep();
        server.reaction = _ -> {};
        var lines = server.log.take("The input handler failed");
        assertEquals(1, lines.size());
        assertInstanceOf(StackOverflowError.class, lines.getFirst().thrown());
    }

    @Test
    void h5APainterThatThrowsHarmsNobody() {
        server.dismissHealthyViewer();
        server.display.onFirstViewer(() -> sneak(new IllegalStateException("thrown by the test")));
        var viewer = server.watching();
        assertEquals(1, server.log.take("Asking for the whole picture failed").size());
        viewer.play("> 04 01 0000 00000061").assertInStep();
        assertEquals(List.of("key 61 down"), server.input);
    }

    @Test
    void h5AHandlerThatBlocksHoldsUpOnlyThoseWhoWriteToIt() {
        server.embedderIsBusy(true);
        var viewer = server.watching();
        var typed = new StringBuilder("> ");
        var expected = new ArrayList<String>();
        for (int i = 0; i < 5000; i++) {
            typed.append("05 00 %04x 0000 ".formatted(i % 20));
            expected.add("pointer %d,0 0".formatted(i % 20));
        }
        viewer.play(typed.toString());
        assertEquals(256, server.embedder.size());
        server.assertOthersAreServed();

        var late = server.watching().play("> 04 01 0000 00000061");
        late.assertInStep();
        expected.add(256, "key 61 down");
        server.embedderIsBusy(false);
        assertEquals(expected, server.input);
        viewer.assertInStep();
    }

    private static void sneak(Throwable thrown) {
        switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(thrown);
        }
    }
}
