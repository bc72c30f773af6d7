package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.security.Identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/** From where viewers may come, and who hears of it. */
class AccessTest {
    private static final String V38 = "'RFB 003.008' 0a";

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,      192.0.2.255,          true",
        "192.0.2.0/24,      192.0.3.0,            false",
        "192.0.2.0/23,      192.0.3.0,            true",
        "192.0.2.4/30,      192.0.2.7,            true",
        "192.0.2.4/30,      192.0.2.8,            false",
        "192.0.2.1,         192.0.2.1,            true",
        "192.0.2.1,         192.0.2.3,            false",
        "0.0.0.0/0,         203.0.113.1,          true",
        "0.0.0.0/0,         2001:db8::1,          false",
        "192.0.2.0/24,      ::ffff:192.0.2.9,     true",
        "::ffff:192.0.2.0/120, 192.0.2.9,         true",
        "::ffff:192.0.2.0/120, 192.0.3.9,         false",
        "2001:db8::/32,     2001:db8:ffff::1,     true",
        "2001:db8::/33,     2001:db8:ffff::1,     false",
        "::1,               ::1,                  true",
        "::/0,              ::1,                  true",
        "::/0,              127.0.0.1,            false",
    })
    void aRangeIsTheAddressesThatBeginAlike(String range, String address, boolean contains) {
        assertEquals(contains, AddressRange.parse(range).contains(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.org",
                "dead.beef",
                "10.1",
                "10",
                "192.0.2.1/33",
                "192.0.2.1/-1",
                "192.0.2.1/",
                "192.0.2.256",
                "::1/129",
                "::ffff:192.0.2.0/95",
                "192.0.2.0/24/1",
                "fe80::1%eth0",
                "1.2.3.4.5"
            })
    void whatIsNoRangeIsRefusedAndNothingIsLookedUp(String text) {
        var wrong = assertThrows(IllegalArgumentException.class, () -> new Access().allow(text));
        assertTrue(wrong.getMessage().contains("is no range of addresses"), wrong::getMessage);
    }

    @Test
    void whoMayNotComeIsClosedWithoutAWord() {
        var access = new Access().allow("192.0.2.0/24").allow("10.0.0.0/8").deny("192.0.2.7");
        var settings = new TestSettings(BackEnd.preferred(), TestServer.NONE).access(access);
        try (var server = new TestServer(settings)) {
            server.connectFrom("192.0.2.6").play("<" + V38);
            for (var elsewhere : List.of("192.0.2.7", "198.51.100.1", "2001:db8::1")) {
                server.connectFrom(elsewhere)
                        .expectNothing()
                        .expectClosedBecause("was refused: nobody may come from there");
            }
        }
    }

    /** Notes what it hears. */
    private static final class Hearing implements ViewerListener {
        final List<String> heard = new ArrayList<>();

        @Override
        public void connected(Viewer viewer) {
            heard.add(viewer.address() + " connected");
        }

        @Override
        public void authenticated(Viewer viewer, Identity identity) {
            heard.add(viewer.address() + " authenticated " + identity.rights().size());
            throw new IllegalStateException("It is logged");
        }

        @Override
        public void refused(SocketAddress address, String why) {
            heard.add(address + " refused: " + why);
        }

        @Override
        public void disconnected(Viewer viewer, String why) {
            heard.add(viewer.address() + " disconnected: " + why);
        }
    }

    @Test
    void whoComesAndGoesIsHeardInOrder() {
        var listener = new Hearing();
        var settings =
                new TestSettings(BackEnd.preferred(), TestServer.vncAuth())
                        .access(new Access().deny("192.0.2.9").listener(listener));
        try (var server = new TestServer(settings)) {
            server.dismissHealthyViewer();
            listener.heard.clear();
            server.connectFrom("192.0.2.9");
            var wrong = server.connectFrom("192.0.2.1").logIn("mistaken");
            server.advance(Limits.DEFAULT.failureDelay());
            wrong.expectClosedBecause("was refused: Authentication failed");
            var viewer = server.connectFrom("192.0.2.2").logIn(TestServer.PASSWORD);
            viewer.play("< 00000000 > 01 63").take(24 + 4);
            viewer.expectClosedBecause("was disconnected: ");
            assertEquals(2, server.log.take("The viewer listener failed").size());
            var heard = listener.heard.stream().map(s -> s.replaceAll(":\\d+ ", " ")).toList();
            assertEquals(
                    List.of(
                            "/192.0.2.9 refused: nobody may come from there",
                            "/192.0.2.1 connected",
                            "/192.0.2.1 refused: Authentication failed",
                            "/192.0.2.1 disconnected: Authentication failed",
                            "/192.0.2.2 connected",
                            "/192.0.2.2 authenticated 7"),
                    heard.subList(0, 6));
            assertTrue(heard.get(6).startsWith("/192.0.2.2 disconnected: "), heard.get(6));
            assertEquals(7, heard.size());
            var lines = server.log.arrivals();
            assertTrue(lines.getLast().endsWith(" was let in"), lines::toString);
        }
    }

    @Test
    void aFloodWhileTheListenerIsStuckFillsNoMemory() {
        var settings =
                new TestSettings(BackEnd.preferred(), TestServer.NONE)
                        .access(new Access().listener(new ViewerListener() {}));
        try (var server = new TestServer(settings)) {
            server.embedderIsBusy(true);
            for (int i = 0; i < 2000; i++) {
                server.connect().leave();
            }
            assertTrue(server.embedder.size() <= 1000, () -> "" + server.embedder.size());
            server.embedderIsBusy(false);
            server.connect().leave();
            assertFalse(server.embedder.size() > 0);
        }
    }
}
