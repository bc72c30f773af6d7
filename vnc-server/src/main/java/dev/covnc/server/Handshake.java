package dev.covnc.server;

import dev.covnc.coroutine.Closed;
import dev.covnc.coroutine.Deadline;
import dev.covnc.coroutine.Sleep;
import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.ProtocolVersion;
import dev.covnc.rfb.WireWriter;
import dev.covnc.rfb.security.AuthenticationFailed;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.SecurityResult;
import dev.covnc.rfb.security.SecurityType;

import java.time.Duration;

/** The part of a connection in which a stranger becomes somebody (RFC 6143 section 7.1). */
final class Handshake {
    private final RfbStream stream;
    private final Settings settings;
    private final Admission admission;
    private final Failures failures;
    private final Viewer viewer;

    // Found out in this order.
    private ProtocolVersion version;
    private SecurityType security;

    Handshake(RfbStream stream, Viewers viewers, Viewer viewer) {
        this.stream = stream;
        settings = viewers.settings();
        admission = viewers.admission();
        failures = viewers.failures();
        this.viewer = viewer;
    }

    /**
     * Finds out who the viewer is, and has told it so.
     *
     * @throws ProtocolException or
     * @throws AuthenticationFailed if it is not let in: it has been told why, and may have read it
     */
    @Suspends
    Identity identify() {
        try {
            Deadline.within(settings.limits().choosing(), "Choosing a security type", this::agree);
            return authenticate();
        } catch (ProtocolException | AuthenticationFailed e) {
            stream.lingerUntilRead();
            throw e;
        }
    }

    /** Appends to the ServerInit what viewers expect that have chosen such a security type. */
    void extend(WireWriter serverInit) {
        security.extend(serverInit);
    }

    @Suspends
    private void agree() {
        version = ProtocolVersion.negotiate(stream);
        security = settings.offers().to(viewer).agree(stream, version);
    }

    @Suspends
    private Identity authenticate() {
        try {
            var identity = admission.admit(viewer, prove());
            SecurityResult.ok(stream, version, security);
            return identity;
        } catch (AuthenticationFailed e) {
            tell(e);
            throw e;
        }
    }

    /**
     * Where many have failed lately, the answer waits, whether it is yes or no: an attempt that is
     * given up before has taught nothing.
     */
    @Suspends
    private Identity prove() {
        var origin = Origin.of(viewer.address());
        try {
            var identity = security.authenticate(stream);
            pause(failures.delay(origin));
            failures.succeeded(origin);
            return identity;
        } catch (AuthenticationFailed e) {
            var delay = failures.delay(origin);
            failures.failed(origin);
            pause(delay);
            throw e;
        }
    }

    @Suspends
    private static void pause(Duration time) {
        if (time.isPositive()) {
            Sleep.during(time);
        }
    }

    /** A wrong password is answered after the same time always, whatever else comes meanwhile. */
    @Suspends
    private void tell(AuthenticationFailed failure) {
        try {
            Sleep.during(settings.limits().failureDelay());
            SecurityResult.failed(stream, version, security, failure.getMessage());
        } catch (Closed _) {
            // It has hung up on the answer, but it has failed, and that is what is to be known.
        }
    }
}
