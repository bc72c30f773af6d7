package dev.covnc.server;

import dev.covnc.coroutine.BackEnd;
import dev.covnc.encoders.Cursor;
import dev.covnc.rfb.security.None;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The pointer and the desktop's name, byte by byte. */
@ParameterizedClass
@EnumSource(BackEnd.class)
class SurroundingsTest {
    private static final String WHATEVER_CHANGES = "> 03 01 0000 0000 0014 000a";

    /** Two pixels, of which the right one points: half red, opaque blue. */
    private static final Cursor SHAPE = new Cursor(2, 1, 1, 0, 0x80ff0000, 0xff0000ff);

    private final TestServer server;

    SurroundingsTest(BackEnd backEnd) {
        server = new TestServer(backEnd, new None());
    }

    @AfterEach
    void closeAndCheck() {
        server.close();
    }

    private WireScript upToDate(String encodings) {
        var viewer = server.watching().play(encodings + "> 03 00 0000 0000 0014 000a");
        viewer.take(4 + 12 + TestServer.WIDTH * TestServer.HEIGHT * 4);
        return viewer.expectNothing().play(WHATEVER_CHANGES).expectNothing();
    }

    @Test
    void aNewNameIsTold() {
        var viewer = upToDate("> 02 00 0001 fffffecd");
        server.display.name("new");
        viewer.play("< 00 00 0001 0000 0000 0000 0000 fffffecd 00000003 6e6577").expectNothing();
    }

    @Test
    void aShapeIsToldInTheFormThatTheViewerUnderstands() {
        var withAlpha = upToDate("> 02 00 0004 ffffff11 ffffff10 574d5664 fffffec6");
        var vmware = upToDate("> 02 00 0003 ffffff11 ffffff10 574d5664");
        var plain = upToDate("> 02 00 0002 ffffff11 ffffff10");
        var twoColours = upToDate("> 02 00 0001 ffffff10");
        server.display.cursor(SHAPE);
        withAlpha.play("< 00 00 0001 0001 0000 0002 0001 fffffec6 00000000 80000080 0000ffff");
        vmware.play("< 00 00 0001 0001 0000 0002 0001 574d5664 01 00 ff000080 0000ffff");
        plain.play("< 00 00 0001 0001 0000 0002 0001 ffffff11 0000ff00 ff000000 c0");
        twoColours.play("< 00 00 0001 0001 0000 0002 0001 ffffff10 000000 ffffff c0 c0");
        server.display.cursor(Cursor.HIDDEN);
        twoColours.play("< 00 00 0001 0000 0000 0000 0000 ffffff10").expectNothing();
    }

    @Test
    void aShapeIsToldAgainInANewPixelFormat() {
        var viewer = upToDate("> 02 00 0001 ffffff11");
        server.display.cursor(SHAPE);
        viewer.play("< 00 00 0001 0001 0000 0002 0001 ffffff11 0000ff00 ff000000 c0");
        viewer.play("> 00 000000 10 10 01 01 001f 003f 001f 0b 05 00 000000" + WHATEVER_CHANGES);
        viewer.play("< 00 00 0001 0001 0000 0002 0001 ffffff11 f800 001f c0").expectNothing();
    }

    @Test
    void aViewerThatKnowsNoPointerSeesItInThePicture() {
        var viewer = upToDate("");
        server.display.cursor(SHAPE);
        server.display.movePointer(1, 2);
        viewer.play("< 00 00 0001 0000 0002 0002 0001 00000000 00008000 ff000000").expectNothing();
        server.display.movePointer(19, 9);
        viewer.play(WHATEVER_CHANGES).discardReceived();
        viewer.expectNothing();
    }

    @Test
    void aPointerThatSomebodyElseHasMovedIsShownWhereItIs() {
        var drawsItself = upToDate("> 02 00 0001 ffffff11");
        var follows = upToDate("> 02 00 0002 ffffff11 574d5666");
        server.display.cursor(SHAPE);
        drawsItself.discardReceived();
        follows.discardReceived();
        server.display.movePointer(1, 2);
        drawsItself.play("< 00 00 0001 0000 0002 0002 0001 00000000 00008000 ff000000");
        follows.play("< 00 00 0001 0001 0002 0000 0000 574d5666").expectNothing();
        drawsItself.play("> 05 00 0005 0005" + WHATEVER_CHANGES);
        drawsItself.play("< 00 00 0001 0000 0002 0002 0001 00000000 00*8").expectNothing();
        follows.play("< 00 00 0001 0005 0005 0000 0000 574d5666").expectNothing();
    }
}
