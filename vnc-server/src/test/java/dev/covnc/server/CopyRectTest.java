package dev.covnc.server;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.SplittableRandom;

/** CopyRect (RFC 6143 section 7.7.2) as bytes on the wire. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class CopyRectTest {
    private static final int WIDTH = 128;
    private static final int HEIGHT = 96;
    private static final Rectangle ALL = new Rectangle(0, 0, WIDTH, HEIGHT);
    private static final int WHOLE_UPDATE = 4 + 12 + WIDTH * HEIGHT * 4;
    private static final String REQUEST = "> 03 01 0000 0000 0080 0060";

    private final TestServer server;
    private WireScript viewer;

    CopyRectTest(BackEnd backEnd) {
        server = new TestServer(backEnd, TestServer.NONE);
    }

    @BeforeEach
    void aViewerThatCopiesShowsNoise() {
        server.display.resize(WIDTH, HEIGHT);
        var noise = new SplittableRandom(1).ints(WIDTH * HEIGHT, 0, 1 << 24).toArray();
        server.display.paint(ALL, noise, 0, WIDTH);
        viewer = server.watching().play("> 02 00 0002 00000001 00000000");
        viewer.play("> 03 00 0000 0000 0080 0060").take(WHOLE_UPDATE);
        viewer.expectNothing();
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    /** Where the picture ends, what is copied stays behind as well. */
    @Test
    void whatScrolledGoesAsOneCopyAndNothingElse() {
        server.display.copy(new Rectangle(0, 16, 128, 80), 0, -16);
        viewer.play(REQUEST).play("< 00 00 0001 0000 0000 0080 0050 00000001 0000 0010");
        viewer.expectNothing();
    }

    @Test
    void whatAppearedFollowsTheCopyInTheSameUpdate() {
        server.display.copy(new Rectangle(0, 16, 128, 80), 0, -16);
        server.display.paint(new Rectangle(0, 80, 1, 1), new int[] {0x332211}, 0, 1);
        viewer.play(REQUEST)
                .play(
                        """
                        < 00 00 0002 0000 0000 0080 0050 00000001 0000 0010
                                     0000 0050 0001 0001 00000000 11223300
                        """)
                .expectNothing();
    }

    @Test
    void copiesThatTheViewerHasMissedBecomeOne() {
        for (int i = 0; i < 3; i++) {
            server.display.copy(new Rectangle(0, 8, 128, 88), 0, -8);
        }
        viewer.play(REQUEST).take(4);
        viewer.play("< 0000 0000 0080 0048 00000001 0000 0018").discardReceived();
        viewer.play(REQUEST).expectNothing();
    }

    /** Nothing outside of what was asked for is written. */
    @Test
    void aCopyEndsWhereTheRequestDoes() {
        server.display.copy(new Rectangle(0, 16, 128, 80), 0, -16);
        viewer.play("> 03 01 0000 0000 0080 0040");
        viewer.play("< 00 00 0001 0000 0000 0080 0040 00000001 0000 0010").expectNothing();
    }

    /** Two requests cross with one update: what the second asks for follows. */
    @Test
    void whatIsAskedForWhileMovesAreSearchedForIsNotForgotten() {
        server.display.copy(new Rectangle(0, 16, 128, 80), 0, -16);
        server.workersAreBusy(true);
        viewer.play("> 03 01 0000 0000 0080 0040").expectNothing();
        viewer.play("> 03 01 0000 004e 0080 0002").expectNothing();
        server.workersAreBusy(false);
        viewer.play("< 00 00 0001 0000 0000 0080 0040 00000001 0000 0010");
        viewer.play("< 00 00 0001 0000 004e 0080 0002 00000000").take(128 * 2 * 4);
        viewer.expectNothing();
    }

    /** It asks for the picture again, whatever it shows: it may show nothing. */
    @Test
    void nothingIsCopiedOutOfWhatTheViewerHasLost() {
        server.display.copy(new Rectangle(0, 16, 128, 80), 0, -16);
        viewer.play("> 03 00 0000 0000 0080 0060");
        viewer.play("< 00 00 0001 0000 0000 0080 0060 00000000").take(WHOLE_UPDATE - 16);
        viewer.expectNothing();
    }

    @Test
    void aViewerThatCannotCopyIsSentThePixels() {
        viewer.play("> 02 00 0001 00000000");
        server.display.copy(new Rectangle(0, 16, 128, 80), 0, -16);
        viewer.play(REQUEST).play("< 00 00 0001 0000 0000 0080 0050 00000000");
        viewer.take(128 * 80 * 4);
        viewer.expectNothing();
    }

    @Test
    void theSearchGoesOnAfterAnHourOfSilence() {
        whatScrolledGoesAsOneCopyAndNothingElse();
        server.advance(Duration.ofHours(1));
        server.display.copy(new Rectangle(16, 0, 112, 96), -16, 0);
        viewer.play(REQUEST).play("< 00 00 0001 0000 0000 0070 0060 00000001 0010 0000");
        viewer.expectNothing();
    }
}
