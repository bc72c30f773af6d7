package dev.covnc.server;

import dev.covnc.coroutine.Closed;
import dev.covnc.coroutine.CoroutineChannel;
import dev.covnc.coroutine.Deadline;
import dev.covnc.coroutine.DeadlineExceeded;
import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.Layer;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A wire over a socket, in clear or through a layer: whatever is done with it may suspend. */
final class RfbStream implements Wire, AutoCloseable {
    private final CoroutineChannel channel;
    private final Limits limits;

    /** The socket's, or the layer that was led over it. */
    private Wire wire;

    /** Null unless it is recorded. */
    private Recording recording;

    /**
     * @param executor computes what takes too long for the event loop
     */
    RfbStream(CoroutineChannel channel, Limits limits, Executor executor) {
        this.channel = channel;
        this.limits = limits;
        wire = new ChannelWire(channel, executor);
    }

    @Override
    @Suspends
    public int u8() {
        return wire.u8();
    }

    @Override
    @Suspends
    public void read(byte[] into, int offset, int length) {
        wire.read(into, offset, length);
    }

    @Override
    @Suspends
    public void skip(long count) {
        wire.skip(count);
    }

    @Override
    @Suspends
    public void send(WireWriter out) {
        if (recording != null) {
            recording.add(out.array(), out.size());
        }
        wire.send(out);
    }

    @Override
    @Suspends
    public void secure(Layer layer) {
        Deadline.within(limits.keyExchange(), "The key exchange", () -> wire = layer.over(wire));
    }

    @Override
    @Suspends
    public <T> T work(String what, Supplier<T> task) {
        return wire.work(what, task);
    }

    /** What is sent from now on is recorded, unless somebody else's is. */
    void record(Recording recording) {
        if (recording.begin()) {
            this.recording = recording;
        }
    }

    /** Waits until the operating system has taken everything that was sent. */
    @Suspends
    void drain() {
        channel.drain();
    }

    /**
     * Lets the viewer read to the end what it was told last, such as why it is refused: a socket
     * that is closed with unread bytes in it takes its last words back.
     */
    @Suspends
    void lingerUntilRead() {
        try {
            Deadline.within(
                    limits.closing(),
                    "The viewer's leaving",
                    () -> {
                        channel.drain();
                        channel.endOutput();
                        channel.skip(Long.MAX_VALUE);
                    });
        } catch (Closed | DeadlineExceeded _) {
            // Read, or not wanted: either way it may be closed.
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
