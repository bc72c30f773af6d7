package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Rows A6, B6, A9 and K1 to K3 of hostile-input.md: too many, too often. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class LimitsCatalogueTest {
    private static final String V38 = "'RFB 003.008' 0a";
    private static final Duration DELAY = Limits.DEFAULT.failureDelay();

    private final BackEnd backEnd;

    LimitsCatalogueTest(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    private TestServer server() {
        return new TestServer(backEnd, TestServer.vncAuth());
    }

    private static WireScript triesFrom(TestServer server, String host, String password) {
        return server.connectFrom(host).logIn(password);
    }

    private static void refused(WireScript viewer) {
        viewer.play("< 00000001").takeLine();
        viewer.expectNothing().expectClosedBecause("was refused: Authentication failed");
    }

    @Test
    void a6NothingIsSaidToAStrangerButTheHandshake() {
        try (var server = server()) {
            var silent = server.connect();
            var asked = server.connect().play("<" + V38 + ">" + V38 + "< 01 02 > 02");
            asked.take(16);
            var welcome = server.connect().logIn(TestServer.PASSWORD).play("< 00000000");
            silent.play("<" + V38);
            server.display.bell();
            server.display.clipboard("secret");
            server.display.name("another");
            server.display.resize(30, 20);
            server.paint(1, 1, 1);
            server.display.resize(TestServer.WIDTH, TestServer.HEIGHT);
            server.run();
            silent.expectNothing();
            asked.expectNothing();
            welcome.expectNothing();
            server.dismissHealthyViewer(); // Its own updates are in another order now.
        }
    }

    @Test
    void b6AfterFiveFailuresAnswersWaitLongerAndLonger() {
        try (var server = server()) {
            for (int i = 0; i < 5; i++) {
                var viewer = triesFrom(server, "192.0.2.1", "mistaken").expectNothing();
                server.advance(DELAY);
                refused(viewer);
                assertEquals(Duration.ZERO, server.backOff("192.0.2.1"));
            }
            for (int penalty : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
                var left = server.backOff("192.0.2.1");
                var viewer = triesFrom(server, "192.0.2.1", "mistaken");
                assertEquals(Duration.ofSeconds(penalty), server.backOff("192.0.2.1"));
                server.advance(left);
                server.advance(DELAY.minusMillis(1));
                viewer.expectNothing().expectOpen();
                server.advance(Duration.ofMillis(1));
                refused(viewer);
            }
        }
    }

    @Test
    void b6TheRightPasswordWaitsNoLongerThanTheDelayAndClearsIt() {
        try (var server = server()) {
            for (int i = 0; i < 100; i++) {
                server.fail("192.0.2.1");
            }
            var right = triesFrom(server, "192.0.2.1", TestServer.PASSWORD);
            for (int i = 0; i < 59; i++) {
                server.advance(Duration.ofSeconds(1));
                server.fail("192.0.2.1"); // Others go on from there.
                right.expectNothing();
            }
            server.advance(Duration.ofSeconds(1));
            right.play("< 00000000 > 01").take(24 + 4);
            right.assertInStep();
            assertEquals(Duration.ZERO, server.backOff("192.0.2.1"));
        }
    }

    @Test
    void b6OthersDoNotWait() {
        try (var server = server()) {
            for (int i = 0; i < 1000; i++) {
                server.fail("192.0.2.1");
                server.fail("198.51." + i / 250 + "." + i % 250);
            }
            triesFrom(server, "203.0.113.9", TestServer.PASSWORD).play("< 00000000");
        }
    }

    @Test
    void k1ConnectionsThatProveNothingDelayNobody() {
        var limits = Limits.builder().logLines(1000).build();
        var settings = new TestSettings(backEnd, TestServer.vncAuth()).limits(limits);
        try (var server = new TestServer(settings)) {
            for (int i = 0; i < 300; i++) {
                server.connectFrom("192.0.2.1").leave();
                var viewer = server.connectFrom("192.0.2.1");
                viewer.play("<" + V38 + ">" + V38 + "< 01 02 > 02").take(16);
                viewer.leave();
            }
            triesFrom(server, "192.0.2.1", TestServer.PASSWORD).play("< 00000000");
        }
    }

    @Test
    void k2TheDelayNeverOverflowsAndNeverGrowsBeyondAMinute() {
        try (var server = server()) {
            for (int i = 0; i < 200; i++) {
                server.fail("192.0.2.1");
                assertTrue(server.backOff("192.0.2.1").compareTo(Duration.ofSeconds(60)) <= 0);
                assertTrue(i < 5 == server.backOff("192.0.2.1").isZero());
            }
            server.advance(Duration.ofHours(1));
            server.fail("192.0.2.1");
            assertEquals(Duration.ZERO, server.backOff("192.0.2.1"));
        }
    }

    @Test
    void k3FailuresFromVeryManyAddressesAreAFewThousandRecords() {
        var failures = new Failures(Limits.DEFAULT, () -> 0);
        for (int i = 0; i < 50_000; i++) {
            failures.failed(origin("2001:db8:%x:%x::1".formatted(i >> 16, i & 0xffff)));
        }
        assertEquals(10_000, failures.size());
        // One customer has a network of 64 bits.
        for (int i = 0; i < 6; i++) {
            failures.failed(origin("2001:db8:1:2::" + i));
        }
        assertEquals(Duration.ofSeconds(1), failures.delay(origin("2001:db8:1:2:ffff::")));
        assertEquals(Duration.ZERO, failures.delay(origin("2001:db8:1:3::")));
        // An IPv4 address in an IPv6 one is the IPv4 address.
        assertEquals(origin("192.0.2.1"), origin("::ffff:192.0.2.1"));
    }

    private static Origin origin(String host) {
        return Origin.of(new InetSocketAddress(InetAddress.ofLiteral(host), 1));
    }

    @Test
    void a9NoMoreStrangersThanThereMayBeFromOneAddressOrNetwork() {
        try (var server = server()) {
            var strangers = new ArrayList<WireScript>();
            for (int i = 0; i < 8; i++) {
                strangers.add(server.connectFrom("2001:db8:1:2::" + i).play("<" + V38));
            }
            server.connectFrom("2001:db8:1:2:ffff::1")
                    .expectNothing()
                    .expectClosedBecause("was refused: too many from there");
            server.connectFrom("2001:db8:1:3::1").play("<" + V38);
            strangers.getFirst().leave();
            server.connectFrom("2001:db8:1:2::9").play("<" + V38);
            // Who has come through the handshake is no stranger.
            for (int i = 0; i < 20; i++) {
                triesFrom(server, "192.0.2.7", TestServer.PASSWORD).play("< 00000000 > 01");
            }
            // This machine is not counted.
            for (int i = 0; i < 10; i++) {
                server.connectFrom("127.0.0.1").play("<" + V38);
            }
        }
    }

    @Test
    void a9BeyondHalfTheLimitSomeAreDroppedAndAtTheLimitAll() {
        var limits = Limits.builder().strangers(64).build();
        for (double luck : new double[] {0, 0.29, 0.31, 0.649, 0.651, 0.999}) {
            RandomGenerator random = () -> (long) (luck * (1L << 53)) << 11;
            var settings =
                    new TestSettings(backEnd, TestServer.vncAuth()).limits(limits).random(random);
            try (var server = new TestServer(settings)) {
                int here = 0;
                for (int i = 0; i < 100; i++) {
                    var viewer = server.connect();
                    here += viewer.channel.isOpen() ? 1 : 0;
                }
                // 30 % are dropped from 32 on, 100 % from 64 on, in a line between.
                int expected = 32;
                while (expected < 64 && luck >= 0.3 + 0.7 * (expected - 32) / 32) {
                    expected++;
                }
                assertEquals(expected, here, "with luck of " + luck);
                server.advance(limits.choosing());
                server.connect().play("<" + V38);
            }
        }
    }

    @Test
    void a9AFloodFromOneAddressIsAFewLinesInTheLog() {
        var log = new ArrayList<String>();
        try (var captured = new CapturedLog()) {
            long[] now = {0};
            var book = new LogBook(60, () -> now[0]);
            var address = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 1);
            for (int second = 0; second < 60; second++) {
                for (int i = 0; i < 1000; i++) {
                    book.write(
                            LogBook.Kind.REFUSED, System.Logger.Level.WARNING, address, "failed");
                }
                now[0] += 1_000_000_000L;
            }
            captured.take("failed").forEach(line -> log.add(line.text()));
        }
        assertEquals(60 + 59, log.size());
        assertEquals("Viewer /192.0.2.1:1 failed", log.get(59));
        assertEquals("Viewer /192.0.2.1:1 failed (940 more such lines were left out)", log.get(60));
        assertEquals(
                List.of("Viewer /192.0.2.1:1 failed (999 more such lines were left out)"),
                log.subList(61, log.size()).stream().distinct().toList());
    }
}
