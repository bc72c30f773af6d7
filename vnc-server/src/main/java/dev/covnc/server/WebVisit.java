package dev.covnc.server;

import dev.covnc.server.web.WebRequest;

import io.netty.util.NetUtil;

import java.net.SocketAddress;
import java.util.Optional;

/**
 * What is known of a viewer that came through a WebSocket, from the request that it began with.
 *
 * @param host by which the browser knows the server, with its port if that is not the usual one
 * @param origin of the page, as the browser says; programs say none
 * @param secure whether it came over TLS, to us or to a proxy that is trusted
 * @param user whom a trusted proxy has logged in ({@code X-Forwarded-User})
 * @param token of the address, {@code ?token=}: nobody has checked it, and it may stand in the
 *     browser's history and in proxies' logs, so one that is used once is best
 */
public record WebVisit(
        String host,
        Optional<String> origin,
        boolean secure,
        Optional<String> user,
        Optional<String> token) {

    static WebVisit of(WebRequest request) {
        return new WebVisit(
                request.host(),
                request.origin(),
                request.secure(),
                request.user(),
                request.token());
    }

    WebRequest request(SocketAddress address) {
        return new WebRequest(address, secure, host, origin, "", user, token);
    }

    /** Whether browsers encrypt in the page's scripts there, as RA2 and Diffie-Hellman need. */
    boolean isSecureContext() {
        var name = WebRequest.nameOf(host);
        var address = NetUtil.createInetAddressFromIpAddressString(name);
        return secure
                || name.equals("localhost")
                || name.endsWith(".localhost")
                || address != null && address.isLoopbackAddress();
    }
}
