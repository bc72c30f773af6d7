package dev.covnc.server.web;

import io.netty.buffer.ByteBuf;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a peer speaks, told by the first bytes that it sends. */
enum FirstBytes {
    /** Too few have come to tell. */
    UNDECIDED,

    /** A TLS record of the handshake protocol (RFC 8446 section 5.1). */
    TLS,

    /** A request line (RFC 9112 section 3), of WebSocket too. */
    HTTP,

    /** Everything else; a viewer sends its version (RFC 6143 section 7.1.1). */
    RFB;

    private static final int TLS_HANDSHAKE = 22;
    private static final int TLS_MAJOR_VERSION = 3;

    /** With their space. PRI begins HTTP/2, which is refused in HTTP. */
    private static final List<String> METHODS =
            List.of(
                    "GET ",
                    "HEAD ",
                    "POST ",
                    "PUT ",
                    "DELETE ",
                    "OPTIONS ",
                    "CONNECT ",
                    "TRACE ",
                    "PATCH ",
                    "PRI ");

    /** Looks at what is readable and leaves it there. */
    static FirstBytes of(ByteBuf in) {
        if (!in.isReadable()) {
            return UNDECIDED;
        }
        if (in.getByte(in.readerIndex()) == TLS_HANDSHAKE) {
            return tls(in);
        }
        int length = Math.min(in.readableBytes(), 8);
        var start = in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
        if (METHODS.stream().anyMatch(start::startsWith)) {
            return HTTP;
        }
        return METHODS.stream().anyMatch(method -> method.startsWith(start)) ? UNDECIDED : RFB;
    }

    private static FirstBytes tls(ByteBuf in) {
        if (in.readableBytes() == 1) {
            return UNDECIDED;
        }
        return in.getByte(in.readerIndex() + 1) == TLS_MAJOR_VERSION ? TLS : RFB;
    }
}
