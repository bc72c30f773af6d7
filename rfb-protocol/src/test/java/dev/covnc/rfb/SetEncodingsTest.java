package dev.covnc.rfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

class SetEncodingsTest {

    @Test
    void noneAtAllIsLegal() {
        assertEquals(List.of(), read(0, i -> i).encodings());
    }

    @Test
    void asManyAsThereCanBeAreReadAnd256AreKept() {
        assertEquals(range(256), read(65535, i -> i).encodings());
    }

    @Test
    void repetitionsCountOnce() {
        assertEquals(List.of(7), read(65535, _ -> 7).encodings());
        assertEquals(range(256), read(65535, i -> i % 300).encodings());
        assertEquals(range(255), read(65535, i -> i % 255).encodings());
        assertEquals(range(256), read(257, i -> i).encodings());
    }

    @Test
    void theOrderIsTheViewers() {
        var message = new SetEncodings(List.of(5, 16, 1, -223, 0));
        assertEquals(List.of(5, 16, 1, -223, 0), message.encodings());
        assertTrue(message.contains(Encodings.DESKTOP_SIZE));
        assertFalse(message.contains(Encodings.LAST_RECT));
    }

    @Test
    void ofEachHintTheFirstCounts() {
        var message =
                new SetEncodings(
                        List.of(
                                16, -256 + 6, -32 + 8, -512 + 77, -766, -256 + 1, -32, -512, -768,
                                -317));
        assertEquals(
                new Hints(
                        OptionalInt.of(6),
                        OptionalInt.of(8),
                        OptionalInt.of(77),
                        OptionalInt.of(Encodings.SUBSAMPLING_2X),
                        true),
                message.hints());
    }

    @Test
    void hintsReachFromTheirFirstNumberToTheirLast() {
        assertEquals(OptionalInt.of(0), hints(-256).compressionLevel());
        assertEquals(OptionalInt.of(9), hints(-247).compressionLevel());
        assertEquals(OptionalInt.of(0), hints(-32).qualityLevel());
        assertEquals(OptionalInt.of(9), hints(-23).qualityLevel());
        assertEquals(OptionalInt.of(0), hints(-512).fineQuality());
        assertEquals(OptionalInt.of(100), hints(-412).fineQuality());
        assertEquals(OptionalInt.of(-768), hints(-768).subsampling());
        assertEquals(OptionalInt.of(-763), hints(-763).subsampling());
    }

    @Test
    void hintsMayBeMissing() {
        assertEquals(Hints.NONE, hints(16, -257, -246, -33, -22, -513, -411, -769, -762, -316));
    }

    @Test
    void lossIsAllowedByWhoeverNamesAQuality() {
        assertTrue(hints(-23).allowsLoss());
        assertTrue(hints(-512).allowsLoss());
        assertFalse(hints(-768, -256).allowsLoss());
    }

    private static Hints hints(Integer... encodings) {
        return new SetEncodings(List.of(encodings)).hints();
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static SetEncodings read(int announced, IntUnaryOperator encoding) {
        var out = new WireWriter().u8(2).u8(0).u16(announced);
        for (int i = 0; i < announced; i++) {
            out.s32(encoding.applyAsInt(i));
        }
        var wire = new MemoryWire(out.toByteArray());
        var message = (SetEncodings) ClientMessage.read(wire);
        assertEquals(0, wire.left());
        return message;
    }
}
