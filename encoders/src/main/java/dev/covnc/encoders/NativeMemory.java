package dev.covnc.encoders;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

import java.lang.foreign.MemorySegment;

/**
 * Memory outside of the heap, filled with zeros, for libraries that want an address. It is freed
 * when it is closed, for what {@code free} costs: a shared {@link java.lang.foreign.Arena} would
 * have every thread of the JVM come by first, and who closes it, an event loop maybe, wait for the
 * slowest. The price is that one thread at a time may have it.
 */
final class NativeMemory implements AutoCloseable {
    private final Memory memory;

    /** Of no size once this is closed, so that nothing can be read or written. */
    private MemorySegment segment;

    /**
     * @param size in bytes, at least 1
     * @param alignment of the address, a power of two
     * @throws OutOfMemoryError when there is not so much
     */
    NativeMemory(long size, int alignment) {
        memory = new Memory(size + alignment);
        long offset = -address(memory) & alignment - 1;
        segment = MemorySegment.ofBuffer(memory.getByteBuffer(offset, size));
        segment.fill((byte) 0);
    }

    private static long address(Memory memory) {
        return Pointer.nativeValue(memory);
    }

    /** May be read and written until this is closed. */
    MemorySegment segment() {
        return segment;
    }

    /** Frees the memory. More than once is allowed. */
    @Override
    public void close() {
        segment = MemorySegment.NULL;
        memory.close();
    }
}
