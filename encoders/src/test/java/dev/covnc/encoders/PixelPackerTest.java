package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.rfb.PixelFormat;

import org.junit.jupiter.api.Test;

class PixelPackerTest {
    private static final int[] ORANGE = {0xff8001};

    @Test
    void eachByteIsWhereTheFormatPutsIt() {
        assertArrayEquals(bytes(0x01, 0x80, 0xff, 0), pixel(format(24, false, 16, 8, 0)));
        assertArrayEquals(bytes(0, 0xff, 0x80, 0x01), pixel(format(24, true, 16, 8, 0)));
        assertArrayEquals(bytes(0xff, 0x80, 0x01, 0), pixel(format(24, false, 0, 8, 16)));
        assertArrayEquals(bytes(0, 0x01, 0x80, 0xff), pixel(format(24, false, 24, 16, 8)));
    }

    @Test
    void aCPixelLeavesOutTheByteThatHoldsNoColour() {
        assertArrayEquals(bytes(0x01, 0x80, 0xff), cpixel(format(24, false, 16, 8, 0)));
        assertArrayEquals(bytes(0xff, 0x80, 0x01), cpixel(format(24, true, 16, 8, 0)));
        assertArrayEquals(bytes(0x01, 0x80, 0xff), cpixel(format(24, false, 24, 16, 8)));
        assertArrayEquals(bytes(0xff, 0x80, 0x01), cpixel(format(24, true, 24, 16, 8)));
    }

    @Test
    void aCPixelIsAPixelWhenColourIsInItsFirstAndItsLastByte() {
        assertEquals(4, PixelPacker.of(format(24, false, 20, 10, 0)).bytesPerCPixel());
        assertEquals(4, PixelPacker.of(format(24, false, 24, 12, 0)).bytesPerCPixel());
    }

    @Test
    void aCPixelThatFitsBothWaysIsTheFirstThreeBytesOnTheWire() {
        var format = new PixelFormat(32, 15, false, true, 31, 31, 31, 18, 13, 8);
        assertArrayEquals(bytes(0, 0, 0x7e), cpixel(format), "0x007e0000");
    }

    @Test
    void aSmallerMaximumRoundsToTheNearest() {
        var oneBit = new PixelFormat(8, 3, false, true, 1, 1, 1, 2, 1, 0);
        assertArrayEquals(bytes(0b110), pixel(oneBit));
        var rgb565 = new PixelFormat(16, 16, true, true, 31, 63, 31, 11, 5, 0);
        assertArrayEquals(bytes(0b11111_100, 0b000_00000), pixel(rgb565));
    }

    @Test
    void aChannelWithoutBitsIsDark() {
        var noRed = new PixelFormat(32, 24, false, true, 0, 255, 255, 16, 8, 0);
        assertArrayEquals(bytes(0x01, 0x80, 0, 0), pixel(noRed));
    }

    @Test
    void theColourMapShowsEachIndexAsItsOwnColour() {
        var packer = PixelPacker.of(new PixelFormat(8, 8, false, false, 0, 0, 0, 0, 0, 0));
        int[] map = PixelPacker.colourMap();
        assertEquals(256, map.length);
        for (int index = 0; index < 256; index++) {
            var into = new byte[1];
            packer.pixels(map, index, 1, into, 0);
            assertEquals((byte) index, into[0]);
        }
        assertEquals(0xffffff, map[255], "the last is white");
    }

    private static PixelFormat format(int depth, boolean bigEndian, int red, int green, int blue) {
        return new PixelFormat(32, depth, bigEndian, true, 255, 255, 255, red, green, blue);
    }

    private static byte[] pixel(PixelFormat format) {
        var packer = PixelPacker.of(format);
        var into = new byte[packer.bytesPerPixel()];
        assertEquals(into.length, packer.pixels(ORANGE, 0, 1, into, 0));
        return into;
    }

    private static byte[] cpixel(PixelFormat format) {
        var packer = PixelPacker.of(format);
        var into = new byte[packer.bytesPerCPixel()];
        assertEquals(into.length, packer.cpixels(ORANGE, 0, 1, into, 0));
        return into;
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
