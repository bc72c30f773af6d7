package dev.covnc.server.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * A channel whose other end is somebody else's WebSocket: what is written becomes messages, one at
 * a time, and messages that are handed in become what is read, when somebody reads. Lives on the
 * event loop, but for {@link #receive} and {@link #end}.
 */
public final class ForeignChannel extends AbstractChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final ChannelConfig config = new DefaultChannelConfig(this);
    private final SocketAddress address;
    private final Function<ByteBuffer, CompletionStage<?>> send;
    private final Runnable close;
    private final Queue<Message> messages = new ArrayDeque<>();
    private volatile boolean open = true;
    private boolean wanted;
    private boolean sending;

    /** Bytes that came, and who waits for them to be read. */
    private record Message(ByteBuf bytes, CompletableFuture<Void> read) {}

    /**
     * @param address the viewer's
     * @param send takes a message; the next goes when what it returns has completed
     * @param close ends the WebSocket
     */
    public ForeignChannel(
            SocketAddress address, Function<ByteBuffer, CompletionStage<?>> send, Runnable close) {
        super(null);
        this.address = address;
        this.send = send;
        this.close = close;
        config.setAutoRead(false);
    }

    /**
     * Takes a message that has come, on any thread.
     *
     * @param bytes copied before it returns
     * @return completes when it was read, or nobody will
     */
    public CompletableFuture<Void> receive(ByteBuffer bytes) {
        var copy = alloc().buffer(bytes.remaining()).writeBytes(bytes);
        var message = new Message(copy, new CompletableFuture<>());
        if (!onLoop(() -> add(message))) {
            copy.release();
            message.read().complete(null);
        }
        return message.read();
    }

    /** The WebSocket has ended, on any thread. */
    public void end() {
        onLoop(this::close);
    }

    /** Returns false if the server is closed, and nothing is done any more. */
    private boolean onLoop(Runnable task) {
        try {
            eventLoop().execute(task);
            return true;
        } catch (RejectedExecutionException _) {
            return false;
        }
    }

    private void add(Message message) {
        messages.add(message);
        if (open) {
            deliver();
        } else {
            dropAll();
        }
    }

    private void deliver() {
        var message = wanted ? messages.poll() : null;
        if (message == null) {
            return;
        }
        wanted = false;
        pipeline().fireChannelRead(message.bytes());
        pipeline().fireChannelReadComplete();
        message.read().complete(null);
    }

    private void dropAll() {
        for (var message = messages.poll(); message != null; message = messages.poll()) {
            message.bytes().release();
            message.read().complete(null);
        }
    }

    @Override
    protected void doBeginRead() {
        wanted = true;
        eventLoop().execute(this::deliver);
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) {
        if (sending || !(out.current() instanceof ByteBuf bytes)) {
            return;
        }
        var message = ByteBuffer.allocate(bytes.readableBytes());
        bytes.getBytes(bytes.readerIndex(), message);
        sending = true;
        send.apply(message.flip()).whenComplete((_, failure) -> onLoop(() -> sent(failure)));
    }

    private void sent(Throwable failure) {
        sending = false;
        var out = unsafe().outboundBuffer();
        if (out == null) {
            return; // Closed meanwhile.
        }
        if (failure == null) {
            out.remove();
            unsafe().flush();
        } else {
            close();
        }
    }

    @Override
    protected void doClose() {
        open = false;
        dropAll();
        close.run();
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress to, SocketAddress from, ChannelPromise promise) {
                promise.setFailure(new ClosedChannelException());
            }
        };
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected SocketAddress localAddress0() {
        return address;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return address;
    }

    @Override
    protected void doBind(SocketAddress local) {
        throw new UnsupportedOperationException("This channel is connected already");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open && isRegistered();
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }
}
