package dev.covnc.coroutine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;

import java.util.ArrayDeque;
import java.util.List;

/**
 * What has come and was not read yet: the buffers as the socket filled them, first to last. The end
 * of the pipeline's inbound side.
 */
final class Received extends ChannelInboundHandlerAdapter {
    /** Mostly one or none, and there may be very many channels. */
    private final ArrayDeque<ByteBuf> buffers = new ArrayDeque<>(1);

    private final Signal more = new Signal();
    private ChannelHandlerContext context;
    private boolean ended;
    private Throwable failure;

    /** Waits until there is more, or there will be nothing more. */
    @Suspends
    void awaitMore() {
        if (isEmpty() && !ended) {
            more.await("bytes from the peer");
        }
    }

    /** Whether the peer will send nothing more. */
    boolean isEnded() {
        return ended;
    }

    /** Why it has ended, where it was not by the peer's own will; else null. */
    Throwable failure() {
        return failure;
    }

    boolean isEmpty() {
        return buffers.isEmpty();
    }

    int readableBytes() {
        return buffers.stream().mapToInt(ByteBuf::readableBytes).sum();
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

    /** Adds handlers before this one, and hands the first of them all that nobody has read. */
    void insert(ChannelHandler... handlers) {
        var pipeline = context.pipeline();
        var source = new ChannelInboundHandlerAdapter();
        pipeline.addBefore(context.name(), null, source);
        for (var handler : handlers) {
            pipeline.addBefore(context.name(), null, handler);
        }
        var unread = List.copyOf(buffers);
        buffers.clear();
        var before = pipeline.context(source);
        unread.forEach(before::fireChannelRead);
        before.fireChannelReadComplete();
        if (!before.isRemoved()) { // As all are, once what was handed on has closed the channel.
            pipeline.remove(source);
        }
    }

    private void dropIfUsedUp() {
        if (!buffers.peek().isReadable()) {
            buffers.poll().release();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var buffer = (ByteBuf) message;
        if (buffer.isReadable()) {
            buffers.add(buffer);
            more.raise();
        } else {
            buffer.release();
        }
    }

    /** The peer has shut its side down: it may still listen, but will not speak again. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownReadComplete) {
            end(null);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(cause);
        context.close();
    }

    /** The channel is closed: nobody reads any more what has come and was not read. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        buffers.forEach(ByteBuf::release);
        buffers.clear();
    }

    private void end(Throwable cause) {
        ended = true;
        failure = failure == null ? cause : failure;
        more.raise();
    }
}
