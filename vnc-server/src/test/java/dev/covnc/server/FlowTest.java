package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.security.None;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Fence and ContinuousUpdates (rfbproto), byte by byte. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class FlowTest {
    private static final String UNDERSTANDS_BOTH = "> 02 00 0002 fffffec8 fffffec7";
    private static final String MARK = "< f8 000000 80000001 00";
    private static final String MARK_BACK = "> f8 000000 00000001 00";
    private static final String END = "< 96";
    private static final String ON = "> 96 01 0000 0000 0014 000a";
    private static final String OFF = "> 96 00 0000 0000 0000 0000";
    private static final String PIXEL_1_2 = "< 00 00 0001 0001 0002 0001 0001 00000000 ";

    private final TestServer server;

    FlowTest(BackEnd backEnd) {
        server = new TestServer(backEnd, new None());
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    /** With the mark that came first sent back. */
    private WireScript understandsBoth() {
        return server.upToDate().play(UNDERSTANDS_BOTH + MARK + END + MARK_BACK).expectNothing();
    }

    @Test
    void aFenceComesBackWithoutWhatWasAskedAndWhatIsUnknown() {
        server.upToDate()
                .play("> f8 000000 80000003 04 41424344 < f8 000000 00000003 04 41424344")
                .play("> f8 ffffff fffffffb 00 < f8 000000 00000003 00")
                .expectNothing();
    }

    @Test
    void aFenceThatSyncsTheNextIsAnsweredWhenTheNextIsHandled() {
        server.upToDate()
                .play("> f8 000000 80000004 01 55")
                .expectNothing()
                .play("> 02 00 0000 < f8 000000 00000004 01 55")
                .expectNothing();
    }

    @Test
    void aFenceWithTooLongAPayloadIsPassedOver() {
        server.upToDate().play("> f8 000000 80000000 41 00*65").expectNothing().assertInStep();
    }

    @Test
    void anAnswerToNoFenceMeansNothing() {
        server.upToDate().play(MARK_BACK + MARK_BACK).expectNothing().assertInStep();
    }

    @Test
    void aViewerThatFloodsFencesAndDoesNotReadIsNotListenedTo() {
        var viewer = server.watching().stopReading();
        for (int i = 0; i < 100; i++) {
            viewer.play("> " + "f8 000000 80000000 00 ".repeat(1000));
        }
        assertTrue(viewer.pending() < 64 * 1024, "pending " + viewer.pending());
    }

    @Test
    void updatesComeByThemselvesWhenTheViewerSaysSo() {
        var viewer = understandsBoth().play(ON).expectNothing();
        server.paint(1, 2, 1);
        viewer.play(PIXEL_1_2 + "01000000" + MARK + MARK_BACK);
        server.paint(1, 2, 2);
        viewer.play(PIXEL_1_2 + "02000000" + MARK).expectNothing();
    }

    @Test
    void onlyTheAreaThatWasNamedIsSent() {
        var viewer = understandsBoth().play("> 96 01 0001 0002 0001 0001");
        server.paint(3, 2, 1);
        viewer.expectNothing();
        server.paint(1, 2, 2);
        viewer.play(PIXEL_1_2 + "02000000" + MARK).expectNothing();
    }

    @Test
    void theEndIsConfirmedEvenIfNothingEnds() {
        var viewer = understandsBoth().play(OFF + END + ON + OFF + END);
        server.paint(1, 2, 1);
        viewer.expectNothing();
    }

    @Test
    void whatIsAskedForAgainIsSentOutsideOfTheAreaToo() {
        understandsBoth()
                .play("> 96 01 0000 0000 0001 0001")
                .play("> 03 00 0001 0002 0001 0001")
                .play("< 00 00 0001 0000 0000 0002 0003 00000000 00*24" + MARK)
                .expectNothing();
    }

    @Test
    void anAreaOutsideOfTheFramebufferIsNothing() {
        var viewer = understandsBoth().play("> 96 01 ffff ffff ffff ffff");
        server.paint(1, 2, 1);
        viewer.expectNothing().play(OFF + END);
    }
}
