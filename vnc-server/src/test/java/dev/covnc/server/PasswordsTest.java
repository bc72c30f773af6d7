package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.security.AuthenticationFailed;
import dev.covnc.rfb.security.Identity;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Passwords that change while the server runs. */
class PasswordsTest {
    private final Passwords passwords =
            new Passwords(
                    Map.of(
                            Identity.FULL, TestServer.PASSWORD.toCharArray(),
                            Identity.VIEW_ONLY, TestServer.VIEW_ONLY_PASSWORD.toCharArray()));

    private Identity login(String password) {
        return passwords.login("whoever", password.toCharArray());
    }

    @Test
    void typesThatAskForAUserTakeThePasswordsToo() {
        assertEquals(Identity.FULL, login(TestServer.PASSWORD));
        assertEquals(Identity.VIEW_ONLY, login(TestServer.VIEW_ONLY_PASSWORD));
        assertThrows(AuthenticationFailed.class, () -> login(""));
        assertThrows(AuthenticationFailed.class, () -> login(TestServer.PASSWORD + "x"));
    }

    private static void assertRefused(TestServer server, String password) {
        var viewer = server.connect().logIn(password);
        server.advance(Limits.DEFAULT.failureDelay());
        viewer.expectClosedBecause("Authentication failed");
    }

    @Test
    void aChangedPasswordIsTheOnlyOne() {
        try (var server = new TestServer(BackEnd.preferred(), passwords.vncAuth())) {
            var before = server.watching();
            passwords.change(Identity.FULL, "changed".toCharArray());
            server.connect().logIn("changed").play("< 00000000");
            server.connect().logIn(TestServer.VIEW_ONLY_PASSWORD).play("< 00000000");
            assertRefused(server, TestServer.PASSWORD);
            before.assertInStep();
            assertEquals(Identity.FULL, login("changed"));
            assertThrows(AuthenticationFailed.class, () -> login(TestServer.PASSWORD));
        }
    }

    @Test
    void aChangeToWhatCannotBeAPasswordChangesNothing() {
        for (var wrong : new String[] {"", "ninebytes", TestServer.VIEW_ONLY_PASSWORD}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> passwords.change(Identity.FULL, wrong.toCharArray()));
        }
        assertEquals(Identity.FULL, login(TestServer.PASSWORD));
    }

    @Test
    void b3ExpiredPasswordsLetNobodyInNotEvenAnEmptyOne() {
        try (var server = new TestServer(BackEnd.preferred(), passwords.vncAuth())) {
            passwords.expire(Duration.ofMinutes(1), server.loop());
            server.advance(Duration.ofSeconds(59)).watching();
            server.advance(Duration.ofSeconds(1));
            for (var password : new String[] {TestServer.PASSWORD, ""}) {
                assertRefused(server, password);
                assertThrows(AuthenticationFailed.class, () -> login(password));
            }
            passwords.change(Identity.FULL, "changed".toCharArray());
            server.connect().logIn("changed").play("< 00000000");
        }
    }

    @Test
    void aChangeKeepsThePasswordsFromExpiring() {
        try (var server = new TestServer(BackEnd.preferred(), passwords.vncAuth())) {
            passwords.expire(Duration.ofMinutes(1), server.loop());
            passwords.change(Identity.FULL, "changed".toCharArray());
            server.advance(Duration.ofMinutes(2)).connect().logIn("changed").play("< 00000000");
        }
    }

    @Test
    void aServerWithoutAPasswordHasNoneToChange() throws IOException {
        try (var server = VncServer.builder(new Display(1, 1)).port(0).start()) {
            assertThrows(IllegalStateException.class, () -> server.password("x"));
            assertThrows(IllegalStateException.class, () -> server.expirePasswords(Duration.ZERO));
        }
        var server = VncServer.builder(new Display(1, 1)).port(0).password("x").start();
        try (server) {
            assertThrows(IllegalArgumentException.class, () -> server.viewOnlyPassword("x"));
            server.password("y");
            server.viewOnlyPassword("x");
            server.expirePasswords(Duration.ZERO);
        }
        server.password("closed");
        assertTrue(server.viewers().isEmpty());
    }
}
