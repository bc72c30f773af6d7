package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.server.web.WebDoor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

/** The rows of hostile-input.md about HTTP, and about TLS where there is none. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class HttpCatalogueTest {
    private final TestServer server;
    private final WebDoor door;

    HttpCatalogueTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
        door = server.door(Browser.SETTINGS);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Browser browser() {
        return new Browser(server, door);
    }

    private void assertRefused(String request, String status) {
        var browser = browser();
        var answer = browser.ask(request);
        assertTrue(answer.startsWith("HTTP/1.1 " + status), () -> request + answer);
        assertTrue(answer.contains("connection: close\r\n"), answer);
        browser.wire.expectClosed();
    }

    @Test
    void a5TheFirstBytesOfAnotherProtocolAreNotWaitedForLongerThanAViewers() {
        var browser = browser();
        browser.send("XX\n");
        browser.wire.play("< 'RFB 003.008' 0a");
        server.advance(Duration.ofMillis(9_999));
        browser.wire.expectOpen();
        server.advance(Duration.ofMillis(1));
        browser.wire.expectClosedBecause("10");
    }

    @Test
    void j1HeadersWithoutEndAreRefused() {
        var megabyte = "x".repeat(1 << 20);
        assertRefused("GET / HTTP/1.1\r\nX: " + megabyte, "431 ");
        assertRefused("GET / HTTP/1.1\r\n" + "X: y\r\n".repeat(5000), "431 ");
        assertRefused("GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(64) + "\r\n", "431 ");
        assertRefused("GET /" + megabyte, "414 ");
    }

    @Test
    void j5RequestsThatAreNotHttpAreRefused() {
        for (var request :
                new String[] {
                    "CONNECT foo HTTP/1.0\r\n\r\n",
                    "GET x HTTP/1.0\r\n\r\n",
                    "GET http://covnc/ HTTP/1.1\r\nHost: covnc\r\n\r\n",
                    "OPTIONS * HTTP/1.1\r\nHost: covnc\r\n\r\n",
                    "GET / HTTP/1.1\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: a\r\nX\0: b\r\n\r\n",
                    "GET /\r\n\r\n",
                    "GET  \r\n\r\n",
                    "GET /?token=%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                }) {
            assertRefused(request, "400 Bad Request");
        }
        assertRefused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505 ");
        assertRefused("DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", "405 ");
        assertRefused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "413 ");
        assertRefused(
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello",
                "413 ");
        assertRefused(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "400 ");
    }

    @Test
    void j7NothingIsReachedThatIsNotInTheTable() {
        for (var target :
                new String[] {
                    "/nothing",
                    "/%2e%2e/%2e%2e/etc/passwd",
                    "/../../etc/passwd",
                    "/..%5c..%5cetc",
                    "//evil.example/%2e%2e",
                    "//",
                    "/.%00./",
                    "/index.html%00.js",
                    "/novnc-1.7.0/",
                    "/novnc-1.7.0/../index.html",
                    "/novnc-1.7.0/files.txt",
                    "/dev/covnc/server/Web.class",
                    "/INDEX.HTML",
                }) {
            var browser = browser().untold();
            var answer = browser.get(target);
            assertTrue(answer.startsWith("HTTP/1.1 404 Not Found\r\n"), () -> target + answer);
            assertTrue(!answer.contains("evil") && !answer.toLowerCase().contains("location:"));
            browser.wire.expectClosed();
        }
    }

    @Test
    void j8HeadersThatDripAreNotWaitedFor() {
        var browser = browser();
        browser.send("GET / HTTP/1.1\r\n");
        for (int second = 0; second < 9; second++) {
            server.advance(Duration.ofSeconds(1));
            browser.send("X");
            browser.wire.expectOpen();
        }
        server.advance(Duration.ofSeconds(1));
        browser.wire.expectClosedBecause("did not come to an end in time");
    }

    @Test
    void j8AConnectionThatIsKeptMustBeUsed() {
        var browser = browser().untold();
        for (int i = 0; i < 3; i++) {
            assertTrue(browser.get("/").startsWith("HTTP/1.1 200 OK\r\n"));
            server.advance(Duration.ofSeconds(9));
            browser.wire.expectOpen();
        }
        server.advance(Duration.ofSeconds(1));
        browser.wire.expectClosed();
    }

    @Test
    void j11ABeginningAndThenSilenceIsTheEndWithTheStage() {
        for (var beginning : new String[] {"G", "GE", "GET", "H", "\026"}) {
            var browser = browser();
            browser.send(beginning);
            server.advance(Duration.ofMillis(9_999));
            browser.wire.expectNothing().expectOpen();
            server.advance(Duration.ofMillis(1));
            browser.wire.expectNothing().expectClosedBecause("did not say in time");
        }
    }

    @Test
    void j11ARequestThatGoesOnAsSomethingElseIsRefused() {
        assertRefused("GET / RFB 003.008\n\001\001\r\n\r\n", "400 ");
    }

    @Test
    void c6AndItsLikeBehindTheTlsOfAPortWithoutAreRefused() {
        for (var hello : new String[] {"16 0301 ffff", "16 0300 0001 01", "16 03 00*60000"}) {
            var browser = browser();
            browser.wire.play("> " + hello + " < 15 0303 0002 0228").expectNothing();
            browser.wire.expectClosedBecause("no TLS");
        }
        var old = browser();
        old.wire.play("> 80 2e 01 0002 0015 00*16 < 'RFB 003.008' 0a");
        old.wire.discardReceived();
        old.wire.expectClosedBecause("");
    }

    @Test
    void c10TlsIsRefusedWhereThereIsNoCertificate() {
        var browser = browser();
        browser.wire.play("> 16 0301 0200 01 0001fc 0303 00*32").play("< 15 0303 0002 0228");
        browser.wire.expectClosedBecause("no TLS");
        assertEquals(0, browser.wire.available());
    }
}
