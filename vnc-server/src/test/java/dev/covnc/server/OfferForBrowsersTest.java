package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.SecurityOffer;
import dev.covnc.rfb.security.SecurityType;
import dev.covnc.server.Security.Type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Browsers are offered what noVNC knows and can do where it is, and never VeNCrypt for TLS. */
class OfferForBrowsersTest {
    @TempDir Path keys;

    private static final int VENCRYPT = 19;

    private Offers offers(Type... types) throws Exception {
        var passwords = new Passwords(Map.of(Identity.FULL, "rutabaga".toCharArray()));
        var security = new Security().keys(keys).types(types);
        return new Offer(security, Optional.of(passwords), Optional.empty()).make();
    }

    private static List<Integer> numbers(SecurityOffer offer) {
        return offer.types().stream().map(SecurityType::number).toList();
    }

    @Test
    void withoutTlsOnlyWhatNeedsNoEncryptionOfScripts() throws Exception {
        var offers = offers(Type.X509_PLAIN, Type.RA2_256, Type.DIFFIE_HELLMAN, Type.X509_VNC);
        assertEquals(List.of(VENCRYPT, 129, 30), numbers(offers.viewers()));
        assertEquals(List.of(), numbers(offers.browsers()));
        assertEquals(List.of(6, 30), numbers(offers.localBrowsers()));
    }

    @Test
    void overTlsPlainPasswordsAreEncryptedAlready() throws Exception {
        var offers = offers(Type.X509_PLAIN, Type.RA2_256, Type.DIFFIE_HELLMAN, Type.X509_VNC);
        assertEquals(List.of(VENCRYPT, 6, 30, 2), numbers(offers.secureBrowsers()));
        assertEquals(List.of(VENCRYPT), numbers(offers(Type.X509_PLAIN).secureBrowsers()));
        assertEquals(List.of(2), numbers(offers(Type.TLS_VNC).secureBrowsers()));
    }

    @Test
    void whatBrowsersKnowStaysInItsOrder() throws Exception {
        var offers = offers(Type.TIGHT, Type.VNC_AUTH, Type.RA2);
        assertEquals(List.of(16, 2), numbers(offers.browsers()));
        assertEquals(List.of(16, 2, 6), numbers(offers.secureBrowsers()));
        assertEquals(List.of(16, 2, 5), numbers(offers.viewers()));
    }

    @Test
    void whereThePageCameFromDecides() {
        var all = new Offers(new SecurityOffer(List.of()));
        assertEquals(all.viewers(), all.to(viewer(Optional.empty())));
        assertEquals(false, visit("example.org", false).isSecureContext());
        assertEquals(false, visit("localhost.example.org:80", false).isSecureContext());
        assertEquals(true, visit("localhost:5900", false).isSecureContext());
        assertEquals(true, visit("[::1]:5900", false).isSecureContext());
        assertEquals(true, visit("127.0.0.1", false).isSecureContext());
        assertEquals(true, visit("example.org", true).isSecureContext());
    }

    private static WebVisit visit(String host, boolean secure) {
        return new WebVisit(host, Optional.empty(), secure, Optional.empty(), Optional.empty());
    }

    private static Viewer viewer(Optional<WebVisit> visit) {
        return new Viewer() {
            @Override
            public SocketAddress address() {
                return new InetSocketAddress(0);
            }

            @Override
            public Optional<WebVisit> web() {
                return visit;
            }
        };
    }
}
