package dev.covnc.server.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * The first handler of a connection: finds out what its peer speaks, puts up who understands it,
 * and leaves with all bytes handed on.
 *
 * <p>An RFB server speaks first, so a peer that is silent for {@link #PATIENCE} is taken for a
 * viewer. Where a browser was seen lately it may be one of the browser's, which must not be greeted
 * before it is used: there the wait is the whole stage.
 */
final class Sniffer extends ByteToMessageDecoder {
    static final Duration PATIENCE = Duration.ofMillis(50);

    /** The most that is added where the loop is late. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final WebDoor door;
    private final Arrival arrival;

    /** Told of a browser at this address; one object, by which it is forgotten again. */
    private final Runnable browserSeen = this::waitLonger;

    private ChannelHandlerContext context;
    private long patienceEnd;
    private boolean silent = true;
    private Future<?> timer;

    Sniffer(WebDoor door, Arrival arrival) {
        this.door = door;
        this.arrival = arrival;
        setSingleDecode(true);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        if (arrival.mayBeViewer()) {
            door.browsing().tell(address(), browserSeen);
        }
        if (arrival.mayBeViewer() && !door.browsing().isAt(address())) {
            patienceEnd = door.now() + PATIENCE.toNanos();
            timer = door.after(PATIENCE, this::lookAgain);
        } else {
            waitLonger();
        }
        context.read();
    }

    /** Until the stage is over, which for those who have said nothing means to be greeted. */
    private void waitLonger() {
        stopTimer();
        var left = Duration.ofNanos(arrival.stageEnd() - door.now());
        timer = door.after(left, silent && arrival.mayBeViewer() ? this::greet : this::giveUp);
    }

    /**
     * The loop may have been kept so long that what it waits for lies in the socket already; and
     * where it is late, the machine is so busy that a browser on it may be late too.
     */
    private void lookAgain() {
        long late = door.now() - patienceEnd;
        timer = door.after(Duration.ofNanos(Math.min(4 * late, GRACE.toNanos())), this::greet);
    }

    private void greet() {
        handOver(() -> door.viewerCame(context.channel()));
    }

    private void giveUp() {
        door.refused(context.channel(), "it did not say in time what it wants");
        context.close();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!context.channel().isActive()) {
            in.skipBytes(in.readableBytes());
            return;
        }
        switch (FirstBytes.of(in)) {
            case UNDECIDED -> waitForMore();
            case TLS -> tls(in);
            case HTTP -> http();
            case RFB -> rfb(in);
        }
    }

    private void waitForMore() {
        if (silent) {
            silent = false;
            waitLonger();
        }
    }

    private void http() {
        door.browsing().seenAt(address());
        handOver(() -> door.speakHttp(context.channel(), arrival));
    }

    private void tls(ByteBuf in) {
        door.browsing().seenAt(address());
        if (arrival.secure() || !door.hasTls()) {
            in.skipBytes(in.readableBytes());
            stopTimer();
            door.refuseTls(context.channel());
            return;
        }
        handOver(() -> door.speakTls(context.channel(), arrival));
    }

    private void rfb(ByteBuf in) {
        if (arrival.mayBeViewer()) {
            handOver(() -> door.viewerCame(context.channel()));
            return;
        }
        in.skipBytes(in.readableBytes());
        stopTimer();
        door.refused(context.channel(), "only browsers are served here");
        context.close();
    }

    /** The next one stands at the end of the pipeline before the bytes reach it. */
    private void handOver(Runnable next) {
        stopTimer();
        next.run();
        context.pipeline().remove(this);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        stopTimer();
        door.browsing().forget(address(), browserSeen);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close(); // It is gone, and it was nobody.
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private InetAddress address() {
        return arrival.host();
    }
}
