package dev.covnc.rfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

class ServerMessageTest {

    @Test
    void serverInit() {
        assertWrites(
                "0280 01e0" + "20180001 00ff00ff00ff 100800 000000" + "00000005 4772c3bc6e",
                new ServerInit(640, 480, PixelFormat.XRGB, "Gr\u00fcn")::write);
        assertWrites(
                "ffff 0000" + "08080000 000000000000 000000 000000" + "00000000",
                new ServerInit(65535, 0, new PixelFormat(8, 8, true, false, 7, 7, 3, 0, 3, 6), "")
                        ::write);
    }

    @Test
    void aNameIsALineOfAtMost255Bytes() {
        var out = new WireWriter();
        new ServerInit(1, 1, PixelFormat.XRGB, "a\nb" + "\u00e4".repeat(1000)).write(out);
        assertEquals(24 + 255, out.size());
        var hex = HexFormat.of().formatHex(out.array(), 20, 24 + 5);
        assertEquals("000000ff" + "612062c3a4", hex);
    }

    @Test
    void aFramebufferHasSidesOfU16() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ServerInit(65536, 1, PixelFormat.XRGB, ""));
        assertThrows(
                IllegalArgumentException.class, () -> new ServerInit(1, -1, PixelFormat.XRGB, ""));
    }

    @Test
    void bell() {
        assertWrites("02", new Bell()::write);
    }

    @Test
    void endOfContinuousUpdates() {
        assertWrites("96", new EndOfContinuousUpdates()::write);
    }

    @Test
    void fence() {
        assertWrites(
                "f8 000000 80000001 02 0102", new Fence(0x80000001, (byte) 1, (byte) 2)::write);
    }

    @Test
    void copyRect() {
        assertWrites(
                "0001 0002 0003 0004 00000001 0005 0006",
                out -> FramebufferUpdate.copyRect(out, new Rectangle(1, 2, 3, 4), 5, 6));
    }

    @Test
    void desktopName() {
        assertWrites(
                "0000 0000 0000 0000 fffffecd 00000005 4772c3bc6e",
                out -> FramebufferUpdate.desktopName(out, "Gr\u00fcn"));
    }

    @Test
    void extendedDesktopSize() {
        var screen = new Screen(7, new Rectangle(1, 2, 3, 4), 5);
        assertWrites(
                "0001 0003 0280 01e0 fffffecc 01 000000 00000007 0001 0002 0003 0004 00000005",
                new ExtendedDesktopSize(
                                ExtendedDesktopSize.Reason.THIS_VIEWER,
                                ExtendedDesktopSize.Status.INVALID_LAYOUT,
                                640,
                                480,
                                List.of(screen))
                        ::write);
    }

    @Test
    void serverCutText() {
        assertWrites("03 000000 00000004 4772fc6e", new ServerCutText("Gr\u00fcn")::write);
        assertWrites("03 000000 00000000", new ServerCutText("")::write);
    }

    @Test
    void whatLatin1LacksBecomesAQuestionMarkAndLinesEndInANewline() {
        assertWrites(
                "03 000000 0000000a 613f 0a 62 0a 63 0a 0a 3f 64",
                new ServerCutText("a\u20ac\r\nb\nc\r\n\r\ud83d\ude00d")::write);
    }

    @Test
    void aCutTextOfMoreThanAMebibyteCannotBeMade() {
        new ServerCutText("x".repeat(ServerCutText.MAX_LENGTH));
        var tooLong = "x".repeat(ServerCutText.MAX_LENGTH + 1);
        assertThrows(IllegalArgumentException.class, () -> new ServerCutText(tooLong));
    }

    @Test
    void setColourMapEntries() {
        assertWrites(
                "01 00 0005 0002" + "ffff 8080 0000" + "0000 0101 fefe",
                new SetColourMapEntries(5, 0xff8000, 0xff0001fe)::write);
        assertWrites("01 00 0000 0000", new SetColourMapEntries(0)::write);
    }

    @Test
    void aColourMapHasAtMost256Entries() {
        assertWrites(
                "01 00 0000 0100" + "000000000000".repeat(256),
                new SetColourMapEntries(0, new int[256])::write);
        new SetColourMapEntries(255, 0);
        assertThrows(IndexOutOfBoundsException.class, () -> new SetColourMapEntries(256, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> new SetColourMapEntries(-1, 0));
    }

    @Test
    void anUpdateOfSoManyRectangles() {
        assertWrites("00 00 0000", out -> FramebufferUpdate.begin(out, 0));
        assertWrites("00 00 fffe", out -> FramebufferUpdate.begin(out, 65534));
        for (int count : new int[] {-1, 65535, 65536}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> FramebufferUpdate.begin(new WireWriter(), count));
        }
    }

    @Test
    void anUpdateOfAsManyRectanglesAsCome() {
        assertWrites(
                "00 00 ffff" + "0001 0002 0003 0004 00000010 aa" + "0000 0000 0000 0000 ffffff20",
                out -> {
                    FramebufferUpdate.beginOpen(out);
                    FramebufferUpdate.rectangle(out, new Rectangle(1, 2, 3, 4), Encodings.ZRLE);
                    out.u8(0xaa);
                    FramebufferUpdate.lastRect(out);
                });
    }

    @Test
    void aNewSize() {
        assertWrites(
                "0000 0000 0780 0438 ffffff21",
                out -> FramebufferUpdate.desktopSize(out, 1920, 1080));
    }

    @Test
    void aRectangleThatDoesNotFitIsNotWrittenSomewhereElse() {
        for (var area :
                new Rectangle[] {
                    new Rectangle(65536, 0, 1, 1), new Rectangle(0, 0, 1, 65536),
                }) {
            assertThrows(
                    IllegalStateException.class,
                    () -> FramebufferUpdate.rectangle(new WireWriter(), area, 0));
        }
    }

    /** Writes into an array full of somebody else's bytes: padding must not show them. */
    private static void assertWrites(String expected, Consumer<WireWriter> message) {
        var out = new WireWriter(256);
        Arrays.fill(out.array(), (byte) 0xcc);
        message.accept(out);
        assertEquals(expected.replace(" ", ""), HexFormat.of().formatHex(out.toByteArray()));
    }
}
