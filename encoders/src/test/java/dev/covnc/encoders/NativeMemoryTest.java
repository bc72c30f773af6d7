package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import org.junit.jupiter.api.Test;

class NativeMemoryTest {
    @Test
    void itIsAlignedAndFilledWithZeros() {
        for (int i = 0; i < 100; i++) {
            try (var memory = new NativeMemory(1000 + i, 64)) {
                var segment = memory.segment();
                assertEquals(0, segment.address() % 64);
                assertEquals(1000 + i, segment.byteSize());
                segment.elements(JAVA_BYTE).forEach(b -> assertEquals(0, b.get(JAVA_BYTE, 0)));
                segment.fill((byte) 0xff);
            }
        }
    }

    @Test
    void nothingOutsideOfItAndNothingAfterItsEndIsReached() {
        var memory = new NativeMemory(10, 64);
        var whole = memory.segment();
        assertThrows(IndexOutOfBoundsException.class, () -> whole.get(JAVA_BYTE, 10));
        memory.close();
        memory.close();
        assertEquals(0, memory.segment().byteSize());
    }

    @Test
    void aClosedStreamHasNoAddress() {
        var stream = new IsalStream(new NoIsal(), 1);
        stream.close();
        assertThrows(IllegalStateException.class, stream::address);
        assertThrows(IndexOutOfBoundsException.class, stream::left);
    }

    /** Leaves the memory as it is. */
    private static final class NoIsal implements Isal {
        @Override
        public void init(long stream) {}

        @Override
        public int deflate(long stream) {
            return 0;
        }
    }
}
