package dev.covnc.server.web;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN;
import static io.netty.handler.codec.http.HttpResponseStatus.UPGRADE_REQUIRED;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * That a request becomes a WebSocket (RFC 6455 section 4.2).
 *
 * @param accept the proof that the request was understood
 * @param subprotocol that the client asked for; with none there is none
 */
record Upgrade(String accept, Optional<String> subprotocol) {
    /** What VNC over WebSocket is called since there were others. */
    private static final String BINARY = "binary";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** Whether the request asks for one. */
    static boolean isAskedFor(HttpRequest request) {
        return request.headers()
                .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    /**
     * @throws BadRequest if it does not become one
     */
    static Upgrade agree(HttpRequest request, WebRequest asked, WebSettings settings) {
        var headers = request.headers();
        if (request.method() != HttpMethod.GET
                || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)) {
            throw new BadRequest(BAD_REQUEST, "A WebSocket begins with GET, HTTP/1.1, and Upgrade");
        }
        if (!"13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            throw new BadRequest(UPGRADE_REQUIRED, "WebSocket has the version 13 here");
        }
        checkOrigin(asked, settings);
        return new Upgrade(accept(headers), subprotocol(headers));
    }

    /** Another site's page must not use a display only because its reader may. */
    private static void checkOrigin(WebRequest asked, WebSettings settings) {
        if (asked.origin().isEmpty()) {
            return; // Not a browser: it could say what it likes.
        }
        var origin = asked.origin().get();
        boolean own =
                origin.equalsIgnoreCase((asked.secure() ? "https://" : "http://") + asked.host());
        if (!own && !settings.origins().contains(origin)) {
            throw new BadRequest(FORBIDDEN, "Pages of other sites may not open a display here");
        }
    }

    private static String accept(HttpHeaders headers) {
        var keys = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (keys.size() != 1 || !isKey(keys.getFirst())) {
            throw new BadRequest(BAD_REQUEST, "A WebSocket's key is 16 bytes in base64");
        }
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            var proof = sha1.digest((keys.getFirst() + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(proof);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has it.
        }
    }

    private static boolean isKey(String key) {
        try {
            return key.length() == 24 && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static Optional<String> subprotocol(HttpHeaders headers) {
        var offered =
                headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
                        .flatMap(line -> Arrays.stream(line.split(",")))
                        .map(String::strip)
                        .toList();
        if (!offered.isEmpty() && !offered.contains(BINARY)) {
            throw new BadRequest(BAD_REQUEST, "The subprotocol is binary, or none");
        }
        return offered.stream().filter(BINARY::equals).findFirst();
    }
}
