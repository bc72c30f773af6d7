package dev.covnc.server;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.encoders.Engines;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;

/** From what a builder was told to a server that listens, or to the sentence that says why not. */
final class ServerStart {
    private static final Logger LOG = System.getLogger(ServerStart.class.getPackageName());

    private final VncServerBuilder told;

    ServerStart(VncServerBuilder told) {
        this.told = told;
    }

    VncServer start() throws IOException {
        var address = new InetSocketAddress(InetAddress.getByName(told.host), told.port);
        requireClosed(address);
        var backEnd = backEnd();
        var passwords =
                told.passwords.isEmpty()
                        ? Optional.<Passwords>empty()
                        : Optional.of(new Passwords(told.passwords));
        var threads = new Threads(told.limits);
        try {
            var logins = told.authenticator.map(one -> new Logins(one, threads.logins()));
            var offer = new Offer(told.security, passwords, logins);
            var settings = settings(backEnd, offer.make());
            var page = told.web.isPresent() ? Optional.of(told.web.get().with(offer)) : told.web;
            var listener = Listener.start(settings, threads, address, told.transport, page);
            LOG.log(Level.INFO, "Coroutines: {0}", backEnd);
            LOG.log(Level.INFO, "Compression: {0}", Engines.inUse());
            return new VncServer(listener, passwords);
        } catch (IOException | RuntimeException e) {
            threads.end();
            throw e;
        }
    }

    private void requireClosed(InetSocketAddress address) {
        boolean isOpen = told.passwords.isEmpty() && told.authenticator.isEmpty();
        if (isOpen && !told.openToAll && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalStateException(
                    "All who reach %s could use the display: set a password, or allow it"
                            .formatted(told.host));
        }
    }

    private BackEnd backEnd() {
        var chosen = told.backEnd == null ? BackEnd.preferred() : told.backEnd;
        if (!chosen.isAvailable()) {
            throw new IllegalStateException(
                    "The back-end %s needs --add-exports java.base/jdk.internal.vm=ALL-UNNAMED"
                            .formatted(chosen));
        }
        return chosen;
    }

    private Settings settings(BackEnd backEnd, Offers offers) throws IOException {
        return new Settings(
                told.display,
                told.handler,
                told.resizeHandler,
                offers,
                told.access.doorkeeper(),
                told.access.addresses(),
                told.access.listener(),
                new SecureRandom(),
                told.framesPerSecond,
                told.alwaysShared,
                backEnd,
                told.limits,
                told.policy,
                told.recorded.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Recording.into(told.recorded.get())));
    }
}
