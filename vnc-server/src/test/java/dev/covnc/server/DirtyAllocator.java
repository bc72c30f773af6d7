package dev.covnc.server;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.UnpooledByteBufAllocator;

import java.util.HexFormat;

/**
 * Counts what is not given back, and gives out memory with somebody else's secret in it, as a pool
 * does: CA FE, again and again.
 */
final class DirtyAllocator extends AbstractByteBufAllocator {
    private static final byte[] SECRET = HexFormat.of().parseHex("cafecafecafecafe");

    private final UnpooledByteBufAllocator memory =
            new UnpooledByteBufAllocator(false, false, true);

    DirtyAllocator() {
        super(false);
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return dirty(memory.heapBuffer(initialCapacity, maxCapacity));
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        return dirty(memory.directBuffer(initialCapacity, maxCapacity));
    }

    private static ByteBuf dirty(ByteBuf buffer) {
        for (int at = 0; at < buffer.capacity(); at += SECRET.length) {
            buffer.setBytes(at, SECRET, 0, Math.min(SECRET.length, buffer.capacity() - at));
        }
        return buffer;
    }

    @Override
    public boolean isDirectBufferPooled() {
        return false;
    }

    /** What was given out and not given back. */
    ByteBufAllocatorMetric metric() {
        return memory.metric();
    }
}
