package dev.covnc.server;

import dev.covnc.server.web.WebSettings;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.handler.ssl.SslHandler;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * What a server has for browsers: a page that shows the display, and a WebSocket that carries RFB
 * as a stream of bytes, whatever its frames (subprotocol {@code binary}, or none). Not thread-safe.
 *
 * <p>Both are on the server's own port unless they are given another: HTTP, TLS and RFB are told
 * apart by what comes first. As an RFB server speaks first, a viewer that is silent is greeted
 * after 50 ms; where a browser was seen in the last 30 seconds, after ten seconds, because browsers
 * open sockets before they need them and must find them silent.
 *
 * <p>Where the server has a certificate ({@link Security#certificate}), {@code https} and {@code
 * wss} are spoken there too.
 *
 * <pre>{@code
 * VncServer.builder(display).web(new Web().path("/machine/7/").allowOrigin("https://example.org"))
 * }</pre>
 */
public final class Web {
    private OptionalInt port = OptionalInt.empty();
    private String path = "/";
    private final Set<String> origins = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();

    private Predicate<InetAddress> trusted = _ -> false;

    /** What browsers are shown over TLS. */
    private Optional<TlsKeys> keys = Optional.empty();

    /** The page on the server's port, at {@code /}, for this host's own pages only. */
    public Web() {}

    /**
     * A port for browsers alone; 0 for any free one. Viewers on the other are then greeted at once.
     *
     * @throws IllegalArgumentException when it is not 0 to 65535
     */
    public Web port(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + port);
        }
        this.port = OptionalInt.of(port);
        return this;
    }

    /**
     * Where the page is, {@code /} unless said otherwise; the WebSocket is there too, and at {@code
     * websockify} below.
     *
     * @throws IllegalArgumentException when it does not begin and end with a slash, or has other
     *     signs than letters, digits and {@code - . _ ~} between slashes
     */
    public Web path(String path) {
        if (!path.matches("/([A-Za-z0-9._~-]+/)*")) {
            throw new IllegalArgumentException(
                    "A path begins and ends with a slash, as /machine/7/ does, not " + path);
        }
        this.path = path;
        return this;
    }

    /**
     * Lets pages of another origin open the WebSocket. Browsers send the origin of the page with
     * it; that of the page's own host is always allowed, others are refused unless named here, and
     * who sends none is not a browser.
     *
     * @param origin as browsers write it, {@code https://example.org} or {@code
     *     http://localhost:8080}
     * @throws IllegalArgumentException when it is no scheme and host
     */
    public Web allowOrigin(String origin) {
        var uri = URI.create(origin);
        if (uri.getScheme() == null
                || uri.getHost() == null
                || !origin.equals(uri.getScheme() + "://" + uri.getAuthority())) {
            throw new IllegalArgumentException(
                    "An origin is a scheme and a host, as https://example.org, not " + origin);
        }
        origins.add(origin);
        return this;
    }

    /**
     * Lets browsers call this machine by this name where only this machine reaches the server.
     * Without it they may call it {@code localhost} or by its address: a name of somebody else's
     * that leads here could make his page part of this site (DNS rebinding).
     *
     * @param host a name without a port
     */
    public Web allowHost(String host) {
        hosts.add(host.toLowerCase(Locale.ROOT));
        return this;
    }

    /**
     * Believes what proxies that come from there say about those they come for: {@code
     * X-Forwarded-For}, {@code -Proto}, {@code -Host}, and {@code -User} whom they have logged in.
     * What others say in these headers does not count.
     *
     * @param range an address, or a range as in CIDR, {@code 192.0.2.0/24}
     * @throws IllegalArgumentException when it is neither
     */
    public Web trustProxy(String range) {
        int slash = range.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? range : range.substring(0, slash));
        var whole = address instanceof Inet4Address ? "/32" : "/128";
        var rule =
                new IpSubnetFilterRule(slash < 0 ? range + whole : range, IpFilterRuleType.ACCEPT);
        trusted = trusted.or(one -> rule.matches(new InetSocketAddress(one, 0)));
        return this;
    }

    OptionalInt port() {
        return port;
    }

    /** The same for a server with this offer, whose certificate is browsers' too. */
    Web with(Offer offer) throws IOException {
        var served = new Web();
        served.port = port;
        served.path = path;
        served.origins.addAll(origins);
        served.hosts.addAll(hosts);
        served.trusted = trusted;
        served.keys = offer.keysForBrowsers();
        return served;
    }

    /** Whether browsers can come by {@code https} too. */
    boolean isSecure() {
        return keys.isPresent();
    }

    /**
     * @param workers for what TLS computes
     * @param stage how long somebody may take to say what he wants
     */
    WebSettings settings(Executor workers, Duration stage) {
        return new WebSettings(
                path,
                Set.copyOf(origins),
                Set.copyOf(hosts),
                trusted,
                keys.map(some -> _ -> new SslHandler(some.engine(), workers)),
                stage);
    }
}
