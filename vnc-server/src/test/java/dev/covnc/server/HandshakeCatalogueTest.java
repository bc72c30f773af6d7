package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.security.AuthenticationFailed;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.None;
import dev.covnc.rfb.security.SecurityType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** Chapter A of hostile-input.md: from the first byte to ServerInit. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class HandshakeCatalogueTest {
    private static final String V33 = "'RFB 003.003' 0a";
    private static final String V37 = "'RFB 003.007' 0a";
    private static final String V38 = "'RFB 003.008' 0a";

    private static final SecurityType NONE = new None();
    private static final SecurityType VNC_AUTH = TestServer.vncAuth();

    /** A type of a number that nobody has, which lets everybody in or fails as it is told. */
    private record Other(int number, Supplier<Identity> outcome) implements SecurityType {
        @Override
        public String name() {
            return "Other";
        }

        @Override
        public Identity authenticate(Wire wire) {
            return outcome.get();
        }
    }

    private final BackEnd backEnd;

    HandshakeCatalogueTest(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    private TestServer server(SecurityType... types) {
        return new TestServer(backEnd, types);
    }

    @Test
    void a1ATypeThatWasNotOfferedIsRefused() {
        for (var offered : List.of(List.of(NONE), List.of(VNC_AUTH), List.of(VNC_AUTH, NONE))) {
            try (var server = server(offered.toArray(SecurityType[]::new))) {
                for (int type = 0; type < 256; type++) {
                    chooses(server, offered, type, false);
                    chooses(server, offered, type, true);
                }
            }
        }
    }

    private void chooses(TestServer server, List<SecurityType> offered, int type, boolean v38) {
        var viewer = server.connect().play("<" + V38 + ">" + (v38 ? V38 : V37));
        viewer.take(1 + offered.size());
        viewer.send((byte) type);
        if (offered.stream().anyMatch(one -> one.number() == type)) {
            assertEquals(type == 2 ? 16 : v38 ? 4 : 0, viewer.available());
        } else {
            viewer.play("< 00000001");
            if (v38) {
                assertEquals("The security type chosen was not offered.", viewer.takeLine());
            }
            viewer.expectNothing().play("> 01").expectClosedBecause("security type " + type);
        }
        viewer.discardReceived();
        viewer.leave();
    }

    @Test
    void a2AnOldVersionIsNoWayAroundThePassword() {
        try (var server = server(new Other(19, () -> Identity.FULL))) {
            var viewer = server.connect().play("<" + V38 + ">" + V33 + "< 00000000");
            assertTrue(viewer.takeLine().contains("3.7"));
            viewer.expectNothing().play("> 01").expectClosedBecause("3.3");
        }
        try (var server = server(VNC_AUTH)) {
            assertEquals(16, firstWordsToV33(server, "< 00000002").available());
        }
        try (var server = server(new Other(19, () -> Identity.FULL), VNC_AUTH, NONE)) {
            assertEquals(16, firstWordsToV33(server, "< 00000002").available());
        }
        try (var server = server(NONE)) {
            firstWordsToV33(server, "< 00000001").expectNothing();
        }
    }

    private static WireScript firstWordsToV33(TestServer server, String words) {
        return server.connect().play("<" + V38 + ">" + V33 + words);
    }

    @Test
    void a3AVersionIsTwelveStrictBytes() {
        try (var server = server(NONE)) {
            for (var odd :
                    """
                    00*12
                    'GET / HTTP/1'
                    'RFB 003.008' 00
                    'RFB 003.008' 0d
                    'RFB 003.08' 0d0a
                    'RFB -03.008' 0a
                    'RFB 003.-08' 0a
                    'RFB +03.008' 0a
                    'RFB 003,008' 0a
                    'RFB 3.00008' 0a
                    'RFB 003.  8' 0a
                    'rfb 003.008' 0a
                    'RFB 000.000' 0a
                    'RFB 002.008' 0a
                    'RFB 004.000' 0a
                    'RFB 999.999' 0a
                    d2c6c2a0b0b0b3aeb0b0b88a
                    ff*12
                    """
                            .lines()
                            .toList()) {
                var viewer = server.connect().play("<" + V38 + ">" + odd + "< 00");
                assertTrue(viewer.takeLine().contains("3.8"));
                viewer.expectNothing().play("> 01 01").expectClosedBecause("RFB 003.008");
            }
        }
    }

    @Test
    void a3UnpublishedVersionsAreTheOnesThatViewersMean() {
        try (var server = server(NONE)) {
            for (var minor : List.of("000", "003", "004", "005", "006")) {
                speaks(server, minor).play("< 00000001 > 01").take(24);
            }
            speaks(server, "007").play("< 01 01 > 01 01").take(24);
            for (var minor : List.of("008", "009", "010", "889", "999")) {
                speaks(server, minor).play("< 01 01 > 01 < 00000000 > 01").take(24);
            }
        }
    }

    private static WireScript speaks(TestServer server, String minor) {
        return server.connect().play("<" + V38 + "> 'RFB 003." + minor + "' 0a");
    }

    @Test
    void a4AViewerThatStopsAfterOneByteWaitsAlone() {
        try (var server = server(NONE)) {
            var silent = server.connect();
            var stopped = server.connect().play("> 52");
            var dripping = server.connect();
            for (int second = 0; second < 10; second++) {
                silent.expectOpen();
                stopped.expectOpen();
                dripping.expectOpen().send((byte) "RFB 003.008\n".charAt(second));
                server.assertOthersAreServed().watching().leave();
                server.advance(Duration.ofSeconds(1));
            }
            for (var viewer : List.of(silent, stopped, dripping)) {
                viewer.expectClosedBecause("Choosing a security type took longer than 10 s");
            }
        }
    }

    @Test
    void a4AViewerThatNeverTypesItsPasswordIsGivenUpLater() {
        try (var server = server(VNC_AUTH)) {
            var viewer = server.connect().play("<" + V38 + ">" + V38 + "< 01 02 > 02");
            viewer.take(16);
            server.advance(Duration.ofSeconds(119));
            viewer.expectOpen().play("> 00*15").expectOpen();
            viewer.expectClosedBecause("The handshake took longer than 120 s");
        }
    }

    @Test
    void a5AFewBytesOfAnotherProtocolAreNoReasonToHurry() {
        try (var server = server(NONE)) {
            for (var start : List.of("'XX' 0a", "'G'", "'GET '", "16 03 01", "00")) {
                var viewer = server.connect().play("> " + start);
                server.advance(Duration.ofSeconds(9));
                viewer.expectOpen().play("<" + V38).expectNothing();
                viewer.expectClosedBecause("took longer than 10 s");
            }
        }
    }

    @Test
    void a7AViewerThatSpeaksBeforeItListensIsHeardInOrder() {
        var everything =
                """
                > 'RFB 003.003' 0a
                  01                        # ClientInit; to 3.7 and later, the choice of None
                  01                        # to 3.7, ClientInit
                  03 10 00ff 0000 0000 8000 # FramebufferUpdateRequest of no width
                """;
        try (var server = server(NONE)) {
            // To 3.3 the second 01 is a message.
            server.connect().play(everything).expectClosedBecause("message of type 1");
            var viewer = server.connect().play(everything.replace("003.003", "003.007"));
            viewer.play("<" + V38 + "< 01 01").take(24 + 4);
            viewer.expectNothing().assertInStep();
        }
        try (var server = server(VNC_AUTH)) {
            // To 3.3 the first 16 of 13 + 16 more are the response.
            var viewer = server.connect().play(everything + "00*16");
            viewer.play("<" + V38 + "< 00000002").take(16);
            server.advance(Limits.DEFAULT.failureDelay());
            viewer.play("< 00000001").expectNothing().expectClosedBecause("Authentication failed");
        }
    }

    @Test
    void a8NothingIsReadAfterARefusal() {
        try (var server = server(NONE)) {
            var viewer = server.connect().play(">" + V38 + "ff 63*500").play("<" + V38 + "< 01 01");
            viewer.play("< 00000001").takeLine();
            viewer.expectNothing().expectClosedBecause("security type 255");
            // The same with what would let it in, had the choice been another.
            viewer = server.connect().play(">" + V38 + "ff 01 01 03 00 0000 0000 0014 000a");
            viewer.play("<" + V38 + "< 01 01 00000001").takeLine();
            viewer.expectNothing().expectClosedBecause("security type 255");
        }
    }

    @Test
    void a10AReasonIsALineOfAtMost255Bytes() throws CharacterCodingException {
        var evil = "no\r\n\0\u001b[2J\u2028\ud83d\udeab\u009b" + "\ud83d\udeab".repeat(5_000_000);
        var refusing =
                new Other(
                        19,
                        () -> {
                            throw new AuthenticationFailed(evil);
                        });
        try (var server = server(NONE, refusing)) {
            var viewer = server.connect().play("<" + V38 + ">" + V38 + "< 02 01 13 > 13");
            server.advance(Limits.DEFAULT.failureDelay());
            viewer.play("< 00000001");
            var reason = viewer.take(ByteBuffer.wrap(viewer.take(4)).getInt());
            assertTrue(reason.length <= 255);
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(reason));
            assertTrue(text.toString().matches("no    \\[2J \ud83d\udeab (\ud83d\udeab)+"));
            viewer.expectNothing().expectClosedBecause("no");
        }
    }

    @Test
    void a11AMessageInPlaceOfClientInitIsClientInit() {
        try (var server = server(NONE)) {
            var viewer = server.connect().play("<" + V38 + ">" + V38 + "< 01 01 > 01 < 00000000");
            // 03 means shared, as all but 00 do; 00 is then a SetPixelFormat of all zeros.
            viewer.play("> 03 00").take(24 + 4);
            server.assertOthersAreServed();
            viewer.play("> 00*19").expectClosedBecause("bits-per-pixel is 0");

            var other = server.connect().play("<" + V38 + ">" + V38 + "< 01 01 > 01 < 00000000");
            other.play("> 03").take(24 + 4);
            other.assertInStep();
        }
    }

    @Test
    void a11EveryByteButZeroMeansShared() {
        try (var server = server(NONE)) {
            for (int flag = 1; flag < 256; flag++) {
                var viewer = server.connect().play("<" + V38 + ">" + V38 + "< 01 01 > 01");
                viewer.play("< 00000000 > " + HexFormat.of().toHexDigits((byte) flag));
                viewer.take(24 + 4);
                server.assertOthersAreServed();
                viewer.leave();
            }
        }
    }
}
