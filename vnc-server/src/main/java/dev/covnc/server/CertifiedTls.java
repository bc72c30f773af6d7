package dev.covnc.server;

import dev.covnc.coroutine.Await;
import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.Layer;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.security.AuthenticationFailed;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * TLS 1.2 or 1.3 in which the server shows a certificate, and may ask for the viewer's: the JDK's,
 * in Netty's handler.
 */
final class CertifiedTls implements Layer {
    /** Without a byte of content among them; handshakes that work have some ten. */
    private static final int MOST_EMPTY_RECORDS = 100;

    private final TlsKeys keys;

    CertifiedTls(TlsKeys keys) {
        this.keys = keys;
    }

    @Override
    @Suspends
    public Wire over(Wire below) {
        if (!(below instanceof ChannelWire socket)) {
            throw new IllegalStateException("TLS is inside of nothing else");
        }
        var engine = below.work("reading the TLS key", keys::engine);
        var handler = new Handler(engine, socket.executor());
        socket.insert(handler, handler.heard());
        try {
            Await.future(handler.handshakeFuture());
        } catch (CompletionException e) {
            throw failed(e.getCause());
        }
        requireKnown(engine);
        return below;
    }

    /** Netty would say what has come instead, which may be a password. */
    private static ProtocolException failed(Throwable cause) {
        return new ProtocolException(
                cause instanceof NotSslRecordException
                        ? "A TLS record was to come, and something else came"
                        : "The TLS handshake failed: "
                                + Objects.requireNonNullElse(
                                        cause.getMessage(), "the viewer has left"));
    }

    /** The handler for a channel on which TLS comes first, such as a browser's. */
    Handler handler(Channel channel, Executor executor) {
        return new Handler(keys.engine(), executor);
    }

    private void requireKnown(SSLEngine engine) {
        try {
            if (!keys.admits(engine.getSession())) {
                throw new AuthenticationFailed("This certificate may not come in");
            }
        } catch (SSLPeerUnverifiedException _) {
            throw new ProtocolException("The viewer has shown no certificate");
        }
    }

    /**
     * Netty's, and in addition: a viewer that hangs up without TLS's farewell is gone, one that
     * wants the handshake again (TLS 1.2) is refused, and so is one that keeps us busy with
     * nothing.
     */
    static final class Handler extends SslHandler {
        private int emptyRecords;

        Handler(SSLEngine engine, Executor executor) {
            super(engine, false, executor);
            setHandshakeTimeoutMillis(0); // The connection has deadlines of its own.
        }

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
                throws SSLException {
            int before = in.readableBytes();
            forbidTicket();
            super.decode(context, in, out);
            if (in.readableBytes() < before && ++emptyRecords > MOST_EMPTY_RECORDS) {
                throw new SSLException("the viewer sends records without content");
            }
            if (handshakeFuture().isDone()
                    && engine().getHandshakeSession() != null
                    && engine().getSession().getProtocol().equals("TLSv1.2")) {
                throw new SSLException("the viewer wants the handshake again");
            }
        }

        /**
         * A session that cannot be resumed has no ticket (RFC 8446 section 4.6.1). TigerVNC's
         * viewer (1.12) hangs where a ticket and RFB's next words come at once.
         */
        private void forbidTicket() {
            var session = engine().getHandshakeSession();
            if (session != null && session.getProtocol().equals("TLSv1.3")) {
                session.invalidate();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event)
                throws Exception {
            super.userEventTriggered(context, event);
            if (event instanceof ChannelInputShutdownReadComplete) {
                context.close();
            }
        }

        /** What stands next to this, and notes that there was content. */
        ChannelInboundHandlerAdapter heard() {
            return new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object message) {
                    emptyRecords = 0;
                    context.fireChannelRead(message);
                }
            };
        }
    }
}
