package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.server.web.WebDoor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

/** One port for viewers and browsers: who is greeted, and when. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class SnifferTest {
    private static final String VERSION = "'RFB 003.008' 0a";

    private final TestServer server;
    private final WebDoor door;

    SnifferTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
        door = server.door(Browser.SETTINGS);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private WireScript visitor() {
        return server.connect(door::openToAll);
    }

    private void pass(int millis) {
        server.advance(Duration.ofMillis(millis));
    }

    private Browser reader() {
        return new Browser(server, door).untold();
    }

    private static void assertServed(WireScript viewer) {
        viewer.play("> 'RFB 003.008' 0a < 0101 > 01 < 00000000 > 01").discardReceived();
        viewer.assertInStep();
    }

    @Test
    void aSilentPeerIsGreetedAfterFiftyMilliseconds() {
        var viewer = visitor();
        pass(49);
        viewer.expectNothing();
        pass(1);
        viewer.play("< " + VERSION);
        assertServed(viewer);
    }

    @Test
    void aViewerThatSpeaksFirstDoesNotWait() {
        visitor().play("> " + VERSION + " < " + VERSION + " 0101");
    }

    @Test
    void whatComesBeforeTheGreetingIsHeardAfterIt() {
        var viewer = visitor().play("> 'RF'").play("< " + VERSION);
        viewer.play("> 'B 003.008' 0a < 0101");
    }

    @Test
    void aBrowserIsAnsweredAtOnceAndNeverGreeted() {
        var answer = reader().get("/");
        assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    }

    @Test
    void whereABrowserWasSeenASilentPeerWaitsForTheStageToEnd() {
        reader().get("/");
        var silent = visitor();
        pass(9_999);
        silent.expectNothing().expectOpen();
        pass(1);
        silent.play("< " + VERSION);
        assertServed(silent);
    }

    @Test
    void theSecondSocketOfABrowserMayBeUsedLate() {
        reader().get("/");
        var second = reader();
        pass(5_000);
        assertTrue(second.get("/").startsWith("HTTP/1.1 200 OK\r\n"));
    }

    @Test
    void aRequestLetsThoseWaitWhoAreSilentAlready() {
        var silent = visitor();
        pass(40);
        reader().get("/");
        pass(9_959);
        silent.expectNothing();
        pass(1);
        silent.play("< " + VERSION);
    }

    @Test
    void afterHalfAMinuteTheBrowserIsForgotten() {
        reader().get("/");
        pass(29_940);
        var early = visitor();
        pass(59);
        early.expectNothing();
        pass(1);
        var late = visitor();
        pass(50);
        late.play("< " + VERSION);
        early.expectNothing();
        server.endsUntold(early); // The server closes before it greets him.
    }

    @Test
    void aPortForBrowsersGreetsNobody() {
        var silent = server.connect(door::openToBrowsers);
        pass(9_999);
        silent.expectNothing().expectOpen();
        pass(1);
        silent.expectNothing().expectClosedBecause("did not say in time");
        server.connect(door::openToBrowsers)
                .play("> " + VERSION)
                .expectNothing()
                .expectClosedBecause("only browsers");
    }

    @Test
    void whoLeavesBeforeHeWasUnderstoodIsForgotten() {
        var silent = visitor();
        server.endsUntold(silent);
        silent.channel.close();
        pass(20_000);
        silent.expectNothing();
    }
}
