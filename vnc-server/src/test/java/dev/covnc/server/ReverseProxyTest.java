package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.server.web.WebDoor;
import dev.covnc.server.web.WebRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** What proxies say about others counts if they are trusted. All here come from 10.0.0.1. */
class ReverseProxyTest {
    private static final String FORWARDED =
            Browser.UPGRADE
                    .replace("GET /websockify", "GET /websockify?a=b&token=secret+one")
                    .replace("Origin: http://covnc:5900", "Origin: https://screens.example")
                    .replace(
                            "Upgrade: w",
                            "X-Forwarded-Proto: https\r\n"
                                    + "X-Forwarded-Host: screens.example\r\n"
                                    + "X-Forwarded-User: ann\r\n"
                                    + "X-Forwarded-For: 198.51.100.1, 192.0.2.7, 10.0.0.2\r\n"
                                    + "Upgrade: w");

    private final TestServer server = new TestServer(BackEnd.VIRTUAL_THREAD, TestServer.NONE);

    @AfterEach
    void close() {
        server.close();
    }

    private WebDoor door(Web web) {
        return server.door(web.settings(Runnable::run, Duration.ofSeconds(10)));
    }

    @Test
    void whatATrustedProxySaysCounts() {
        for (var range : new String[] {"10.0.0.0/24", "10.0.0.0/8"}) {
            var browser = new Browser(server, door(new Web().trustProxy(range)));
            browser.send(FORWARDED).expectSwitch();
            var request = WebRequest.of(browser.wire.channel).orElseThrow();
            assertEquals("screens.example", request.host());
            assertEquals(true, request.secure());
            assertEquals(Optional.of("ann"), request.user());
            assertEquals(Optional.of("secret one"), request.token());
            var address = new InetSocketAddress("192.0.2.7", 0);
            assertEquals(address, request.address());
            server.endsToldAs(browser.wire, address);
        }
    }

    @Test
    void whatOthersSayDoesNot() {
        for (var web : new Web[] {new Web(), new Web().trustProxy("10.0.0.2")}) {
            var browser = new Browser(server, door(web));
            var answer = browser.ask(FORWARDED);
            assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
        }
    }

    @Test
    void aTrustedProxyThatListsNoAddressesIsRefused() {
        var browser = new Browser(server, door(new Web().trustProxy("10.0.0.0/24")));
        var answer = browser.ask(FORWARDED.replace("192.0.2.7", "localhost"));
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }

    @Test
    void thePageIsBelowItsPathAndNowhereElse() {
        var door = door(new Web().path("/machine/7/"));
        for (var found : new String[] {"/machine/7/", "/machine/7/?view_only"}) {
            var answer = new Browser(server, door).untold().get(found);
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
        var moved = new Browser(server, door).untold().get("/machine/7");
        assertTrue(moved.startsWith("HTTP/1.1 308 "), moved);
        assertTrue(moved.contains("location: /machine/7/\r\n"), moved);
        for (var missing : new String[] {"/", "/machine/", "/machine/77/", "//machine/7/"}) {
            var answer = new Browser(server, door).untold().get(missing);
            assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
        }
        new Browser(server, door)
                .send(Browser.UPGRADE.replace("/websockify", "/machine/7/websockify"))
                .expectSwitch();
    }

    @Test
    void whatIsKnownIsNotSentAgain() {
        var door = door(new Web());
        var browser = new Browser(server, door).untold();
        var first = browser.get("/");
        var tag = first.replaceAll("(?s).*etag: (\"[0-9a-f]+\").*", "$1");
        var again =
                browser.ask(
                        "GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"x\", " + tag + "\r\n\r\n");
        assertTrue(again.startsWith("HTTP/1.1 304 Not Modified\r\n"), again);
        assertTrue(again.endsWith("\r\n\r\n"), again);
        var head = browser.ask("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n") && head.endsWith("\r\n\r\n"), head);
        assertTrue(head.contains("content-security-policy: default-src 'none'"), head);
    }

    @Test
    void whatIsNoAddressOrPathOrOriginIsRefusedAtOnce() {
        var web = new Web();
        for (var range : new String[] {"proxy", "10.0.0.0/33", "10.0.0.0.0", ""}) {
            assertThrows(IllegalArgumentException.class, () -> web.trustProxy(range), range);
        }
        for (var path : new String[] {"", "a", "/a", "/../x", "//", "/%2e/", "/a//"}) {
            assertThrows(IllegalArgumentException.class, () -> web.path(path), path);
        }
        for (var origin : new String[] {"example.org", "https://example.org/", "https://"}) {
            assertThrows(IllegalArgumentException.class, () -> web.allowOrigin(origin), origin);
        }
    }
}
