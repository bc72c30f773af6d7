package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covnc.rfb.Rectangle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

class PixelsTest {
    private final Display display = new Display(3, 2);

    private int[] shown() {
        var pixels = new int[6];
        display.frame().read(display.frame().area(), pixels, 0, 3);
        return pixels;
    }

    @ParameterizedTest
    @CsvSource({
        "XRGB8888, 302010ff, 102030",
        "XBGR8888, 102030ff, 102030",
        "RGBX8888, ff302010, 102030",
        "BGRX8888, ff102030, 102030",
        "RGB565, 00f8, ff0000",
        "RGB565, e007, 00ff00",
        "RGB565, 1f00, 0000ff",
        "RGB565, 2108, 080408",
        "XRGB1555, 00fc, ff0000",
        "XRGB1555, e003, 00ff00",
        "XRGB1555, 1f80, 0000ff",
    })
    void everyLayoutIsRead(PixelLayout layout, String hex, String xrgb) {
        var bytes = HexFormat.of().parseHex(hex.repeat(6));
        display.paint(Pixels.of(ByteBuffer.wrap(bytes), layout, bytes.length / 2));
        assertArrayEquals(ints(Integer.parseInt(xrgb, 16)), shown());
    }

    private static int[] ints(int value) {
        var ints = new int[6];
        Arrays.fill(ints, value);
        return ints;
    }

    @ParameterizedTest
    @EnumSource(PixelLayout.class)
    void rowsMayHaveGapsAndMemoryMayBeNative(PixelLayout layout) {
        int stride = 3 * layout.bytesPerPixel() + 5;
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(2L * stride - 5).fill((byte) -1);
            display.paint(Pixels.of(memory, layout, stride));
        }
        assertArrayEquals(ints(0xffffff), shown());
    }

    @Test
    void bytesArePlacesInAPalette() {
        var memory = MemorySegment.ofArray(new byte[] {0, 1, 2, 99, 1, 0, -1});
        display.paint(Pixels.indexed(memory, 4, 0x10, 0x20, 0x30));
        assertArrayEquals(new int[] {0x10, 0x20, 0x30, 0x20, 0x10, 0}, shown());
    }

    @Test
    void onlyTheDamageIsRead() {
        var memory = MemorySegment.ofArray(new int[] {1, 2, 3, 4, 5, 6});
        display.paint(
                Pixels.of(memory, PixelLayout.XRGB8888, 12),
                new Rectangle(1, 0, 1, 2),
                new Rectangle(0, 1, 1, 1));
        assertArrayEquals(new int[] {0, 2, 0, 4, 5, 0}, shown());
    }

    @Test
    void aPictureThatIsTooSmallIsRefused() {
        var memory = MemorySegment.ofArray(new int[6]);
        for (int stride : new int[] {-12, 0, 11, 13}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> display.paint(Pixels.of(memory, PixelLayout.XRGB8888, stride)));
        }
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        display.paint(
                                Pixels.of(memory, PixelLayout.XRGB8888, 12),
                                new Rectangle(1, 0, 3, 1)));
    }

    @Test
    void nothingIsCopiedWhileNobodyWatchesAndAllIsAskedForLater() {
        display.onFirstViewer(() -> {});
        display.paint(new int[] {1, 2, 3, 4, 5, 6});
        assertEquals(0, shown()[0]);
        display.audience().viewerCame(Runnable::run);
        display.paint(new int[] {1, 2, 3, 4, 5, 6});
        assertEquals(1, shown()[0]);
    }
}
