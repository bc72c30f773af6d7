package dev.covnc.server;

import static dev.covnc.rfb.security.Right.CLIPBOARD_IN;
import static dev.covnc.rfb.security.Right.CLIPBOARD_OUT;
import static dev.covnc.rfb.security.Right.EXCLUSIVE;
import static dev.covnc.rfb.security.Right.INPUT;
import static dev.covnc.rfb.security.Right.POWER;
import static dev.covnc.rfb.security.Right.RESIZE;
import static dev.covnc.rfb.security.Right.VIEW;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.CompletableFuture.completedStage;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.security.Accounts;
import dev.covnc.rfb.security.AuthenticationFailed;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.Right;
import dev.covnc.rfb.security.SecurityType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Rows A12, B7, B10, B11 and B14 of hostile-input.md: who somebody is, and what he may do. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class LoginCatalogueTest {
    private static final String V37 = "'RFB 003.007' 0a";
    private static final String V38 = "'RFB 003.008' 0a";

    private final BackEnd backEnd;

    /** What the threads for logins are to run. */
    private final Queue<Runnable> logins = new ArrayDeque<>();

    LoginCatalogueTest(BackEnd backEnd) {
        this.backEnd = backEnd;
    }

    /** A type that asks for a user and a password as plainly as can be: u8 length, bytes, twice. */
    private record Asking(Accounts accounts) implements SecurityType {
        @Override
        public int number() {
            return 77;
        }

        @Override
        public String name() {
            return "Asking";
        }

        @Override
        public Identity authenticate(Wire wire) {
            var user = new String(wire.bytes(wire.u8()), ISO_8859_1);
            var password = new String(wire.bytes(wire.u8()), ISO_8859_1).toCharArray();
            return accounts.login(user, password);
        }
    }

    private TestServer asking(Authenticator authenticator) {
        var type = new Asking(new Logins(authenticator, logins::add));
        return new TestServer(backEnd, TestServer.NONE, type);
    }

    private static WireScript tries(TestServer server, String credentials) {
        return server.connect()
                .play("<" + V38 + ">" + V38 + "< 02 01 4d > 4d")
                .play("> " + credentials);
    }

    private void login(TestServer server) {
        logins.remove().run();
        server.run();
    }

    private static void refused(TestServer server, WireScript viewer, String reason) {
        server.advance(Limits.DEFAULT.failureDelay());
        viewer.play("< 00000001");
        assertEquals(reason, viewer.takeLine());
        viewer.expectNothing().expectClosedBecause(reason);
    }

    private static CompletionStage<Optional<Identity>> alice(String user, char[] password) {
        boolean right = user.equals("alice") && Arrays.equals(password, "secret".toCharArray());
        var alice = new Identity("alice", Identity.FULL.rights());
        return completedStage(right ? Optional.of(alice) : Optional.empty());
    }

    @Test
    void b14AnAuthenticatorMayTakeItsTimeWhileNobodyElseWaits() {
        try (var server = asking(LoginCatalogueTest::alice)) {
            var slow = tries(server, "05 'alice' 06 'secret'").expectNothing();
            server.assertOthersAreServed();
            server.advance(Duration.ofSeconds(30)).assertOthersAreServed();
            slow.expectOpen().expectNothing();
            login(server);
            slow.play("< 00000000 > 01").take(24 + 4);
            slow.assertInStep();
            assertEquals("alice", server.status().identity().name());
        }
    }

    @Test
    void b14AnAnswerThatComesTooLateIsForNobody() {
        var answer = new CompletableFuture<Optional<Identity>>();
        try (var server = asking((_, _) -> answer)) {
            var late = tries(server, "05 'alice' 06 'secret'");
            login(server);
            server.advance(Limits.DEFAULT.handshake().minusMillis(1));
            late.expectOpen();
            late.expectClosedBecause("The handshake took longer than 120 s");
            answer.complete(Optional.of(Identity.FULL));
            server.run();
            late.expectNothing();

            var left = tries(server, "05 'alice' 06 'secret'").reset();
            login(server);
            left.expectClosed().expectNothing();
        }
    }

    @Test
    void b14AnAuthenticatorThatFailsLetsNobodyIn() {
        List<Authenticator> failing =
                List.of(
                        (_, _) -> null,
                        (_, _) -> CompletableFuture.failedStage(new IllegalStateException("gone")),
                        (_, _) -> {
                            throw new StackOverflowError();
                        });
        for (var authenticator : failing) {
            try (var server = asking(authenticator)) {
                var viewer = tries(server, "05 'alice' 06 'secret'");
                login(server);
                assertEquals(1, server.log.take("The authenticator failed").size());
                refused(server, viewer, "Authentication failed");
            }
        }
    }

    @Test
    void b11AWrongUserAndAWrongPasswordAreToldAlike() {
        try (var server = asking(LoginCatalogueTest::alice)) {
            for (var wrong : List.of("05 'alice' 05 'secre'", "03 'bob' 06 'secret'", "00 01 00")) {
                var viewer = tries(server, wrong);
                login(server);
                refused(server, viewer, "Authentication failed");
            }
        }
    }

    @Test
    void b11ANameWithControlCharactersIsNobodyAndNotAskedFor() {
        try (var server = asking((_, _) -> CompletableFuture.failedStage(new AssertionError()))) {
            for (var evil :
                    List.of(
                            "06 'root' 00 'x' 00",
                            "05 'a' 0d0a 'FK' 00",
                            "05 1b '[2J!' 00",
                            "01 85 00")) {
                refused(server, tries(server, evil), "Authentication failed");
            }
            assertTrue(logins.isEmpty());
        }
    }

    @Test
    void b3AnEmptyPasswordIsNobodysAndNotAskedFor() {
        Authenticator directory =
                (user, _) ->
                        CompletableFuture.completedStage(
                                Optional.of(new Identity(user, Identity.FULL.rights())));
        try (var server = asking(directory)) {
            refused(server, tries(server, "05 'alice' 00"), "Authentication failed");
            assertEquals(0, logins.size());
        }
    }

    @Test
    void b7EachRightOpensItsOwnDoorAndNoOther() {
        for (var right : Right.values()) {
            var rights = EnumSet.of(VIEW, right);
            var settings =
                    new TestSettings(backEnd, TestServer.NONE)
                            .access(
                                    new Access()
                                            .doorkeeper(
                                                    (viewer, identity) ->
                                                            completedStage(
                                                                    is(viewer, "10.0.0.3")
                                                                            ? new Identity(
                                                                                    "somebody",
                                                                                    rights)
                                                                            : identity)));
            try (var server = new TestServer(settings)) {
                doEverything(server, rights);
            }
        }
    }

    private static boolean is(Viewer viewer, String address) {
        return viewer.address().toString().contains(address + ":");
    }

    private static void doEverything(TestServer server, Set<Right> rights) {
        var other = server.watching();
        var viewer = server.connect().logIn("").play("< 00000000 > 00");
        viewer.take(24 + 4);
        assertEquals("somebody", server.status().identity().name());
        if (rights.contains(EXCLUSIVE)) {
            other.expectClosed();
            server.dismissHealthyViewer();
        } else {
            other.assertInStep();
        }

        viewer.play("> 02 00 0002 00000000 fffffecc").expectNothing(); // ExtendedDesktopSize
        viewer.play("> fb 00 0014 000a 01 00 00000000 0000 0000 0014 000a 00000000");
        int asked = rights.contains(RESIZE) ? 1 : 0;
        assertEquals(asked, server.wishes);

        viewer.play("> 04 01 0000 00000061 04 00 0000 00000061 05 00 0003 0004");
        viewer.play("> 06 000000 00000002 'hi'");
        assertEquals(rights.contains(INPUT), server.input.remove("key 61 down"));
        assertEquals(rights.contains(INPUT), server.input.remove("key 61 up"));
        assertEquals(rights.contains(INPUT), server.input.remove("pointer 3,4 0"));
        assertEquals(rights.contains(CLIPBOARD_IN), server.input.remove("clipboard hi"));
        assertEquals(List.of(), server.input);

        viewer.discardReceived();
        server.display.clipboard("out");
        server.display.bell();
        viewer.play(rights.contains(CLIPBOARD_OUT) ? "< 02 03 000000 00000003 'out'" : "< 02");
        viewer.expectNothing().assertInStep();
        viewer.leave();
        assertEquals(List.of(), server.input);
    }

    @Test
    void b7WhoMayNotSeeTheDisplayIsNotLetIn() {
        var blind = new Identity("blind", EnumSet.of(INPUT, POWER));
        Authenticator authenticator = (_, _) -> completedStage(Optional.of(blind));
        try (var server = asking(authenticator)) {
            var viewer = tries(server, "00 01 'x'");
            login(server);
            refused(server, viewer, "You may not see this display");
        }
    }

    @Test
    void a12WhileAHumanIsAskedTheViewerIsNotListenedToAndThenIs() {
        var answer = new CompletableFuture<Identity>();
        try (var server = withDoorkeeper(answer)) {
            var viewer = server.connect().play("<" + V38 + ">" + V38 + "< 01 01 > 01");
            viewer.play("> 01").expectNothing();
            long before = viewer.reads();
            for (int i = 0; i < 100; i++) {
                viewer.play("> 03 01 0000 0000 0014 000a");
            }
            assertEquals(before, viewer.reads(), "the socket is asked for more");
            server.advance(Duration.ofSeconds(59)).assertOthersAreServed();
            viewer.expectOpen().expectNothing();
            answer.complete(Identity.FULL);
            server.run();
            viewer.play("< 00000000").take(24 + 4);
            viewer.assertInStep();
        }
    }

    @Test
    void a12ARefusalIsExplained() {
        var refusal = new AuthenticationFailed("The owner is busy");
        try (var server = withDoorkeeper(CompletableFuture.failedFuture(refusal))) {
            var viewer = server.connect().play("<" + V38 + ">" + V38 + "< 01 01 > 01 01 03");
            refused(server, viewer, "The owner is busy");
            // To None, 3.7 has no result that could say so.
            viewer = server.connect().play("<" + V38 + ">" + V37 + "< 01 01 > 01 01 03");
            server.advance(Limits.DEFAULT.failureDelay());
            viewer.expectNothing().expectClosedBecause("The owner is busy");
        }
    }

    @Test
    void a12NobodyAnswersAndAnAnswerThatComesLaterCountsForNothing() {
        var answer = new CompletableFuture<Identity>();
        try (var server = withDoorkeeper(answer)) {
            var viewer = server.connect().play("<" + V38 + ">" + V38 + "< 01 01 > 01");
            server.advance(Limits.DEFAULT.approval());
            refused(server, viewer, "Nobody has answered whether you may come in");
            answer.complete(Identity.FULL);
            viewer.expectNothing();
        }
    }

    @Test
    void a12ADoorkeeperThatFailsLetsNobodyIn() {
        List<Doorkeeper> failing =
                List.of(
                        (_, _) -> null,
                        (_, _) -> completedStage(null),
                        (_, _) -> {
                            throw new IllegalStateException("no dialog");
                        });
        for (var doorkeeper : failing) {
            try (var server = withDoorkeeper(doorkeeper)) {
                var viewer = server.connect().play("<" + V38 + ">" + V38 + "< 01 01 > 01");
                server.run();
                assertEquals(1, server.log.take("The doorkeeper failed").size());
                refused(server, viewer, "You may not come in");
            }
        }
    }

    private TestServer withDoorkeeper(CompletionStage<Identity> answer) {
        return withDoorkeeper((_, _) -> answer);
    }

    /** The healthy viewer has come before there was one. */
    private TestServer withDoorkeeper(Doorkeeper doorkeeper) {
        Doorkeeper all =
                (viewer, identity) ->
                        is(viewer, "10.0.0.1")
                                ? completedStage(identity)
                                : doorkeeper.admit(viewer, identity);
        return new TestServer(
                new TestSettings(backEnd, TestServer.NONE).access(new Access().doorkeeper(all)));
    }
}
