package dev.covnc.rfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Optional;

class ClientCutTextTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 100_000, 256 << 10})
    void aTextOfUpTo256KiBIsKept(int length) {
        var viewer = new Viewer(length);
        assertEquals(
                new ClientCutText(length, Optional.of("x".repeat(length))),
                ClientMessage.read(viewer));
        assertEquals(0, viewer.left);
    }

    @ParameterizedTest
    @ValueSource(ints = {(256 << 10) + 1, 0x00100001, 16 << 20})
    void aLongerTextOfUpTo16MiBIsSkipped(int length) {
        var viewer = new Viewer(length);
        assertEquals(new ClientCutText(length, Optional.empty()), ClientMessage.read(viewer));
        assertEquals(0, viewer.left);
        assertEquals(0, viewer.read, "nothing of it is stored");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {(16 << 20) + 1, 0x02000001, 0x7fffffff, 0x80000000L, 0xfffffffcL, 0xffffffffL})
    void aLengthBeyondIsTheLastWord(long length) {
        var viewer = new Viewer(length);
        var e = assertThrows(ProtocolException.class, () -> ClientMessage.read(viewer));
        assertTrue(e.getMessage().contains(Long.toString(length)), e.getMessage());
        assertEquals(length, viewer.left, "not a byte of it is waited for");
    }

    @Test
    void everyByteIsACharacter() {
        var bytes = new byte[256];
        for (int i = 0; i < 256; i++) {
            bytes[i] = (byte) i;
        }
        bytes['\r'] = ' ';
        var out = new WireWriter().u8(6).zeros(3).s32(256).bytes(bytes);
        var text = read(out).text().orElseThrow();
        assertEquals(256, text.length());
        assertTrue(text.endsWith("\u00fd\u00fe\u00ff"), text);
    }

    @Test
    void linesEndInANewlineHoweverTheViewerEndsThem() {
        var text = "a\r\nb\nc\rd\r\r\n\r";
        var out = new WireWriter().u8(6).zeros(3).s32(text.length());
        text.chars().forEach(out::u8);
        assertEquals(new ClientCutText(text.length(), Optional.of("a\nb\nc\nd\n\n\n")), read(out));
    }

    private static ClientCutText read(WireWriter out) {
        return (ClientCutText) ClientMessage.read(new MemoryWire(out.toByteArray()));
    }

    /** A viewer whose clipboard is all x, and who watches what is made ready for how much of it. */
    private static final class Viewer implements WireReader {
        private final MemoryWire header;
        private long left;
        private long read;

        Viewer(long length) {
            header =
                    new MemoryWire(new WireWriter().u8(6).zeros(3).s32((int) length).toByteArray());
            left = length;
        }

        @Override
        public int u8() {
            return header.u8();
        }

        @Override
        public void read(byte[] into, int offset, int length) {
            assertTrue(into.length <= Math.max(8192, 2 * read), "room before bytes");
            Arrays.fill(into, offset, offset + length, (byte) 'x');
            read += length;
            left -= length;
        }

        @Override
        public void skip(long count) {
            if (header.left() > 0) {
                header.skip(count);
            } else {
                left -= count;
            }
        }
    }
}
