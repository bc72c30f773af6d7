package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.SecurityType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.SplittableRandom;
import java.util.logging.Level;

/** Chapter L of hostile-input.md: what nobody is to learn. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class DisclosureCatalogueTest {
    private final BackEnd backEnd;

    DisclosureCatalogueTest(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    /** All memory of the test server's buffers holds this before it is used. */
    @Test
    void l1NothingOfWhatWasInABufferBeforeIsSent() {
        var canary = new String(WireScript.parse("cafecafecafecafe"), ISO_8859_1);
        try (var server = new TestServer(backEnd, TestServer.NONE)) {
            server.display.resize(150, 130);
            var pixels = new SplittableRandom(1).ints(150 * 130, 0, 1000).toArray();
            server.display.paint(pixels);
            for (int encoding : new int[] {0, 2, 4, 5, 6, 7, 15, 16, 17, 21, -260}) {
                for (var format :
                        List.of("20 18 00 01 00ff 00ff 00ff 10 08 00", "08 08 00 00 00*9")) {
                    var viewer = server.watching().play("> 00 000000 " + format + " 000000");
                    viewer.play("> 02 00 0002 %08x ffffffe5".formatted(encoding));
                    viewer.play("> 03 00 0000 0000 ffff ffff");
                    var sent = new String(viewer.discardReceived(), ISO_8859_1);
                    assertFalse(sent.isEmpty(), "encoding " + encoding + " " + format);
                    assertFalse(sent.contains(canary), "encoding " + encoding);
                    viewer.leave();
                }
            }
        }
    }

    @Test
    void l2EveryFailureIsToldInTheSameWordsAtTheSameTime() {
        try (var server = new TestServer(backEnd, TestServer.vncAuth())) {
            for (var password : List.of("mistaken", "p", "passwore", "lookonlx", "")) {
                var viewer = server.connect().logIn(password).expectNothing();
                server.advance(Limits.DEFAULT.failureDelay().minusNanos(1));
                viewer.expectNothing();
                server.advance(Limits.DEFAULT.failureDelay());
                viewer.play("< 00000001");
                assertEquals("Authentication failed", viewer.takeLine());
                viewer.expectNothing();
            }
        }
    }

    @Test
    void l3AStrangerLearnsNothingOfTheDesktop() {
        try (var server = new TestServer(backEnd, TestServer.vncAuth())) {
            var stranger = server.connect().play("< 'RFB 003.008' 0a > 'RFB 003.008' 0a < 01 02");
            server.display.name("secret");
            server.display.bell();
            server.display.clipboard("secret");
            server.display.resize(7, 7);
            server.run();
            stranger.expectNothing().play("> 02").take(16);
            server.display.bell();
            server.display.clipboard("secret");
            server.run();
            stranger.expectNothing().play("> 00*16");
            server.advance(Limits.DEFAULT.failureDelay());
            stranger.play("< 00000001");
            assertEquals("Authentication failed", stranger.takeLine());
            stranger.expectNothing().expectClosed();
        }
    }

    @Test
    void l4NoSecretIsAStringOrSaidInOne() {
        var type = TestServer.vncAuth();
        for (Class<?> in = type.getClass(); in != Object.class; in = in.getSuperclass()) {
            for (var field : in.getDeclaredFields()) {
                boolean isConstant = Modifier.isStatic(field.getModifiers());
                assertFalse(!isConstant && field.getType() == String.class, field::toString);
            }
        }
        assertFalse(type.toString().contains(TestServer.PASSWORD));
    }

    @Test
    void l5AMistakeOfOursIsNotToldToTheViewer() {
        var secret = "thrown by the test";
        var broken =
                new SecurityType() {
                    @Override
                    public int number() {
                        return 2;
                    }

                    @Override
                    public String name() {
                        return "broken";
                    }

                    @Override
                    public Identity authenticate(Wire wire) {
                        throw new IllegalStateException(secret);
                    }
                };
        try (var server = new TestServer(backEnd, TestServer.NONE, broken)) {
            var viewer = server.connect().play("< 'RFB 003.008' 0a > 'RFB 003.008' 0a < 02 01 02");
            viewer.play("> 02").expectNothing().expectClosed();
            var lines = server.log.take("failed");
            assertEquals(1, lines.size());
            assertEquals(Level.SEVERE, lines.getFirst().level());
            server.endsUntold(viewer);
        }
    }
}
