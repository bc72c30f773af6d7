package dev.covnc.coroutine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

import java.nio.charset.StandardCharsets;

/** Asks for a name and greets its bearer: the state is kept by hand, between two calls. */
final class HelloWithCallbacks extends ChannelInboundHandlerAdapter {
    private enum State {
        READING_LENGTH,
        READING_NAME,
        DONE
    }

    private State state = State.READING_LENGTH;
    private final ByteBuf received = Unpooled.buffer();
    private int length;

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        say(context, "Who are you? ");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        received.writeBytes(bytes);
        bytes.release();
        if (state == State.READING_LENGTH && received.isReadable()) {
            length = received.readUnsignedByte();
            state = State.READING_NAME;
        }
        if (state == State.READING_NAME && received.readableBytes() >= length) {
            var name = received.readCharSequence(length, StandardCharsets.US_ASCII);
            state = State.DONE;
            say(context, "Hello, " + name);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        received.release();
    }

    private static void say(ChannelHandlerContext context, String text) {
        context.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }
}
