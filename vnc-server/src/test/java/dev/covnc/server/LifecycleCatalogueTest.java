package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;

/** Chapter K of hostile-input.md: who may stay, and who makes others go. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class LifecycleCatalogueTest {
    private final TestServer server;

    LifecycleCatalogueTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.vncAuth());
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    @Test
    void k4NobodyIsSentAwayByAStranger() {
        var watching = server.watching();
        for (var said :
                List.of(
                        "> 'RFB 003.008' 0a 02 00*16 00",
                        "> 'RFB 003.008' 0a 01 00",
                        "> 'RFB 003.008' 0a 00 00",
                        "> 'RFB 003.003' 0a 00*16 00")) {
            server.connect().play(said);
            watching.assertInStep();
        }
        var viewOnly = server.connect().logIn(TestServer.VIEW_ONLY_PASSWORD);
        viewOnly.play("< 00000000 > 00").take(24 + 4);
        watching.assertInStep();
        viewOnly.assertInStep();
    }

    @Test
    void k4AStrangerIsNotCounted() {
        server.dismissHealthyViewer();
        server.connect().play("> 'RFB 003.008' 0a 02");
        server.connect();
        assertFalse(server.display.watched());
        var viewer = server.watching();
        assertTrue(server.display.watched());
        viewer.leave();
        assertFalse(server.display.watched());
    }

    @Test
    void k5OfTwoWhoWantToBeAloneOneIs() {
        server.dismissHealthyViewer();
        for (int i = 0; i < 100; i++) {
            var first = server.connect().logIn(TestServer.PASSWORD).play("< 00000000");
            var second = server.connect().logIn(TestServer.PASSWORD).play("< 00000000");
            first.play("> 00");
            second.play("> 00");
            first.expectClosed();
            second.expectOpen().take(24 + 4);
            second.assertInStep();
            first.leave();
            second.leave();
        }
    }

    @Test
    void k6APeerThatIsDeadIsGivenUp() {
        var viewer = server.watching().stopReading().play("> 03 00 0000 0000 ffff ffff");
        viewer.play("> 03 01 0000 0000 ffff ffff");
        server.paint(5, 5, 1);
        server.advance(Limits.DEFAULT.writeStall().minus(Duration.ofMillis(1)));
        viewer.expectOpen();
        server.advance(Duration.ofMillis(1));
        viewer.expectClosedBecause("no byte taken by the peer");
        viewer.leave();
        assertEquals(List.of(), server.input);
    }
}
