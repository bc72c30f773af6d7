package dev.covnc.demo;

import dev.covnc.server.VncServerBuilder;
import dev.covnc.server.Web;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.net.InetAddress;
import java.util.List;

/** What browsers get: the options about the page, which every scene takes. */
final class WebOptions {

    @Option(
            names = "--web",
            negatable = true,
            scope = ScopeType.INHERIT,
            description = "Show it in browsers too (default: if only this machine reaches it).")
    private Boolean wanted;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            scope = ScopeType.INHERIT,
            converter = ServerOptions.Port.class,
            description = "A port for browsers alone; by itself, they share the viewers'.")
    private Integer port;

    @Option(
            names = "--web-origin",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "A site whose pages may show the display too: https://example.org")
    private List<String> origins = List.of();

    /** Tells the builder, which listens on this address. */
    void applyTo(VncServerBuilder builder, InetAddress address) {
        boolean asked = port != null || !origins.isEmpty();
        if (wanted == null ? asked || address.isLoopbackAddress() : wanted) {
            builder.web(web());
        }
    }

    /**
     * @throws IllegalArgumentException when an origin is none
     */
    private Web web() {
        var web = new Web();
        if (port != null) {
            web.port(port);
        }
        origins.forEach(web::allowOrigin);
        return web;
    }
}
