package dev.covnc.server.web;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.AttributeKey;
import io.netty.util.NetUtil;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request says about who asks, and for what. What trusted proxies say about it counts; what
 * others say about themselves does not.
 *
 * @param address the browser's
 * @param secure whether it has come over TLS, here or to the proxy
 * @param host the name and the port by which the browser knows the server, as it writes them
 * @param origin of the page that asks; browsers send one with every WebSocket
 * @param path as it stands in the request line, without the query; nothing in it is decoded
 * @param user whom a trusted proxy has logged in ({@code X-Forwarded-User})
 * @param token of the query's parameter {@code token}
 */
public record WebRequest(
        SocketAddress address,
        boolean secure,
        String host,
        Optional<String> origin,
        String path,
        Optional<String> user,
        Optional<String> token) {

    /** The request by which a channel became a WebSocket. */
    public static final AttributeKey<WebRequest> OF_CHANNEL =
            AttributeKey.valueOf(WebRequest.class, "request");

    private static final int MOST_PARAMETERS = 16;

    /** The request by which this channel became a WebSocket; empty for one that is a socket. */
    public static Optional<WebRequest> of(Channel channel) {
        return Optional.ofNullable(channel.attr(OF_CHANNEL).get());
    }

    /**
     * Reads what there is to know.
     *
     * @throws BadRequest if it breaks a rule that all requests have to keep
     */
    static WebRequest read(HttpRequest request, Arrival arrival, WebSettings settings) {
        var uri = request.uri();
        if (!uri.startsWith("/")) {
            throw new BadRequest(BAD_REQUEST, "A request's target begins with a slash");
        }
        var headers = new Headers(request, settings.trustedProxy().test(arrival.host()));
        int query = uri.indexOf('?');
        return new WebRequest(
                headers.forwardedFor(settings).orElse(arrival.address()),
                headers.forwarded("X-Forwarded-Proto")
                        .map("https"::equals)
                        .orElse(arrival.secure()),
                headers.forwarded("X-Forwarded-Host").orElseGet(headers::host),
                headers.one("Origin"),
                query < 0 ? uri : uri.substring(0, query),
                headers.forwarded("X-Forwarded-User"),
                token(uri));
    }

    private static Optional<String> token(String uri) {
        try {
            var query = new QueryStringDecoder(uri, true);
            return query.parameters().getOrDefault("token", List.of()).stream().findFirst();
        } catch (IllegalArgumentException _) {
            throw new BadRequest(BAD_REQUEST, "The query's percent signs encode nothing");
        }
    }

    /** The host without its port, in lower case; an IPv6 address without its brackets. */
    String hostName() {
        return nameOf(host);
    }

    /** The part of an authority that is not the port. */
    public static String nameOf(String authority) {
        int end = authority.startsWith("[") ? authority.indexOf(']') : authority.indexOf(':');
        var name = end < 0 ? authority : authority.substring(0, end);
        return name.replace("[", "").toLowerCase(Locale.ROOT);
    }

    /** The headers of one request, and whether its peer may speak for others. */
    private record Headers(HttpRequest request, boolean trusted) {

        /** HTTP/1.1 demands exactly one (RFC 9112 section 3.2). */
        String host() {
            var host = one(HttpHeaderNames.HOST.toString());
            if (host.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
                throw new BadRequest(BAD_REQUEST, "A request names the host that it is for");
            }
            return host.orElse("");
        }

        Optional<String> one(String name) {
            var all = request.headers().getAll(name);
            if (all.size() > 1) {
                throw new BadRequest(BAD_REQUEST, "The header " + name + " comes once");
            }
            return all.stream().findFirst();
        }

        /** The last proxy's word: it stands last, and those before it may be anybody's. */
        Optional<String> forwarded(String name) {
            return trusted ? all(name).reduce((_, last) -> last) : Optional.empty();
        }

        /** The last address that is not a trusted proxy's own. */
        Optional<SocketAddress> forwardedFor(WebSettings settings) {
            if (!trusted) {
                return Optional.empty();
            }
            SocketAddress found = null;
            for (var name : all("X-Forwarded-For").toList().reversed()) {
                var address = address(nameOf(name));
                found = new InetSocketAddress(address, 0);
                if (!settings.trustedProxy().test(address)) {
                    break;
                }
            }
            return Optional.ofNullable(found);
        }

        private Stream<String> all(String name) {
            return request.headers().getAll(name).stream()
                    .flatMap(line -> Arrays.stream(line.split(",")))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty());
        }

        /** Of digits: nobody is asked what a name means. */
        private static InetAddress address(String literal) {
            var address = NetUtil.createInetAddressFromIpAddressString(literal);
            if (address == null) {
                throw new BadRequest(BAD_REQUEST, "X-Forwarded-For lists addresses");
            }
            return address;
        }
    }
}
