package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.Screen;
import dev.covnc.rfb.security.None;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** ExtendedDesktopSize and SetDesktopSize (rfbproto), byte by byte. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class GeometryTest {
    private static final String UNDERSTANDS = "> 02 00 0001 fffffecc";
    private static final String EVERYTHING = "> 03 00 0000 0000 0014 000a";
    private static final String WHATEVER_CHANGES = "> 03 01 0000 0000 0014 000a";

    /** Of 20x10, one screen. */
    private static final String AS_IT_IS =
            "0014 000a fffffecc 01 000000 00000001 0000 0000 0014 000a 00000000";

    /** Of 4x3 pixels, with two screens. */
    private static final String WISH =
            "fb 00 0004 0003 02 00 00000005 0000 0000 0002 0003 00000000"
                    + "00000006 0002 0000 0002 0003 00000000";

    private static final String FULFILLED =
            "0004 0003 fffffecc 02 000000 00000005 0000 0000 0002 0003 00000000"
                    + "00000006 0002 0000 0002 0003 00000000";

    private final TestServer server;

    GeometryTest(BackEnd backEnd) {
        server = new TestServer(backEnd, new None());
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    private WireScript upToDate() {
        var viewer = server.watching().play(UNDERSTANDS + EVERYTHING);
        viewer.play("< 00 00 0001 0000 0000 " + AS_IT_IS);
        viewer.take(4 + 12 + TestServer.WIDTH * TestServer.HEIGHT * 4);
        return viewer.expectNothing();
    }

    @Test
    void theScreensComeFirstAndWheneverEverythingIsAskedFor() {
        var viewer = upToDate().play(EVERYTHING + "< 00 00 0001 0000 0000 " + AS_IT_IS);
        viewer.take(4 + 12 + TestServer.WIDTH * TestServer.HEIGHT * 4);
        viewer.play(WHATEVER_CHANGES).expectNothing();
    }

    @Test
    void aResizeIsToldAloneAndOnlyOnce() {
        var viewer = upToDate().play(WHATEVER_CHANGES);
        server.display.resize(4, 3);
        viewer.play(
                "< 00 00 0001 0000 0000 0004 0003 fffffecc 01 000000"
                        + "00000001 0000 0000 0004 0003 00000000");
        viewer.expectNothing().play("> 03 01 0000 0000 0004 0003");
        viewer.play("< 00 00 0001 0000 0000 0004 0003 00000000 00*48").expectNothing();
    }

    @Test
    void newScreensOfTheSameSizeAreTold() {
        var viewer = upToDate().play(WHATEVER_CHANGES);
        server.display.screens(new Screen(7, new Rectangle(0, 0, 20, 10), 3));
        viewer.play(
                "< 00 00 0001 0000 0000 0014 000a fffffecc 01 000000"
                        + "00000007 0000 0000 0014 000a 00000003");
        viewer.expectNothing();
    }

    @Test
    void aWishIsProhibitedUnlessTheEmbedderSaysOtherwise() {
        var viewer = upToDate().play("> " + WISH);
        server.run();
        viewer.play("< 00 00 0001 0001 0001 " + AS_IT_IS).expectNothing();
    }

    @Test
    void aWishThatIsFulfilledIsEchoedAndOthersAreTold() {
        var other = upToDate().play(WHATEVER_CHANGES);
        var viewer = upToDate();
        server.decision =
                () -> {
                    server.display.resize(4, 3);
                    return CompletableFuture.completedStage(Status.DONE);
                };
        viewer.play("> " + WISH);
        server.run();
        viewer.play("< 00 00 0001 0001 0000 " + FULFILLED).expectNothing();
        other.discardReceived();
        other.play("> 03 01 0000 0000 0004 0003").discardReceived();
        assertEquals(4, server.display.width());
    }

    @Test
    void anAnswerMayComeLater() {
        var decision = new CompletableFuture<Status>();
        server.decision = () -> decision;
        var viewer = upToDate().play("> " + WISH);
        server.run();
        viewer.expectNothing().play("> " + WISH + "< 00 00 0001 0001 0002 " + AS_IT_IS);
        decision.complete(Status.FORWARDED);
        server.run();
        viewer.play("< 00 00 0001 0001 0004 " + AS_IT_IS).expectNothing();
    }

    @Test
    void aHandlerThatFailsHasProhibitedIt() {
        server.decision = () -> CompletableFuture.failedStage(new IllegalStateException("no"));
        var viewer = upToDate().play("> " + WISH);
        server.run();
        assertEquals(1, server.log.take("The resize handler failed").size());
        viewer.play("< 00 00 0001 0001 0001 " + AS_IT_IS).expectNothing();
    }

    @Test
    void aWishOfAViewerThatHasNeverUnderstoodAnAnswerEndsTheConnection() {
        server.decision = () -> CompletableFuture.failedStage(new AssertionError("was asked"));
        var viewer = server.watching().play("> " + WISH).expectNothing();
        viewer.expectClosedBecause("SetDesktopSize, which was not agreed on");
    }

    @Test
    void anAnswerIsOwedAsLongAsTheViewerUnderstandsIt() {
        var decision = new CompletableFuture<Status>();
        server.decision = () -> decision;
        var viewer = upToDate().play("> " + WISH + "02 00 0000");
        decision.complete(Status.DONE);
        server.run();
        viewer.expectNothing().assertInStep();
        viewer.play(UNDERSTANDS + "< 00 00 0001 0001 0000 " + AS_IT_IS).expectNothing();
    }

    @Test
    void aHandlerThatAnswersNothingHasProhibitedItAndIsAskedAgain() {
        server.decision = () -> null;
        var viewer = upToDate();
        for (int i = 0; i < 2; i++) {
            viewer.play("> " + WISH);
            server.run();
            assertEquals(1, server.log.take("The resize handler failed").size());
            viewer.play("< 00 00 0001 0001 0001 " + AS_IT_IS).expectNothing();
            server.advance(Duration.ofMillis(100));
        }
    }

    @Test
    void screensBeyondTheSizeAreNotAskedAbout() {
        server.decision = () -> CompletableFuture.failedStage(new AssertionError("was asked"));
        upToDate()
                .play("> fb 00 0004 0003 00 00 < 00 00 0001 0001 0003 " + AS_IT_IS)
                .play("> fb 00 ffff ffff 01 00 00000001 0000 0000 ffff ffff 00000000")
                .play("< 00 00 0001 0001 0002 " + AS_IT_IS)
                .expectNothing();
    }
}
