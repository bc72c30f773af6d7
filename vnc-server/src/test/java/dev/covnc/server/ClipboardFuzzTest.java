package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.covnc.coroutine.BackEnd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** F5: whatever a viewer has in its clipboard, and however long it says that this is. */
class ClipboardFuzzTest {
    private static final int KEPT = 256 << 10;
    private static final int READ = 16 << 20;

    /**
     * @param input for each message which length it states, the true one or one of eight others,
     *     and what it holds
     */
    @FuzzTest
    void f5ATextComesWholeOrNotAtAll(byte[] input) {
        var choices = new Choices(input);
        try (var server = new TestServer(BackEnd.CONTINUATION, TestServer.NONE)) {
            // It says that it knows the extended clipboard, and gets no answer that allows it.
            var viewer = server.watching().play("> 02 00 0001 c0a1e5ce");
            int heard = 0;
            long missing = 0;
            while (!choices.isEmpty() && missing == 0) {
                int kind = choices.below(32);
                var text = choices.take(kind == 31 ? choices.u16() : choices.u8());
                long stated = stated(kind, text.length, choices);
                viewer.send(head(stated)).send(text);
                if (stated > READ) {
                    viewer.expectClosedBecause("ClientCutText of " + stated);
                    break;
                }
                missing = stated - text.length;
                heard += missing == 0 && stated <= KEPT ? 1 : 0;
                if (missing == 0) {
                    assertHeard(server, heard, text);
                }
            }
            assertEquals(heard, server.input.size());
            if (missing > 0) {
                viewer.finish().expectClosed();
            } else if (viewer.channel.isOpen()) {
                viewer.expectNothing().assertInStep();
            }
        }
    }

    private static long stated(int kind, int length, Choices choices) {
        return switch (kind) {
            case 0 -> 0xffffffffL;
            case 1 -> 0x80000000L;
            case 2 -> 0x7fffffffL;
            case 3 -> -length & 0xffffffffL;
            case 4 -> READ + 1L + choices.u16();
            case 5 -> KEPT + 1L + choices.u16();
            case 6 -> length + 1L + choices.u8();
            case 7 -> (long) choices.u16() << 16 | length;
            default -> length;
        };
    }

    private static byte[] head(long length) {
        return ByteBuffer.allocate(8).putInt(0x06_000000).putInt((int) length).array();
    }

    private static void assertHeard(TestServer server, int count, byte[] text) {
        assertEquals(count, server.input.size());
        var last = server.input.getLast();
        assertTrue(last.startsWith("clipboard "), last);
        var expected = new String(text, StandardCharsets.ISO_8859_1);
        expected = expected.replace("\r\n", "\n").replace('\r', '\n');
        assertEquals("clipboard " + expected, last);
    }
}
