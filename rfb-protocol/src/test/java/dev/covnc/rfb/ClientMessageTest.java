package dev.covnc.rfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.Set;

class ClientMessageTest {

    private static final String SET_PIXEL_FORMAT =
            "00 ffffff  20 18 00 01  00ff 00ff 00ff  10 08 00  ffffff";

    @Test
    void setPixelFormat() {
        assertEquals(new SetPixelFormat(PixelFormat.XRGB), read(SET_PIXEL_FORMAT));
    }

    @Test
    void setEncodings() {
        assertEquals(
                new SetEncodings(List.of(16, 0, -223, 0xc0a1e5ce)),
                read("02 ff 0004  00000010 00000000 ffffff21 c0a1e5ce"));
    }

    @Test
    void framebufferUpdateRequest() {
        assertEquals(
                new FramebufferUpdateRequest(true, new Rectangle(1, 2, 640, 480)),
                read("03 01 0001 0002 0280 01e0"));
        assertEquals(
                new FramebufferUpdateRequest(false, new Rectangle(65535, 65535, 65535, 65535)),
                read("03 00 ffff ffff ffff ffff"));
        assertEquals(
                new FramebufferUpdateRequest(true, new Rectangle(0, 0, 0, 16)),
                read("03 80 0000 0000 0000 0010"));
    }

    @Test
    void keyEvent() {
        assertEquals(new KeyEvent(true, 0xffe1), read("04 01 ffff 0000ffe1"));
        assertEquals(new KeyEvent(false, -1), read("04 00 0000 ffffffff"));
    }

    @Test
    void pointerEvent() {
        assertEquals(new PointerEvent(0, 1, 2), read("05 00 0001 0002"));
        assertEquals(new PointerEvent(255, 65535, 65535), read("05 ff ffff ffff"));
    }

    @Test
    void clientCutText() {
        assertEquals(
                new ClientCutText(4, Optional.of("Gr\u00fcn")),
                read("06 ffffff 00000004 4772fc6e"));
        assertEquals(new ClientCutText(0, Optional.of("")), read("06 000000 00000000"));
    }

    @Test
    void enableContinuousUpdates() {
        assertEquals(
                new EnableContinuousUpdates(true, new Rectangle(1, 2, 640, 480)),
                read("96 01 0001 0002 0280 01e0"));
        assertEquals(
                new EnableContinuousUpdates(false, Rectangle.EMPTY),
                read("96 00 0000 0000 0000 0000"));
    }

    @Test
    void fence() {
        var fence = (Fence) read("f8 ffffff 80000005 03 010203");
        assertEquals(new Fence(0x80000005, (byte) 1, (byte) 2, (byte) 3), fence);
        assertTrue(fence.isRequest());
        assertEquals(new Fence(5, (byte) 1, (byte) 2, (byte) 3), fence.answer());
        assertEquals(new Fence(7), ((Fence) read("f8 000000 ffffffff 00")).answer());
    }

    @Test
    void setDesktopSize() {
        assertEquals(
                new SetDesktopSize(
                        640,
                        480,
                        List.of(
                                new Screen(-1, new Rectangle(0, 0, 320, 480), 1),
                                new Screen(7, new Rectangle(320, 0, 320, 480), 0))),
                read(
                        "fb ff 0280 01e0 02 ff"
                                + "ffffffff 0000 0000 0140 01e0 00000001"
                                + "00000007 0140 0000 0140 01e0 00000000"));
        assertEquals(new SetDesktopSize(0, 0, List.of()), read("fb 00 0000 0000 00 00"));
    }

    @ParameterizedTest
    @CsvSource({
        "fb 00 0280 01e0 01 00 00000007 0000 0000 0280 01e0 00000000, true",
        "fb 00 0280 01e0 01 00 00000007 0001 0000 0280 01e0 00000000, false",
        "fb 00 0280 01e0 01 00 00000007 0000 0000 0000 01e0 00000000, false",
        "fb 00 0280 01e0 00 00, false",
        "fb 00 0000 0000 01 00 00000007 0000 0000 0000 0000 00000000, false",
    })
    void screensLieWithinTheFramebuffer(String hex, boolean legal) {
        assertEquals(legal, ((SetDesktopSize) read(hex)).isLegal());
    }

    @Test
    void screensHaveDifferentIds() {
        var screen = "00000007 0000 0000 0280 01e0 00000000";
        assertFalse(((SetDesktopSize) read("fb 00 0280 01e0 02 00" + screen + screen)).isLegal());
    }

    @Test
    void aFenceWithALongPayloadIsReadToItsEnd() {
        assertTrue(((Fence) read("f8 000000 80000000 41" + "00".repeat(65))).isTooLong());
        assertFalse(((Fence) read("f8 000000 80000000 40" + "00".repeat(64))).isTooLong());
        assertTrue(((Fence) read("f8 000000 00000000 ff" + "00".repeat(255))).isTooLong());
    }

    /** The wire fails the test when a message wants more or leaves something. */
    private static ClientMessage read(String hex) {
        var wire = MemoryWire.of(hex + "63");
        var message = ClientMessage.read(wire);
        assertEquals(1, wire.left(), "a message ends where it ends");
        return message;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SET_PIXEL_FORMAT,
                "02 00 0003 00000010 00000000 ffffff21",
                "03 01 0000 0000 0280 01e0",
                "04 01 0000 0000ffe1",
                "05 00 0001 0002",
                "06 000000 00000004 41424344",
                "96 01 0001 0002 0280 01e0",
                "f8 000000 80000003 04 41424344",
                "fb 00 0280 01e0 01 00 00000007 0000 0000 0280 01e0 00000000",
            })
    void aViewerThatLeavesWithinAMessageHasSaidNothing(String hex) {
        var whole = hex.replace(" ", "");
        for (int end = 0; end < whole.length(); end += 2) {
            var wire = MemoryWire.of(whole.substring(0, end));
            assertThrows(MemoryWire.EndOfBytes.class, () -> ClientMessage.read(wire));
        }
    }

    @Test
    void aMessageOfUnknownTypeIsTheLast() {
        for (int type = 0; type < 256; type++) {
            if (Set.of(0, 2, 3, 4, 5, 6, 150, 248, 251).contains(type)) {
                continue;
            }
            var bytes = new byte[1000];
            bytes[0] = (byte) type;
            var wire = new MemoryWire(bytes);
            var e = assertThrows(ProtocolException.class, () -> ClientMessage.read(wire));
            assertTrue(e.getMessage().contains("type " + type + ","), e.getMessage());
            assertEquals(999, wire.left(), "nothing is read after it");
        }
    }

    @Test
    void anIllegalPixelFormatIsTheLastMessage() {
        var wire = MemoryWire.of(SET_PIXEL_FORMAT.replace("20 18", "18 18") + "05");
        assertThrows(ProtocolException.class, () -> ClientMessage.read(wire));
    }

    @Test
    void aThousandMessagesInARowComeOutAsThey() {
        var out = new WireWriter();
        for (int i = 0; i < 1000; i++) {
            out.u8(5).u8(i).u16(i).u16(2 * i);
        }
        var wire = new MemoryWire(out.toByteArray());
        for (int i = 0; i < 1000; i++) {
            assertEquals(new PointerEvent(i & 0xff, i, 2 * i), ClientMessage.read(wire));
        }
    }

    @ParameterizedTest
    @CsvSource({"00, false", "01, true", "03, true", "ff, true"})
    void anyByteButZeroIsShared(String hex, boolean shared) {
        assertEquals(new ClientInit(shared), ClientInit.read(MemoryWire.of(hex)));
    }
}
