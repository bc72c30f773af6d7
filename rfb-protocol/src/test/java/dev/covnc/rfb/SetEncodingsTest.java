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
    void levelsAreTheFirstThatTheViewerSays() {
        var message = new SetEncodings(List.of(16, -256 + 6, -32 + 8, -256 + 1, -32));
        assertEquals(OptionalInt.of(6), message.compressionLevel());
        assertEquals(OptionalInt.of(8), message.qualityLevel());
    }

    @Test
    void levelsMayBeMissing() {
        var message = new SetEncodings(List.of(16, -257, -246, -33, -22));
        assertEquals(OptionalInt.empty(), message.compressionLevel());
        assertEquals(OptionalInt.empty(), message.qualityLevel());
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
