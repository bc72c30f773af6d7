package dev.covnc.demo;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.server.VncServer;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;

/** Where the server listens and who may come in: the options that every scene takes. */
final class ServerOptions {

    @Mixin private final WebOptions web = new WebOptions();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            scope = ScopeType.INHERIT,
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            scope = ScopeType.INHERIT,
            defaultValue = "5900",
            converter = Port.class,
            description = "The port to listen on (default: ${DEFAULT-VALUE}); 0: any free one.")
    private int port;

    @Option(
            names = "--password-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "A file whose first line is the password, of at most 8 bytes.")
    private Path passwordFile;

    @Option(
            names = "--view-only-password-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The same for a password with which one may look, not touch.")
    private Path viewOnlyPasswordFile;

    @Mixin private final SecurityOptions security = new SecurityOptions();

    @Option(
            names = "--back-end",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            converter = BackEndName.class,
            description = "continuation or virtual-thread (default: whichever works).")
    private BackEnd backEnd;

    @Option(
            names = "--record",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Record what the first viewer is sent, from ServerInit on.")
    private Path recording;

    @Option(
            names = "--no-password-at-my-own-risk",
            scope = ScopeType.INHERIT,
            description = "Listen on the network without a password.")
    private boolean noPassword;

    @Option(
            names = "--stats",
            paramLabel = "SECONDS",
            scope = ScopeType.INHERIT,
            arity = "0..1",
            fallbackValue = "5",
            defaultValue = "0",
            description = "Print how each viewer is doing, every so many seconds (5 if not said).")
    private int stats;

    /** How often to print how the viewers are doing; zero for never. */
    Duration stats() throws Refused {
        if (stats < 0) {
            throw new Refused("--stats is 1 second or more, not " + stats);
        }
        return Duration.ofSeconds(stats);
    }

    /** Opens the port and shows the scene there. */
    VncServer start(Scene scene) throws Refused {
        InetAddress address = resolve(bareHost());
        if (!address.isLoopbackAddress()
                && passwordFile == null
                && viewOnlyPasswordFile == null
                && !security.asks()
                && !noPassword) {
            throw new Refused(
                    "--host %s would let anybody on the network in: add --password-file FILE, or --no-password-at-my-own-risk"
                            .formatted(host));
        }
        // Most viewers ask to be alone unless they are told otherwise; here company is the point.
        var builder = VncServer.builder(scene.display()).input(scene).alwaysShared();
        builder.backEnd(backEnd());
        security.apply(builder);
        if (noPassword) {
            builder.noPasswordAtMyOwnRisk();
        }
        if (passwordFile != null) {
            builder.password(PasswordFile.read(passwordFile));
        }
        if (viewOnlyPasswordFile != null) {
            builder.viewOnlyPassword(PasswordFile.read(viewOnlyPasswordFile));
        }
        if (recording != null) {
            builder.record(recording);
        }
        try {
            web.applyTo(builder, address);
            return builder.host(address.getHostAddress()).port(port).start();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Refused(e.getMessage(), e); // A password that cannot be one, say.
        } catch (FileSystemException e) {
            throw recording != null && recording.toString().equals(e.getFile())
                    ? Refused.recording(recording, e)
                    : new Refused(e.getMessage(), e); // A key.
        } catch (IOException e) {
            throw cannotListen(address, e);
        }
    }

    private BackEnd backEnd() throws Refused {
        if (backEnd == null) {
            try {
                return BackEnd.preferred();
            } catch (IllegalArgumentException | IllegalStateException e) {
                throw new Refused(e.getMessage(), e); // The system property asks for what is not.
            }
        }
        if (!backEnd.isAvailable()) {
            throw new Refused(
                    "--back-end continuation needs a flag that this java was not started with:"
                            + " start bin/covnc-demo, or choose --back-end virtual-thread");
        }
        return backEnd;
    }

    /** Where the server is, for viewers and for browsers: a line or two. */
    String whereabouts(VncServer server) {
        String viewers = "listening on vnc://" + address(server.address());
        return server.webAddress()
                .map(
                        page ->
                                viewers
                                        + System.lineSeparator()
                                        + "open http://"
                                        + address(page)
                                        + "/")
                .orElse(viewers);
    }

    /** {@code HOST:PORT} with the host as the user wrote it, an IPv6 address in brackets. */
    private String address(InetSocketAddress listening) {
        String bare = bareHost();
        return (bare.contains(":") ? "[" + bare + "]" : bare) + ":" + listening.getPort();
    }

    private String bareHost() {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    private InetAddress resolve(String name) throws Refused {
        try {
            if (!name.isBlank()) {
                return InetAddress.getByName(name);
            }
        } catch (UnknownHostException _) {
            // Said below, together with the empty name, which Java would take for this machine.
        }
        throw new Refused(
                "--host '%s' is not an address of this machine: 127.0.0.1 is for this machine only, 0.0.0.0 for everybody"
                        .formatted(host));
    }

    private Refused cannotListen(InetAddress address, IOException e) {
        if (!isOurs(address)) {
            return new Refused(
                    "%s is not an address of this machine: choose another with --host"
                            .formatted(host),
                    e);
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        // The operating system's words, in its language, stand last.
        String why = String.valueOf(root.getMessage()).replaceFirst(".*: ", "");
        return new Refused(
                "cannot listen on port %d of %s (%s): choose another with --port; 0 takes any free one"
                        .formatted(port, host, why),
                e);
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            return true; // Not known to be somebody else's.
        }
    }

    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            try {
                int port = Integer.parseInt(text);
                if (port >= 0 && port <= 65535) {
                    return port;
                }
            } catch (NumberFormatException _) {
                // The sentence below says it for both.
            }
            throw new TypeConversionException(
                    "a port is a number from 0 (any free one) to 65535, not '" + text + "'");
        }
    }
}
