package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.VncAuth;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chapter B of hostile-input.md: passwords. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class AuthenticationCatalogueTest {
    private static final String V37 = "'RFB 003.007' 0a";
    private static final String V38 = "'RFB 003.008' 0a";

    /** Of all servers; two back-ends make 10000. */
    private static final Set<ByteBuffer> CHALLENGES = new HashSet<>();

    private final BackEnd backEnd;
    private TestServer server;

    AuthenticationCatalogueTest(BackEnd backEnd) {
        this.backEnd = backEnd;
        server = new TestServer(backEnd, TestServer.vncAuth());
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    /** A viewer that is about to be asked for its password. */
    private WireScript asked() {
        return asked(V38);
    }

    private WireScript asked(String version) {
        return server.connect().play("<" + V38 + ">" + version + "< 01 02 > 02");
    }

    private void refused(WireScript viewer) {
        server.advance(Limits.DEFAULT.failureDelay());
        viewer.play("< 00000001");
        assertEquals("Authentication failed", viewer.takeLine());
        viewer.expectNothing().expectClosedBecause("Authentication failed");
    }

    @Test
    void b1NoChallengeComesTwice() {
        int before = CHALLENGES.size();
        for (int i = 0; i < 5000; i++) {
            var viewer = asked();
            CHALLENGES.add(ByteBuffer.wrap(viewer.take(16)));
            viewer.leave();
        }
        assertEquals(before + 5000, CHALLENGES.size());
    }

    @Test
    void b1AResponseThatWasOverheardIsOfNoUse() {
        var owner = asked();
        var overheard = WireScript.response(owner.take(16), TestServer.PASSWORD);
        owner.send(overheard).play("< 00000000");

        var thief = asked();
        thief.take(16);
        refused(thief.send(overheard));
    }

    @Test
    void b1AChallengeIsGoodForOneResponse() {
        var viewer = asked();
        var right = WireScript.response(viewer.take(16), TestServer.PASSWORD);
        var wrong = right.clone();
        wrong[15] ^= 1;
        refused(viewer.send(wrong).send(right));
    }

    @Test
    void b2AResponseThatBeginsRightIsWrongAsAnyOther() {
        for (var password : List.of(TestServer.PASSWORD, TestServer.VIEW_ONLY_PASSWORD)) {
            for (int right = 0; right < 16; right++) {
                var viewer = asked();
                var response = WireScript.response(viewer.take(16), password);
                for (int i = right; i < 16; i++) {
                    response[i] ^= (byte) 0x80;
                }
                refused(viewer.send(response));
            }
        }
    }

    @Test
    void b3ThereIsNoEmptyPassword() {
        for (var access : List.of(Identity.FULL, Identity.VIEW_ONLY)) {
            var passwords = Map.of(access, new char[0]);
            assertThrows(IllegalArgumentException.class, () -> new VncAuth(passwords));
            var nul = Map.of(access, new char[] {0});
            assertThrows(IllegalArgumentException.class, () -> new VncAuth(nul));
        }
        assertThrows(IllegalArgumentException.class, () -> new VncAuth(Map.of()));
        var builder = VncServer.builder(new Display(1, 1)).port(0);
        assertThrows(NullPointerException.class, () -> builder.password(null));
        assertThrows(IllegalArgumentException.class, () -> builder.password("").start());

        var viewer = asked();
        refused(viewer.send(WireScript.response(viewer.take(16), "")));
    }

    @Test
    void b4EveryByteOfAPasswordCounts() {
        for (var password : List.of("1", "1234567", "12345678", "\u20ac\u20acab")) {
            server.close();
            server = new TestServer(backEnd, password, vncAuth(password));
            refused(server.connect().logIn(password.substring(0, password.length() - 1)));
            refused(server.connect().logIn(password.substring(0, password.length() - 1) + 'x'));
            if (password.getBytes(UTF_8).length < 8) {
                refused(server.connect().logIn(password + 'x'));
            }
        }
    }

    @Test
    void b4APasswordThatWouldBeCutIsRefused() {
        for (var password : List.of("123456789", "1234567\u00e4", "\u20ac\u20ac\u20ac")) {
            assertThrows(IllegalArgumentException.class, () -> vncAuth(password));
        }
    }

    private static VncAuth vncAuth(String password) {
        return new VncAuth(Map.of(Identity.FULL, password.toCharArray()));
    }

    @Test
    void b5AFailureTellsNothingBeforeItsTime() {
        for (var version : List.of(V37, V38)) {
            var viewer = asked(version);
            viewer.take(16);
            viewer.play("> 00*16 00*100").expectNothing().expectOpen();
            server.advance(Limits.DEFAULT.failureDelay().minus(Duration.ofMillis(1)));
            viewer.play("> 00*10000 02 00 0000 63").expectNothing().expectOpen();
            server.advance(Duration.ofMillis(1));
            viewer.play("< 00000001");
            if (version.equals(V38)) {
                assertEquals("Authentication failed", viewer.takeLine());
            }
            viewer.expectNothing().expectClosedBecause("Authentication failed");
        }
    }

    @Test
    void b5AFailureIsLoggedEvenIfTheViewerDoesNotWaitForIt() {
        var hangingUp = asked();
        hangingUp.take(16);
        hangingUp.play("> 00*16").reset();
        server.advance(Limits.DEFAULT.failureDelay());
        hangingUp.expectClosedBecause("Authentication failed");

        var leaving = asked();
        leaving.take(16);
        leaving.play("> 00*16").finish();
        server.advance(Limits.DEFAULT.failureDelay());
        leaving.expectClosedBecause("Authentication failed");
    }

    @Test
    void b7AViewerThatMayOnlyLookIsNotHeard() {
        var other = server.watching();
        var viewer = server.connect().logIn(TestServer.VIEW_ONLY_PASSWORD);
        viewer.play("< 00000000 > 00").take(24 + 4); // It wants to be alone, which it may not.
        other.assertInStep();
        viewer.play(
                """
                > 04 01 0000 0000ffe3           # Control, pressed
                > 05 ff 0003 0004               # all buttons
                > 05 00 0003 0004
                > 06 000000 00000002 'hi'
                > 04 00 0000 0000ffe3
                > 04 01 0000 00000061
                """);
        viewer.assertInStep();
        viewer.leave();
        assertEquals(List.of(), server.input);
    }
}
