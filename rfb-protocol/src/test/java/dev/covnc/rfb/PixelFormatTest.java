package dev.covnc.rfb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HexFormat;

class PixelFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "|",
            textBlock =
                    """
                    # bpp depth big true  rmax gmax bmax  rsh gsh bsh
                    32 24 0 1  255 255 255  16  8  0 | xRGB, the usual one
                    32 24 1 1  255 255 255  16  8  0 | the same, big-endian
                    32 24 0 1  255 255 255   0  8 16 | xBGR: noVNC
                    32 24 0 1  255 255 255  24 16  8 | RGBx
                    32 32 0 1  255 255 255  16  8  0 | depth = bits per pixel: UltraVNC's "full"
                    32 24 0 1  255 255 255   0 16  8 | an order nobody uses
                    16 16 0 1   31  63  31  11  5  0 | 565
                    16 16 1 1   31  63  31  11  5  0 | 565, big-endian
                    16 15 0 1   31  31  31  10  5  0 | 555
                    16 15 0 1   31  31  31  11  6  1 | 555 shifted by one: Remmina
                    16 12 0 1   15  15  15   8  4  0 | 444
                     8  8 0 1    7   7   3   0  3  6 | BGR233
                     8  8 0 1    7   7   3   5  2  0 | RGB332
                     8  6 0 1    3   3   3   4  2  0 | 64 colours
                     8  3 0 1    1   1   1   2  1  0 | 8 colours
                    32 16 0 1   31  63  31  11  5  0 | 565 in 32 bits
                    32 16 0 1   31  63  31  19 13  8 | 565 in the middle of 32 bits
                    16  8 0 1    7   7   3   0  3  6 | 233 in 16 bits
                    32  8 0 1    7   7   3   0  3  6 | 233 in 32 bits
                    32 24 0 1    0 255 255  16  8  0 | no red
                    32  8 0 1    0 255   0   0  8 32 | only green; a shift past the pixel of no bits
                    32 30 0 1  255 255 255  20 10  0 | more depth than colours
                     8  8 0 0    0   0   0   0  0  0 | colour map
                     8  8 1 0  254 999 777 255 99 98 | colour map, the rest is noise
                    """)
    void formatsThatViewersMayAskForAreTaken(String fields, String meaning) {
        var format = PixelFormat.read(MemoryWire.of(hex(fields)));
        var out = new WireWriter();
        format.write(out);
        assertEquals(format, PixelFormat.read(new MemoryWire(out.toByteArray())), meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "|",
            textBlock =
                    """
                    # bpp depth big true  rmax gmax bmax  rsh gsh bsh
                     0  0 0 1  255 255 255  16  8  0 | bits-per-pixel is 0
                     1  1 0 1    1   0   0   0  0  0 | bits-per-pixel is 1
                     3  3 0 1    1   1   1   0  1  2 | bits-per-pixel is 3
                     7  7 0 1    3   3   3   0  2  4 | bits-per-pixel is 7
                    15 15 0 1   31  31  31  10  5  0 | bits-per-pixel is 15
                    18 16 0 1   31  63  31  11  5  0 | bits-per-pixel is 18
                    24 24 0 1  255 255 255  16  8  0 | bits-per-pixel is 24
                    64 24 0 1  255 255 255  16  8  0 | bits-per-pixel is 64
                    255 24 0 1 255 255 255  16  8  0 | bits-per-pixel is 255
                    32  0 0 1    0   0   0   0  0  0 | depth is 0
                    32 33 0 1  255 255 255  16  8  0 | depth is 33
                    16 24 0 1   31  63  31  11  5  0 | depth is 24
                     8 16 0 1    7   7   3   0  3  6 | depth is 16
                    32 255 0 1 255 255 255  16  8  0 | depth is 255
                    32 24 0 1  254 255 255  16  8  0 | red-max is 254
                    32 24 0 1  255 253 255  16  8  0 | green-max is 253
                    32 24 0 1  255 255 252  16  8  0 | blue-max is 252
                    32 24 0 1    2 255 255  16  8  0 | red-max is 2
                    32 30 0 1  511 511 511  20 10  0 | red-max is 511
                    32 30 0 1  127 511 127  20 10  0 | green-max is 511
                    32 30 0 1  127 127 511  20 10  0 | blue-max is 511
                    32 30 0 1 1023 1023 1023 20 10 0 | red-max is 1023
                    32 24 0 1 65535 255 255  16  8  0 | red-max is 65535
                    32 24 0 1  256 255 255  16  8  0 | red-max is 256
                    32 24 0 1  255 255 255 255  8  0 | red-shift is 255
                    32 24 0 1  255 255 255  16 25  0 | green-shift is 25
                    32 24 0 1  255 255 255  16  8 32 | blue-shift is 32
                    16 16 0 1   31  63  31  12  5  0 | red-shift is 12
                     8  8 0 1    7   7   3   6  3  0 | red-shift is 6
                    32 24 0 1    0 255 255 255  8  0 | red-shift is 255
                    32 24 0 1  255 255 255  16  7  0 | channels overlap
                    32 24 0 1  255 255 255  16  8  1 | channels overlap
                    32 24 0 1  255 255 255  16 16  0 | channels overlap
                    32 24 0 1  255 255 255   0  8  0 | channels overlap
                    16 16 0 1   31  63  31  10  5  0 | channels overlap
                    32 23 0 1  255 255 255  16  8  0 | the channels have 24 bits
                    16 15 0 1   31  63  31  11  5  0 | the channels have 16 bits
                     8  7 0 1    7   7   3   0  3  6 | the channels have 8 bits
                    32 24 0 0    0   0   0   0  0  0 | without true colour
                    16  8 0 0    0   0   0   0  0  0 | without true colour
                    32  8 0 0    0   0   0   0  0  0 | without true colour
                     8  4 0 0    0   0   0   0  0  0 | without true colour
                    """)
    void otherFormatsAreRefusedWithTheFieldAndItsValue(String fields, String reason) {
        var e =
                assertThrows(
                        ProtocolException.class,
                        () -> PixelFormat.read(MemoryWire.of(hex(fields))));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void anIllegalFormatMadeInJavaIsTheCallersMistake() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PixelFormat(32, 24, false, true, 255, 255, 255, 16, 8, -1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PixelFormat(32, 24, false, true, -1, 255, 255, 16, 8, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PixelFormat(32, 24, false, true, Integer.MAX_VALUE, 255, 255, 16, 8, 0));
    }

    @Test
    void whatMakesNoDifferenceOnTheWireMakesNoneToEquality() {
        assertEquals(
                new PixelFormat(8, 8, false, false, 0, 0, 0, 0, 0, 0),
                new PixelFormat(8, 8, true, false, 254, 9, 9, 99, 99, 99));
        assertEquals(
                new PixelFormat(8, 8, false, true, 7, 7, 3, 0, 3, 6),
                new PixelFormat(8, 8, true, true, 7, 7, 3, 0, 3, 6));
    }

    @Test
    void theServersFormatIsSixteenBytesWithZeroPadding() {
        var out = new WireWriter(4);
        PixelFormat.XRGB.write(out);
        assertEquals(
                "20180001" + "00ff00ff00ff" + "100800" + "000000",
                HexFormat.of().formatHex(out.toByteArray()));
    }

    @Test
    void anyNonZeroFlagIsTrueAndThePaddingIsIgnored() {
        var wire = MemoryWire.of("20 18 ff 80 00ff 00ff 00ff 10 08 00 123456 77");
        assertEquals(
                new PixelFormat(32, 24, true, true, 255, 255, 255, 16, 8, 0),
                PixelFormat.read(wire));
        assertEquals(1, wire.left());
    }

    /** The expected bytes are what TigerVNC's viewer and LibVNCClient read. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = "|",
            textBlock =
                    """
                    # bpp depth big true  rmax gmax bmax  rsh gsh bsh | bytes | offset
                    32 24 0 1  255 255 255  16  8  0 | 3 | 0 | 0x00RRGGBB as BB GG RR 00
                    32 24 1 1  255 255 255  16  8  0 | 3 | 1 | 0x00RRGGBB as 00 RR GG BB
                    32 24 0 1  255 255 255  24 16  8 | 3 | 1 | 0xRRGGBB00 as 00 BB GG RR
                    32 24 1 1  255 255 255  24 16  8 | 3 | 0 | 0xRRGGBB00 as RR GG BB 00
                    32 32 0 1  255 255 255  16  8  0 | 3 | 0 | the depth is not looked at
                    32 16 0 1   31  63  31  11  5  0 | 3 | 0 | two bytes unused at one end
                    32 16 1 1   31  63  31  11  5  0 | 3 | 1 | two bytes unused at one end
                    32 16 0 1   31  63  31  19 13  8 | 3 | 0 | one unused at either end
                    32 16 1 1   31  63  31  19 13  8 | 3 | 0 | one unused at either end
                    32 24 0 1  255 255 255  24  8  0 | 4 | 0 | the unused byte is inside
                    32 24 1 1  255 255 255  24 16  0 | 4 | 0 | the unused byte is inside
                    32 15 0 1   31  31  31  20 12  4 | 4 | 0 | all bytes are used
                    32 24 0 1    0 255 255  24  8  0 | 3 | 0 | a channel without bits lies nowhere
                    16 16 0 1   31  63  31  11  5  0 | 2 | 0 | only of 32 bits a byte is left out
                    16  8 1 1    7   7   3   0  3  6 | 2 | 0 | only of 32 bits a byte is left out
                     8  8 0 1    7   7   3   0  3  6 | 1 | 0 | only of 32 bits a byte is left out
                     8  8 0 0    0   0   0   0  0  0 | 1 | 0 | colour map
                    """)
    void aCompressedPixelLeavesOutTheUnusedByte(
            String fields, int bytes, int offset, String meaning) {
        var format = PixelFormat.read(MemoryWire.of(hex(fields)));
        assertEquals(bytes, format.cpixelBytes(), meaning);
        assertEquals(offset, format.cpixelOffset(), meaning);
    }

    /** The ten numbers of a row as the 16 bytes of PIXEL_FORMAT. */
    private static String hex(String fields) {
        var numbers = fields.strip().split("\\s+");
        var hex = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            boolean isMax = i >= 4 && i < 7;
            hex.append((isMax ? "%04x" : "%02x").formatted(Integer.parseInt(numbers[i])));
        }
        return hex + "000000";
    }
}
