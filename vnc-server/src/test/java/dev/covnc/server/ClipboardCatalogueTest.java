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
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;

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
    void f3AnExtendedClipboardThatWasNotAgreedOnEndsTheConnection() {
        for (var named : List.of("> 02 00 0000", "> 02 00 0001 c0a1e5ce")) {
            // Naming it agrees on nothing: it is not offered.
            var viewer = server.watching().play(named).expectNothing();
            viewer.play("> 06 000000 fffffffc 02000001").expectNothing();
            viewer.expectClosedBecause("ClientCutText of 4294967292");
        }
    }

    @Test
    void f4AnExtendedClipboardThatIsShorterThanItsFlagsEndsTheConnection() {
        for (var message : List.of("ffffffff 01", "fffffffe 0101", "fffffffd 010101")) {
            extended(message).expectClosedBecause("ClientCutText of 42949672");
        }
    }

    @Test
    void f5ALengthThatHasNoOppositeEndsTheConnection() {
        extended("80000000").expectClosedBecause("ClientCutText of 2147483648");
        extended("80000001 02000001").expectClosedBecause("ClientCutText of 2147483649");
    }

    @Test
    void f6CapabilitiesThatAreShorterThanTheirFlagsEndTheConnection() {
        extended("fffffff8 0100ffff 00000000").expectClosedBecause("ClientCutText of");
    }

    @Test
    void f7NothingIsInflated() {
        var bomb = deflated(new byte[16 << 20], true);
        for (var size : List.of("000003e8", "ffffffff")) {
            extended(provided(bomb, size)).expectClosedBecause("ClientCutText of");
        }
    }

    @Test
    void f8BytesAfterTheEndOfWhatIsDeflatedEndTheConnectionToo() {
        extended(provided(deflated(new byte[16], true), "") + "00");
    }

    @Test
    void f9AnExtendedClipboardWithoutAnEndIsNoDifferent() {
        extended(provided(deflated(new byte[16], false), "00000010"));
    }

    @Test
    void f10ADictionaryThatNobodyHasIsNotWaitedFor() {
        for (var stream : List.of("7820 00000000", "78bb 00000001 ff", "78", "")) {
            extended(provided(WireScript.parse(stream), ""));
        }
    }

    @Test
    void f11AnyBytesAreAText() {
        var viewer = server.watching();
        viewer.play("> 06 000000 00000001 0d > 06 000000 00000003 0d0d0a");
        viewer.play("> 06 000000 00000003 eda080 > 06 000000 00000004 fffe0061");
        viewer.play("> 06 000000 00000003 0a0d0a > 06 000000 00040000 0d*262144");
        viewer.assertInStep();
        assertEquals(
                List.of(
                        "clipboard \n",
                        "clipboard \n\n",
                        "clipboard \u00ed\u00a0\u0080",
                        "clipboard \u00ff\u00fe\0a",
                        "clipboard \n\n",
                        "clipboard " + "\n".repeat(KEPT)),
                server.input);
    }

    @Test
    void f12TwoViewersWhoAnswerEachOtherForEverFillNothing() {
        server.reaction = event -> server.display.clipboard(event.substring("clipboard ".length()));
        var reading = server.watching();
        var stalled = server.watching().stopReading();
        for (int i = 0; i < 10_000; i++) {
            reading.play("> 06 000000 00000002 'hi'").discardReceived();
            stalled.play("> 06 000000 00000002 'ho'");
        }
        assertTrue(stalled.pending() <= 64 * 1024, "pending " + stalled.pending());
        server.assertOthersAreServed();
        server.reaction = _ -> {};
        reading.assertInStep();
    }

    /** What a viewer says that believes in the extended clipboard; the server closes. */
    private WireScript extended(String message) {
        var viewer = server.watching().play("> 02 00 0001 c0a1e5ce > 06 000000 " + message);
        assertEquals(List.of(), server.input);
        return viewer.expectNothing().expectClosed();
    }

    /** A text of a stated size, in a message of a length below 0. */
    private static String provided(byte[] deflated, String size) {
        var body = size + HexFormat.of().formatHex(deflated);
        int length = 4 + body.length() / 2;
        return "%08x 10000001 %s".formatted(-length, body);
    }

    private static byte[] deflated(byte[] bytes, boolean ends) {
        var deflater = new Deflater();
        try {
            deflater.setInput(bytes);
            if (ends) {
                deflater.finish();
            }
            var out = new byte[64 * 1024];
            return Arrays.copyOf(out, deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH));
        } finally {
            deflater.end();
        }
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
