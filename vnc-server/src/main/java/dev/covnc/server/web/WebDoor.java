package dev.covnc.server.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where connections come in before it is known what they speak. What turns out to be a viewer's,
 * directly or through a WebSocket, is handed on as a channel that delivers a viewer's bytes.
 */
public final class WebDoor {
    /** The WebSocket's name below the path; the path itself is one too. */
    static final String SOCKET = "websockify";

    private static final Logger LOG = System.getLogger("dev.covnc.server");

    private static final int REQUEST_LINE = 4096;
    private static final int HEADERS = 8192;
    private static final int FRAME = 64 * 1024;

    /** The alert handshake_failure (RFC 8446 section 6): what browsers understand at once. */
    private static final byte[] NO_TLS_HERE = {21, 3, 3, 0, 2, 2, 40};

    private final WebSettings settings;
    private final EventExecutor loop;
    private final Consumer<Channel> viewers;
    private final Browsing browsing;
    private final Pages pages = Pages.ofClassPath();

    /** Those inside of which no viewer has been found yet. */
    private final Set<Channel> strangers = new HashSet<>();

    /**
     * @param loop that all the channels live on
     * @param viewers takes a channel that delivers a viewer's bytes; it may ask {@link
     *     WebRequest#of} about it
     */
    public WebDoor(WebSettings settings, EventExecutor loop, Consumer<Channel> viewers) {
        this.settings = settings;
        this.loop = loop;
        this.viewers = viewers;
        browsing = new Browsing(this::now);
    }

    /** Opens to whoever has connected, a viewer or a browser. */
    public void openToAll(Channel accepted) {
        open(accepted, true);
    }

    /** Opens to a browser; a viewer is not expected here. */
    public void openToBrowsers(Channel accepted) {
        open(accepted, false);
    }

    private void open(Channel accepted, boolean mayBeViewer) {
        accepted.config().setAutoRead(false);
        long stageEnd = now() + settings.stage().toNanos();
        var arrival = new Arrival(accepted.remoteAddress(), false, mayBeViewer, stageEnd);
        strangers.add(accepted);
        accepted.closeFuture().addListener(_ -> strangers.remove(accepted));
        accepted.pipeline().addLast(new Sniffer(this, arrival));
    }

    /** Closes what is open of those who are no viewers. */
    public void shutDown() {
        List.copyOf(strangers).forEach(Channel::close);
    }

    /** The channel delivers a viewer's bytes. */
    void viewerCame(Channel channel) {
        strangers.remove(channel);
        viewers.accept(channel);
    }

    void speakTls(Channel channel, Arrival arrival) {
        var tls = settings.tls().orElseThrow().apply(channel);
        channel.pipeline().addLast(tls, new Sniffer(this, arrival.inTls()));
    }

    boolean hasTls() {
        return settings.tls().isPresent();
    }

    void refuseTls(Channel channel) {
        refused(channel, "there is no TLS here");
        channel.writeAndFlush(Unpooled.wrappedBuffer(NO_TLS_HERE))
                .addListener(ChannelFutureListener.CLOSE);
    }

    void speakHttp(Channel channel, Arrival arrival) {
        var limits =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(REQUEST_LINE)
                        .setMaxHeaderSize(HEADERS);
        channel.pipeline()
                .addLast(
                        new HttpRequestDecoder(limits),
                        new HttpResponseEncoder(),
                        new HttpTalk(this, arrival));
    }

    /**
     * The channel speaks WebSocket from here on. The handlers of HTTP go last to first, and their
     * decoder last of all: the bytes behind the request are the first frames.
     *
     * @param talk has written the answer that says so, and leaves with this
     */
    void becomeWebSocket(ChannelHandlerContext talk, WebRequest asked) {
        var limits =
                WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(FRAME)
                        .closeOnProtocolViolation(false)
                        .build();
        var channel = talk.channel();
        var pipeline = channel.pipeline();
        talk.flush();
        pipeline.remove(HttpResponseEncoder.class);
        pipeline.remove(talk.handler());
        pipeline.addLast(
                new WebSocket13FrameEncoder(false),
                new WebSocket13FrameDecoder(limits),
                new WebSocketBytes(loop));
        channel.attr(WebRequest.OF_CHANNEL).set(asked);
        viewerCame(channel);
        pipeline.remove(HttpRequestDecoder.class);
    }

    /** What nobody is told about by the answer alone goes to the log, in one line. */
    void refused(Channel channel, String why) {
        LOG.log(Level.WARNING, "Viewer {0} was disconnected: {1}", channel.remoteAddress(), why);
    }

    Future<?> after(Duration delay, Runnable task) {
        return loop.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** The loop's clock, in nanoseconds. */
    long now() {
        return loop.ticker().nanoTime();
    }

    Browsing browsing() {
        return browsing;
    }

    Pages pages() {
        return pages;
    }

    WebSettings settings() {
        return settings;
    }
}
