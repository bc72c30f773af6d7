package dev.covnc.server.web;

import static io.netty.handler.codec.http.websocketx.WebSocketCloseStatus.INVALID_MESSAGE_TYPE;
import static io.netty.handler.codec.http.websocketx.WebSocketCloseStatus.NORMAL_CLOSURE;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;

import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The seam between frames and bytes: below it WebSocket frames, above it a stream of bytes, in
 * which nothing is left of how they were framed (RFC 6455 section 5).
 *
 * <p>Of several pings that come together the last is answered, as section 5.5.3 allows, and no
 * answer waits behind another: a flood of them fills no memory.
 */
final class WebSocketBytes extends ChannelDuplexHandler {
    /** Often enough for proxies that drop connections which are silent for half a minute. */
    static final Duration PING_PERIOD = Duration.ofSeconds(20);

    private final EventExecutor loop;
    private Future<?> pings;

    /** What the last ping said that is not answered yet, or null. */
    private ByteBuf pinged;

    /** The last control frame on its way out, or null. */
    private ChannelFuture lastControl;

    private boolean bytesCame;
    private boolean closing;

    WebSocketBytes(EventExecutor loop) {
        this.loop = loop;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        long period = PING_PERIOD.toNanos();
        pings = loop.scheduleAtFixedRate(() -> ping(context), period, period, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        pings.cancel(false);
        forgetPing();
    }

    private void ping(ChannelHandlerContext context) {
        if (mayControl()) {
            control(context, new PingWebSocketFrame());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ((WebSocketFrame) message).release();
            return;
        }
        switch (message) {
            case BinaryWebSocketFrame binary -> deliver(context, binary.content());
            case ContinuationWebSocketFrame more -> deliver(context, more.content());
            case PingWebSocketFrame ping -> {
                forgetPing();
                pinged = ping.content();
            }
            case PongWebSocketFrame pong -> pong.release();
            case TextWebSocketFrame text -> {
                text.release();
                end(context, INVALID_MESSAGE_TYPE);
            }
            case CloseWebSocketFrame close -> {
                close.release();
                end(context, NORMAL_CLOSURE);
            }
            default -> throw new IllegalStateException("A frame of no kind: " + message);
        }
    }

    private void deliver(ChannelHandlerContext context, ByteBuf bytes) {
        bytesCame |= bytes.isReadable();
        context.fireChannelRead(bytes);
    }

    /** Whoever reads waits for bytes: frames without any do not count. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (pinged != null && mayControl()) {
            var answer = new PongWebSocketFrame(pinged);
            pinged = null;
            control(context, answer);
        }
        if (!bytesCame && !closing && !context.channel().config().isAutoRead()) {
            context.read();
        }
        bytesCame = false;
        context.fireChannelReadComplete();
    }

    private boolean mayControl() {
        return !closing && (lastControl == null || lastControl.isDone());
    }

    private void control(ChannelHandlerContext context, WebSocketFrame frame) {
        lastControl = context.writeAndFlush(frame);
    }

    private void forgetPing() {
        if (pinged != null) {
            pinged.release();
            pinged = null;
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (closing) {
            ((ByteBuf) message).release();
            promise.setFailure(new ClosedChannelException());
            return;
        }
        context.write(new BinaryWebSocketFrame((ByteBuf) message), promise);
    }

    /** The peer is told; what it has not taken by then is lost, as with every socket. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (!closing && context.channel().isActive()) {
            closing = true;
            context.writeAndFlush(new CloseWebSocketFrame(NORMAL_CLOSURE));
        }
        context.close(promise);
    }

    /** Frames that break the rules end it with the status that says which. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted && !closing) {
            closing = true;
            context.writeAndFlush(new CloseWebSocketFrame(corrupted.closeStatus()));
        }
        context.fireExceptionCaught(cause);
    }

    private void end(ChannelHandlerContext context, WebSocketCloseStatus status) {
        closing = true;
        context.writeAndFlush(new CloseWebSocketFrame(status));
        context.close();
    }
}
