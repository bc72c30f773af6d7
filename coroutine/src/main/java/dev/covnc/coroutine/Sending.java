package dev.covnc.coroutine;

import io.netty.channel.Channel;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * What is on its way to the peer: written to the channel, and not yet taken by the operating
 * system. One coroutine writes at a time.
 */
final class Sending {
    /** What one buffer holds; progress of a slow peer is seen in steps of this. */
    private static final int CHUNK = 16 * 1024;

    private final Channel channel;
    private final Duration stallLimit;
    private final Supplier<Closed> closed;
    private final Signal drained = new Signal();

    private long chunksWritten;
    private long chunksTaken;

    /**
     * @param closed what is thrown when the channel is
     */
    Sending(Channel channel, Duration stallLimit, Supplier<Closed> closed) {
        this.channel = channel;
        this.stallLimit = stallLimit;
        this.closed = closed;
        channel.closeFuture().addListener(_ -> drained.raise());
    }

    /** Copies the bytes to the channel's output, waiting for room. */
    @Suspends
    void write(byte[] bytes, int offset, int length) {
        Outside.refuse();
        for (int done = 0; done < length; ) {
            awaitRoom();
            int from = offset + done;
            int count = Math.min(CHUNK, length - done);
            Slot.outside(() -> writeChunk(bytes, from, count));
            done += count;
        }
    }

    /** Flushes, and waits until all is taken. */
    @Suspends
    void drain() {
        Outside.refuse();
        Slot.outside(channel::flush);
        while (chunksTaken < chunksWritten) {
            awaitProgress();
        }
        if (!channel.isActive()) {
            throw closed.get();
        }
    }

    @Suspends
    private void awaitRoom() {
        if (!channel.isActive()) {
            throw closed.get();
        }
        if (channel.isWritable()) {
            return;
        }
        Slot.outside(channel::flush);
        while (!channel.isWritable()) {
            awaitProgress();
        }
    }

    /** Each chunk that the peer takes gives it the whole time again. */
    @Suspends
    private void awaitProgress() {
        long seen = chunksTaken;
        Deadline.within(
                stallLimit,
                "Sending, with no byte taken by the peer,",
                () -> awaitMoreTakenThan(seen));
    }

    @Suspends
    private void awaitMoreTakenThan(long seen) {
        while (chunksTaken == seen) {
            if (!channel.isActive()) {
                throw closed.get();
            }
            drained.await("the peer to take bytes");
        }
    }

    private void writeChunk(byte[] bytes, int offset, int length) {
        chunksWritten++;
        var chunk = channel.alloc().buffer(length).writeBytes(bytes, offset, length);
        channel.write(chunk).addListener(_ -> taken());
    }

    /** Taken or failed: either way the writer looks again. */
    private void taken() {
        chunksTaken++;
        drained.raise();
    }
}
