package dev.covnc.rfb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;

class WireWriterTest {

    private final WireWriter out = new WireWriter(1);

    @Test
    void numbersAreBigEndianAndOnlyTheirLowBitsCount() {
        out.u8(0x1ff).u16(0x12345).s32(0x89abcdef).s32(-1);
        assertEquals("ff" + "2345" + "89abcdef" + "ffffffff", hex());
    }

    @Test
    void whatTheReaderReadsIsWhatTheWriterWrote() {
        out.u8(200).u16(60_000).s32(-224).s32(0xf000_0000).bytes(new byte[] {1, 2, 3}, 1, 2);
        var in = new MemoryWire(out.toByteArray());
        assertEquals(200, in.u8());
        assertEquals(60_000, in.u16());
        assertEquals(-224, in.s32());
        assertEquals(0xf000_0000L, in.u32());
        assertArrayEquals(new byte[] {2, 3}, in.bytes(2));
        assertEquals(0, in.left());
    }

    @Test
    void zerosAreZeroWhateverTheArrayHeldBefore() {
        out.s32(-1).s32(-1).clear();
        out.u8(7).zeros(6);
        assertEquals("07000000000000", hex());
    }

    @Test
    void aLengthCanBeFilledInLater() {
        out.u8(1).s32(0).u8(2).patch32(1, 0x01020304);
        assertEquals("01" + "01020304" + "02", hex());
        assertThrows(IndexOutOfBoundsException.class, () -> out.patch32(3, 0));
    }

    @Test
    void aKernelWritesStraightIntoTheArray() {
        int at = out.u8(1).reserve(2);
        out.array()[at] = 5;
        out.array()[at + 1] = 6;
        out.advance(2);
        assertEquals("010506", hex());
        assertThrows(IndexOutOfBoundsException.class, () -> out.advance(1 << 20));
    }

    @Test
    void aLineIsALengthAndUtf8() {
        out.line("Grüße, 世界 😀");
        var utf8 = "Grüße, 世界 😀".getBytes(UTF_8);
        assertEquals("%08x".formatted(utf8.length) + HexFormat.of().formatHex(utf8), hex());
        out.clear();
        out.line("");
        assertEquals("00000000", hex());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "世", "😀", "ab😀", "a\r\n", "\ud83d"})
    void aLongLineIsCutBetweenCodePointsAndAtMost255Bytes(String repeated) {
        out.line(repeated.repeat(1_000_000));
        var line = new MemoryWire(out.toByteArray());
        var utf8 = line.bytes(line.s32());
        assertEquals(0, line.left());
        assertTrue(utf8.length > 255 - 4 && utf8.length <= 255);
        assertArrayEquals(utf8, new String(utf8, UTF_8).getBytes(UTF_8), "no code point is broken");
    }

    @Test
    void nothingInALineEndsIt() {
        out.line("a\r\nb\0c\u001b[2J\u0085d\u2028e\u2029f\ud800g");
        var line = new MemoryWire(out.toByteArray());
        assertEquals("a  b c [2J d e f?g", new String(line.bytes(line.s32()), UTF_8));
    }

    private String hex() {
        return HexFormat.of().formatHex(out.toByteArray());
    }
}
