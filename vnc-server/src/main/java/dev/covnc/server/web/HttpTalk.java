package dev.covnc.server.web;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED;
import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;
import static io.netty.handler.codec.http.HttpResponseStatus.MISDIRECTED_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_URI_TOO_LONG;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** One browser's requests, answered one after the other, until one of them is for a WebSocket. */
final class HttpTalk extends ChannelInboundHandlerAdapter {
    private static final int MOST_HEADERS = 64;

    private final WebDoor door;
    private final Arrival arrival;
    private final WebSettings settings;

    private Future<?> timer;

    /** What is done when the request has come to its end, or null. */
    private Runnable atItsEnd;

    private boolean answering;
    private boolean ended;

    HttpTalk(WebDoor door, Arrival arrival) {
        this.door = door;
        this.arrival = arrival;
        settings = door.settings();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var left = Duration.ofNanos(arrival.stageEnd() - door.now());
        timer = door.after(left, () -> giveUp(context));
        context.read();
    }

    private void giveUp(ChannelHandlerContext context) {
        ended = true;
        door.refused(context.channel(), "its request did not come to an end in time");
        context.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        timer.cancel(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (ended || !context.channel().isActive()) {
                return;
            }
            if (message instanceof HttpRequest request) {
                hear(context, request);
            } else if (message instanceof LastHttpContent && atItsEnd != null) {
                atItsEnd.run();
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!answering && !ended) {
            context.read();
        }
    }

    private void hear(ChannelHandlerContext context, HttpRequest request) {
        if (answering) {
            ended = true; // It does not wait for answers: this one goes unheard.
        } else {
            listen(context, request);
        }
    }

    private void listen(ChannelHandlerContext context, HttpRequest request) {
        door.browsing().seenAt(arrival.host());
        try {
            check(request);
            var asked = WebRequest.read(request, arrival, settings);
            checkHost(context, asked);
            if (Upgrade.isAskedFor(request)) {
                upgrade(context, request, asked);
            } else {
                answer(context, request, page(request, asked));
            }
        } catch (BadRequest e) {
            refuse(context, request, e);
        }
    }

    /** Rules that hold for all requests. */
    private static void check(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            throw switch (request.decoderResult().cause()) {
                case TooLongHttpLineException _ ->
                        new BadRequest(REQUEST_URI_TOO_LONG, "The request line is too long");
                case TooLongHttpHeaderException _ ->
                        new BadRequest(REQUEST_HEADER_FIELDS_TOO_LARGE, "Too much of headers");
                default -> new BadRequest(BAD_REQUEST, "This is not HTTP");
            };
        }
        if (request.protocolVersion().majorVersion() != 1) {
            throw new BadRequest(HTTP_VERSION_NOT_SUPPORTED, "HTTP has the version 1 here");
        }
        if (request.headers().size() > MOST_HEADERS) {
            throw new BadRequest(REQUEST_HEADER_FIELDS_TOO_LARGE, "Too many headers");
        }
        if (HttpUtil.isTransferEncodingChunked(request)
                || HttpUtil.getContentLength(request, 0L) != 0) {
            throw new BadRequest(REQUEST_ENTITY_TOO_LARGE, "Nothing is taken here");
        }
    }

    /**
     * Where only this machine can reach us, it must call us by a name of its own. A name of
     * somebody else's that leads here makes us, to the browser, part of his site.
     */
    private void checkHost(ChannelHandlerContext context, WebRequest asked) {
        var local = context.channel().localAddress();
        boolean reachable =
                !(local instanceof InetSocketAddress inet)
                        || !inet.getAddress().isLoopbackAddress();
        if (reachable || settings.trustedProxy().test(arrival.host())) {
            return;
        }
        var name = asked.hostName();
        if (!name.equals("localhost")
                && !name.endsWith(".localhost")
                && !settings.hosts().contains(name)
                && !isLoopback(name)) {
            throw new BadRequest(MISDIRECTED_REQUEST, "This machine has no such name");
        }
    }

    private static boolean isLoopback(String name) {
        try {
            return InetAddress.ofLiteral(name).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Answer page(HttpRequest request, WebRequest asked) {
        if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
            throw new BadRequest(METHOD_NOT_ALLOWED, "There is GET, and HEAD");
        }
        if ((asked.path() + "/").equals(settings.path())) {
            return Answer.movedTo(settings.path());
        }
        var page =
                asked.path().startsWith(settings.path())
                        ? door.pages().named(asked.path().substring(settings.path().length()))
                        : Optional.<Page>empty();
        return page.map(found -> Answer.of(found, request))
                .orElseThrow(() -> new BadRequest(NOT_FOUND, "There is no such page"));
    }

    private void upgrade(ChannelHandlerContext context, HttpRequest request, WebRequest asked) {
        if (!asked.path().equals(settings.path())
                && !asked.path().equals(settings.path() + WebDoor.SOCKET)) {
            throw new BadRequest(NOT_FOUND, "There is no such WebSocket");
        }
        var upgrade = Upgrade.agree(request, asked, settings);
        atItsEnd =
                () -> {
                    ended = true;
                    context.write(Answer.switching(upgrade).response(true));
                    door.becomeWebSocket(context, asked);
                };
    }

    private void refuse(ChannelHandlerContext context, HttpRequest request, BadRequest why) {
        if (why.status() != NOT_FOUND) {
            door.refused(context.channel(), why.status() + ", " + why.getMessage());
        }
        ended = true;
        answer(context, request, Answer.refusing(why));
    }

    private void answer(ChannelHandlerContext context, HttpRequest request, Answer answer) {
        answering = true;
        boolean last = ended || !HttpUtil.isKeepAlive(request);
        boolean whole = request.method() != HttpMethod.HEAD;
        timer.cancel(false);
        timer = door.after(settings.stage(), context::close);
        context.writeAndFlush(answer.closing(last).response(whole))
                .addListener(_ -> answered(context, last));
    }

    private void answered(ChannelHandlerContext context, boolean last) {
        answering = false;
        if (last || ended) {
            context.close();
        } else {
            context.read();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
