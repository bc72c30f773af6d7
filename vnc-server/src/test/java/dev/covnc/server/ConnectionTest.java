package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.rfb.security.None;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/** The life of a connection, on both back-ends. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class ConnectionTest {
    private static final String WHATEVER_CHANGES = "> 03 01 0000 0000 0014 000a";
    private static final String PIXEL_1_2 = "< 00 00 0001 0001 0002 0001 0001 00000000 ";

    private final TestServer server;

    ConnectionTest(BackEnd backEnd) {
        server = new TestServer(backEnd, new None());
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    @Test
    void aViewerGetsTheWholePictureThenOnlyWhatChanges() {
        var viewer = server.upToDate().play(WHATEVER_CHANGES).expectNothing();
        server.paint(1, 2, 0xabcdef);
        viewer.play(PIXEL_1_2 + "efcdab00").expectNothing();
    }

    @Test
    void nothingIsSentThatWasNotAskedFor() {
        var viewer = server.upToDate();
        server.paint(1, 2, 0xabcdef);
        viewer.expectNothing().play(WHATEVER_CHANGES + PIXEL_1_2 + "efcdab00");
    }

    @Test
    void paintingTheSameAgainSendsNothing() {
        var viewer = server.upToDate().play(WHATEVER_CHANGES);
        server.paint(1, 2, 0);
        viewer.expectNothing();
    }

    @Test
    void anUpdateHasTheNewestPictureAndOnlyThat() {
        var viewer = server.upToDate();
        for (int i = 1; i < 50; i++) {
            server.paint(1, 2, i);
        }
        viewer.play(WHATEVER_CHANGES + PIXEL_1_2 + "31000000").expectNothing();
    }

    @Test
    void whatLiesOutsideTheRequestIsSentWhenItIsAskedFor() {
        var viewer = server.upToDate().play("> 03 01 0000 0000 0001 0001");
        server.paint(1, 2, 0xabcdef);
        viewer.expectNothing().play(WHATEVER_CHANGES + PIXEL_1_2 + "efcdab00");
    }

    @Test
    void aChangeThatIsPartlyAskedForIsSentInFullLater() {
        var viewer = server.upToDate();
        server.paint(1, 2, 2);
        server.paint(3, 2, 3);
        viewer.play("> 03 01 0001 0002 0001 0001" + PIXEL_1_2 + "02000000").expectNothing();
        viewer.play(WHATEVER_CHANGES + "< 00 00 0001");
        assertTrue(viewer.discardReceived().length >= 12 + 4);
    }

    @Test
    void theViewersPixelFormatIsUsed() {
        var viewer =
                server.upToDate().play("> 00 000000 10 10 01 01 001f 003f 001f 0b 05 00 000000");
        server.paint(1, 2, 0xff0000);
        viewer.play(WHATEVER_CHANGES + PIXEL_1_2 + "f800").expectNothing();
    }

    @Test
    void aViewerWithoutTrueColourGetsAColourMapBeforeItsFirstPixel() {
        var viewer =
                server.upToDate().play("> 00 000000 08 08 00 00 0000 0000 0000 00 00 00 000000");
        viewer.play("< 01 00 0000 0100").take(256 * 6);
        server.paint(1, 2, 0xffffff);
        viewer.play(WHATEVER_CHANGES + PIXEL_1_2 + "ff").expectNothing();
    }

    @Test
    void aResizeIsAnUpdateOfItsOwnForViewersThatUnderstandIt() {
        var viewer = server.upToDate().play("> 02 00 0001 ffffff21" + WHATEVER_CHANGES);
        server.display.resize(4, 3);
        viewer.play("< 00 00 0001 0000 0000 0004 0003 ffffff21").expectNothing();
        viewer.play("> 03 01 0000 0000 0004 0003")
                .play("< 00 00 0001 0000 0000 0004 0003 00000000 00*48")
                .expectNothing();
    }

    @Test
    void aViewerThatCannotBeResizedSeesWhatFitsAndBlackBesides() {
        var viewer = server.upToDate();
        server.paint(1, 2, 0xabcdef);
        server.display.resize(1, 3);
        viewer.play(WHATEVER_CHANGES).expectNothing();
        server.display.resize(200, 100);
        server.paint(1, 2, 0xff);
        server.paint(150, 50, 0xff);
        viewer.play(PIXEL_1_2 + "ff000000").expectNothing();
    }

    @Test
    void zrleIsSentToViewersThatPreferIt() {
        var viewer = server.upToDate().play("> 02 00 0003 00000008 00000010 00000000");
        server.paint(1, 2, 0xabcdef);
        viewer.play(WHATEVER_CHANGES + "< 00 00 0001 0001 0002 0001 0001 00000010");
        var data = viewer.discardReceived();
        assertEquals(data.length - 4, data[3]);
    }

    @Test
    void bellAndClipboardReachTheViewer() {
        var viewer = server.upToDate();
        server.display.bell();
        viewer.play("< 02");
        server.display.clipboard("h\u00e9\n");
        viewer.play("< 03 000000 00000003 68e90a").expectNothing();
    }

    @Test
    void inputReachesTheHandlerInOrder() {
        server.watching()
                .play(
                        """
                        > 04 01 0000 00000061
                        > 04 00 0000 00000061
                        > 05 01 0003 0004
                        > 05 00 ffff ffff
                        > 06 000000 00000002 'hi'
                        """);
        var expected =
                List.of(
                        "key 61 down",
                        "key 61 up",
                        "pointer 3,4 1",
                        "pointer 19,9 0",
                        "clipboard hi");
        assertEquals(expected, server.input);
    }

    @Test
    void whatIsHeldIsReleasedOnceWhenTheViewerGoes() {
        server.watching().play("> 04 01 0000 0000ffe3 > 05 01 0003 0004").reset();
        var expected = List.of("key ffe3 down", "pointer 3,4 1", "key ffe3 up", "pointer 3,4 0");
        assertEquals(expected, server.input);
    }

    @Test
    void aReleaseThatTheHandlerHadNoTimeForIsNotLostWhenTheViewerGoes() {
        server.embedderIsBusy(true);
        var viewer = server.watching().play("> 04 01 0000 00000061");
        for (int i = 0; i < Limits.DEFAULT.inputEvents(); i++) {
            viewer.play("> 05 00 0003 0004");
        }
        viewer.play("> 04 00 0000 00000061").reset();
        server.embedderIsBusy(false);
        server.run();
        assertEquals(1, server.input.stream().filter("key 61 up"::equals).count());
    }

    @Test
    void noPixelComesBeforeItsColourMapEvenIfTheMapIsAskedForWhileSomethingElseIsSent() {
        var viewer = server.upToDate();
        viewer.stopReading();
        server.display.clipboard("x".repeat(1 << 20));
        server.run();
        viewer.play("> 00 000000 08 08 00 00 0000 0000 0000 00 00 00 000000" + WHATEVER_CHANGES);
        server.paint(1, 2, 0xffffff);
        viewer.readOn().take(8 + (1 << 20));
        viewer.play("< 01 00 0000 0100").take(256 * 6);
        viewer.play(PIXEL_1_2 + "ff").expectNothing();
    }

    @Test
    void anEncodingThatBringsChangesOfSizeBringsTheOneThatWasMissed() {
        var viewer = server.upToDate().play(WHATEVER_CHANGES);
        server.display.resize(4, 3);
        viewer.expectNothing().play("> 02 00 0001 ffffff21");
        viewer.play("< 00 00 0001 0000 0000 0004 0003 ffffff21").expectNothing();
    }

    @Test
    void aViewerThatAsksToBeAloneIsAlone() {
        server.dismissHealthyViewer();
        var other = server.watching();
        server.connect().play("> 'RFB 003.008' 0a 01 00").expectOpen().discardReceived();
        other.expectClosed();
        server.watching();
    }

    @Test
    void theWholePictureIsAskedForWhenTheFirstViewerComes() {
        var painted = new ArrayList<String>();
        server.display.onFirstViewer(() -> painted.add("painted"));
        server.watching();
        assertEquals(List.of(), painted);
        server.dismissHealthyViewer();
        assertTrue(server.display.watched());
    }

    @Test
    void versionsBeforeTheListOfSecurityTypesAreSpokenToo() {
        server.connect().play("< 'RFB 003.008' 0a > 'RFB 003.003' 0a < 00000001 > 01").take(24 + 4);
        server.connect().play("< 'RFB 003.008' 0a > 'RFB 003.007' 0a < 01 01 > 01 01").take(24 + 4);
    }
}
