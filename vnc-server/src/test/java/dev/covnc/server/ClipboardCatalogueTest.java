package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Chapter F of hostile-input.md: clipboards, and what else is sent with padding in it. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class ClipboardCatalogueTest {
    private static final int KEPT = 256 * 1024;

    private final TestServer server;

    ClipboardCatalogueTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    @Test
    void f1ATextThatNobodyWouldReadEndsTheConnection() {
        for (var length : List.of("ffffffff", "7fffffff", "80000000", "02000001", "01000001")) {
            var viewer = server.watching();
            viewer.play("> 06 000000 " + length).expectNothing();
            viewer.expectClosedBecause("ClientCutText of " + Long.parseLong(length, 16));
        }
        assertEquals(List.of(), server.input);
    }

    @Test
    void f1ATextThatIsTooLongToKeepIsSkipped() {
        for (int length : List.of(KEPT + 1, 1 << 20, (1 << 20) + 1, 16 << 20)) {
            var viewer = server.watching().play("> 06 000000 %08x".formatted(length));
            var piece = new byte[64 * 1024];
            for (int left = length; left > 0; left -= piece.length) {
                viewer.send(Arrays.copyOf(piece, Math.min(left, piece.length)));
            }
            viewer.assertInStep();
        }
        assertEquals(List.of(), server.input);
    }

    @Test
    void f1TheLongestTextIsKept() {
        server.watching().play("> 06 000000 00040000 61*262144").assertInStep();
        assertEquals(List.of("clipboard " + "a".repeat(KEPT)), server.input);
    }

    @Test
    void f1TextsDoNotPileUpInFrontOfABusyHandler() {
        server.embedderIsBusy(true);
        var viewer = server.watching();
        for (int i = 0; i < 50; i++) {
            viewer.play("> 06 000000 00040000 61*262144");
        }
        server.assertOthersAreServed();
        assertTrue(server.embedder.size() <= 2, server.embedder.size() + " texts are waiting");
        server.embedderIsBusy(false);
        viewer.assertInStep();
        assertEquals(50, server.input.size());
    }

    @Test
    void f1AnEmbeddersTextIsRefusedBeforeItReachesAnyViewer() {
        var viewer = server.watching();
        var longest = "a".repeat(1 << 20);
        assertThrows(IllegalArgumentException.class, () -> server.display.clipboard(longest + "a"));
        viewer.expectNothing().assertInStep();
        server.display.clipboard(longest);
        viewer.play("< 03 000000 00100000").take(1 << 20);
        viewer.expectNothing().assertInStep();
    }

    @Test
    void f2AnEmptyTextIsAnEmptyClipboard() {
        server.watching().play("> 06 000000 00000000 06 ffffff 00000000").assertInStep();
        assertEquals(List.of("clipboard ", "clipboard "), server.input);
    }

    @Test
    void f13PaddingIsZeroWhateverWasSentBefore() {
        var viewer = server.watching(); // which has checked the three bytes in ServerInit
        for (int seed = 0; seed < 5; seed++) {
            var noise = new SplittableRandom(seed);
            server.display.paint(noise.ints(TestServer.WIDTH * TestServer.HEIGHT).toArray());
            viewer.play("> 03 00 0000 0000 ffff ffff < 00 00 0001").discardReceived();

            server.display.clipboard("\u00ff".repeat(1000));
            viewer.play("< 03 000000 000003e8 ff*1000").expectNothing();
            server.display.clipboard("");
            viewer.play("< 03 000000 00000000").expectNothing();
            viewer.play("> 00 000000 08 08 00 00 0000 0000 0000 00 00 00 000000");
            viewer.play("< 01 00 0000 0100").take(256 * 6);
            viewer.play("> 00 000000 20 18 00 01 00ff 00ff 00ff 10 08 00 000000");
            viewer.expectNothing().assertInStep();
        }
    }
}
