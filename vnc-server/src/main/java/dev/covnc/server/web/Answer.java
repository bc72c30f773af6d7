package dev.covnc.server.web;

import static io.netty.handler.codec.http.HttpHeaderNames.CACHE_CONTROL;
import static io.netty.handler.codec.http.HttpHeaderNames.CONNECTION;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_SECURITY_POLICY;
import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_TYPE;
import static io.netty.handler.codec.http.HttpHeaderNames.ETAG;
import static io.netty.handler.codec.http.HttpHeaderNames.IF_NONE_MATCH;
import static io.netty.handler.codec.http.HttpHeaderNames.LOCATION;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_ACCEPT;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL;
import static io.netty.handler.codec.http.HttpHeaderNames.SEC_WEBSOCKET_VERSION;
import static io.netty.handler.codec.http.HttpHeaderNames.UPGRADE;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** What a browser is answered. */
record Answer(HttpResponseStatus status, HttpHeaders headers, ByteBuf body) {
    /** Our own files and nothing else; noVNC keeps pointer shapes and JPEG in data: URLs. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; manifest-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'self'";

    /** For one whose name changes with its content; a year is as long as it may be. */
    private static final String KEEP = "public, max-age=31536000, immutable";

    private static final String ASK_AGAIN = "no-cache";

    /** A file, or that the browser has it already. */
    static Answer of(Page page, HttpRequest request) {
        boolean known = page.isAmong(request.headers().get(IF_NONE_MATCH));
        var status = known ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK;
        var headers =
                guarded()
                        .set(ETAG, page.tag())
                        .set(CACHE_CONTROL, page.lasting() ? KEEP : ASK_AGAIN);
        return known
                ? new Answer(status, headers, Unpooled.EMPTY_BUFFER)
                : with(status, headers, page.type(), page.body().duplicate());
    }

    /** The page is there. */
    static Answer movedTo(String path) {
        var headers = guarded().set(LOCATION, path).set(CONTENT_LENGTH, 0);
        return new Answer(HttpResponseStatus.PERMANENT_REDIRECT, headers, Unpooled.EMPTY_BUFFER);
    }

    /** No, with a sentence. */
    static Answer refusing(BadRequest why) {
        var headers = guarded().set(CACHE_CONTROL, "no-store");
        if (why.status().equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            headers.set("Allow", "GET, HEAD");
        } else if (why.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            headers.set(UPGRADE, "websocket").set(SEC_WEBSOCKET_VERSION, 13);
        }
        var page = Page.saying(why.getMessage() + ".");
        return with(why.status(), headers, page.type(), page.body().duplicate());
    }

    /** From here on it is a WebSocket. */
    static Answer switching(Upgrade upgrade) {
        var headers =
                new DefaultHttpHeaders()
                        .set(UPGRADE, "websocket")
                        .set(CONNECTION, "Upgrade")
                        .set(SEC_WEBSOCKET_ACCEPT, upgrade.accept());
        upgrade.subprotocol().ifPresent(name -> headers.set(SEC_WEBSOCKET_PROTOCOL, name));
        return new Answer(HttpResponseStatus.SWITCHING_PROTOCOLS, headers, Unpooled.EMPTY_BUFFER);
    }

    private static HttpHeaders guarded() {
        return new DefaultHttpHeaders()
                .set(CONTENT_SECURITY_POLICY, POLICY)
                .set("Cross-Origin-Resource-Policy", "same-origin")
                .set("Referrer-Policy", "no-referrer")
                .set("X-Content-Type-Options", "nosniff");
    }

    private static Answer with(
            HttpResponseStatus status, HttpHeaders headers, String type, ByteBuf body) {
        headers.set(CONTENT_TYPE, type).set(CONTENT_LENGTH, body.readableBytes());
        return new Answer(status, headers, body);
    }

    /**
     * @param last whether the connection ends with it
     */
    Answer closing(boolean last) {
        if (last) {
            headers.set(CONNECTION, "close");
        }
        return this;
    }

    /**
     * @param whole whether the body goes with it: not where only the head was asked for
     */
    FullHttpResponse response(boolean whole) {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                status,
                whole ? body : Unpooled.EMPTY_BUFFER,
                headers,
                new DefaultHttpHeaders());
    }
}
