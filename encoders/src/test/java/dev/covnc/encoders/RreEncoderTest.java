package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;

class RreEncoderTest extends EncoderContract {
    private static final PixelPacker PACKER = PixelPacker.of(PixelFormat.XRGB);

    @Override
    Encoder encoder() {
        return new RreEncoder();
    }

    @Override
    Decoder decoder() {
        return SubrectangleDecoder.rre();
    }

    @Test
    void itsNumberIsTwo() {
        assertEquals(2, encoder().encoding());
    }

    @Test
    void oneColourIsABackgroundAlone() {
        assertEquals(0, subrectangles(new int[64 * 64], 64));
    }

    @Test
    void aBlockIsOneSubrectangleAndTheCommonestColourNone() {
        var pixels = new int[64 * 64];
        Arrays.setAll(pixels, i -> i % 64 < 40 && i / 64 >= 8 && i / 64 < 40 ? 1 : 0);
        assertEquals(1, subrectangles(pixels, 64));
        Arrays.setAll(pixels, i -> i % 64 < 60 && i / 64 >= 3 && i / 64 < 60 ? 1 : 0);
        assertEquals(3, subrectangles(pixels, 64));
    }

    @Test
    void aSubrectangleIsTheLargestNotTheWidestOrTheHighest() {
        int[] anLOfColumns = {
            1, 1, 1, 1, 0, 0, 0, 0, //
            1, 1, 1, 0, 0, 0, 0, 0, //
            1, 1, 1, 0, 0, 0, 0, 0, //
            1, 0, 0, 0, 0, 0, 0, 0,
        };
        assertEquals(3, subrectangles(anLOfColumns, 8));
    }

    @Test
    void whatWouldBeLongerThanRawIsLeftToRaw() {
        // 20 pixels of 4 bytes: 8 bytes for the background, 12 for each of 6 subrectangles.
        int[] pixels = {1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertEquals(6, subrectangles(pixels, 20));
        pixels[19] = 7;
        var out = new WireWriter();
        var frame = Frame.blank(20, 1).paint(new Rectangle(0, 0, 20, 1), pixels, 0, 20);
        assertFalse(new RreEncoder().encode(frame, frame.area(), PACKER, out));
        assertEquals(0, out.size());
    }

    @Test
    void anAreaIsNotLargerThanATile() {
        var frame = Frame.blank(65, 65);
        for (var area : new Rectangle[] {new Rectangle(0, 0, 65, 1), new Rectangle(0, 0, 1, 65)}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> encoder().encode(frame, area, PACKER, new WireWriter()));
        }
    }

    private static int subrectangles(int[] pixels, int width) {
        var frame = Frame.blank(width, pixels.length / width);
        frame = frame.paint(frame.area(), pixels, 0, width);
        var out = new WireWriter();
        assertTrue(new RreEncoder().encode(frame, frame.area(), PACKER, out));
        var decoder = SubrectangleDecoder.rre();
        var in = ByteBuffer.wrap(out.toByteArray());
        int[] decoded = decoder.decode(in, width, frame.height(), PixelFormat.XRGB);
        assertArrayEquals(pixels, decoded);
        return decoder.count;
    }
}
