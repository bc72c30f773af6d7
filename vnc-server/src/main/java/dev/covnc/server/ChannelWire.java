package dev.covnc.server;

import dev.covnc.coroutine.CoroutineChannel;
import dev.covnc.coroutine.Suspends;
import dev.covnc.coroutine.Workers;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import io.netty.channel.ChannelHandler;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The wire as the socket has it: every read and every send may suspend. */
final class ChannelWire implements Wire {
    private final CoroutineChannel channel;
    private final Executor executor;
    private final Workers workers;

    /**
     * @param executor computes what takes too long for the event loop
     */
    ChannelWire(CoroutineChannel channel, Executor executor) {
        this.channel = channel;
        this.executor = executor;
        workers = new Workers(executor);
    }

    @Override
    @Suspends
    public int u8() {
        return channel.readByte();
    }

    @Override
    @Suspends
    public void read(byte[] into, int offset, int length) {
        channel.read(into, offset, length);
    }

    @Override
    @Suspends
    public void skip(long count) {
        channel.skip(count);
    }

    @Override
    @Suspends
    public void send(WireWriter out) {
        channel.write(out.array(), 0, out.size());
        channel.flush();
        out.clear();
    }

    @Override
    @Suspends
    public <T> T work(String what, Supplier<T> task) {
        return workers.call(what, task);
    }

    /** For those that compute by themselves what takes too long for the event loop. */
    Executor executor() {
        return executor;
    }

    /**
     * Puts handlers between the socket and this wire, the first one next to the socket. What has
     * come and was not read yet goes through them too.
     */
    @Suspends
    void insert(ChannelHandler... handlers) {
        channel.insert(handlers);
    }
}
