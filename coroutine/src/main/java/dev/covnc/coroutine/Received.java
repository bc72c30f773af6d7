package dev.covnc.coroutine;

import io.netty.buffer.ByteBuf;

import java.util.ArrayDeque;

/** What has come and was not read yet: the buffers as the socket filled them, first to last. */
final class Received {
    private final ArrayDeque<ByteBuf> buffers = new ArrayDeque<>();

    /** Takes the buffer over; an empty one is nothing. */
    void add(ByteBuf buffer) {
        if (buffer.isReadable()) {
            buffers.add(buffer);
        } else {
            buffer.release();
        }
    }

    boolean isEmpty() {
        return buffers.isEmpty();
    }

    int readByte() {
        int value = buffers.peek().readUnsignedByte();
        dropIfUsedUp();
        return value;
    }

    /** Copies what the first buffer has, at most {@code length} bytes, and says how many. */
    int read(byte[] into, int offset, int length) {
        var first = buffers.peek();
        int count = Math.min(length, first.readableBytes());
        first.readBytes(into, offset, count);
        dropIfUsedUp();
        return count;
    }

    /** Drops what the first buffer has, at most {@code limit} bytes, and says how many. */
    int skip(long limit) {
        var first = buffers.peek();
        int count = (int) Math.min(limit, first.readableBytes());
        first.skipBytes(count);
        dropIfUsedUp();
        return count;
    }

    void release() {
        buffers.forEach(ByteBuf::release);
        buffers.clear();
    }

    private void dropIfUsedUp() {
        if (!buffers.peek().isReadable()) {
            buffers.poll().release();
        }
    }
}
