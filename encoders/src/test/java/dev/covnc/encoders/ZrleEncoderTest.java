package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.encoders.TileDecoder.Kind;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

class ZrleEncoderTest extends EncoderContract {
    private static final PixelPacker PACKER = PixelPacker.of(PixelFormat.XRGB);

    @Override
    Encoder encoder() {
        return new ZrleEncoder(1);
    }

    @Override
    Decoder decoder() {
        return new ZrleDecoder();
    }

    @Test
    void itsNumberIsSixteen() {
        try (var encoder = encoder()) {
            assertEquals(16, encoder.encoding());
        }
    }

    @Test
    void eachKindOfPictureIsWrittenInTheSubencodingThatSuitsIt() {
        assertEquals(Map.of(Kind.SOLID, 1), kinds(Picture.SOLID.pixels(64, 64, 1)));
        assertEquals(Map.of(Kind.PACKED_PALETTE, 1), kinds(Picture.TWO_COLOURS.pixels(64, 64, 1)));
        assertEquals(
                Map.of(Kind.PACKED_PALETTE, 1), kinds(Picture.SIXTEEN_COLOURS.pixels(64, 64, 1)));
        assertEquals(
                Map.of(Kind.PALETTE_RLE, 1), kinds(Picture.SEVENTEEN_COLOURS.pixels(64, 64, 1)));
        assertEquals(Map.of(Kind.PALETTE_RLE, 1), kinds(Picture.COLOURS_127.pixels(64, 64, 1)));
        assertEquals(Map.of(Kind.RAW, 1), kinds(Picture.COLOURS_128.pixels(64, 64, 1)));
        assertEquals(Map.of(Kind.PLAIN_RLE, 1), kinds(Picture.LONG_RUNS.pixels(64, 64, 1)));
        assertEquals(Map.of(Kind.RAW, 1), kinds(Picture.NOISE.pixels(64, 64, 1)));
    }

    @Test
    void manyColoursInRunsAreWrittenAsRuns() {
        var pixels = new int[64 * 64];
        Arrays.setAll(pixels, i -> i / 4);
        assertEquals(Map.of(Kind.PLAIN_RLE, 1), kinds(pixels));
    }

    @Test
    void aTileOfTheFrameAndTheSamePixelsCutOutGiveTheSameBytes() {
        for (var picture : Picture.values()) {
            int[] pixels = picture.pixels(64, 64, 3);
            var whole = Frame.blank(64, 64).paint(new Rectangle(0, 0, 64, 64), pixels, 0, 64);
            var area = new Rectangle(9, 9, 64, 64);
            var cutOut = Frame.blank(100, 100).paint(area, pixels, 0, 64);
            assertArrayEquals(encoded(whole, whole.area()), encoded(cutOut, area));
        }
    }

    @Test
    void theLevelChangesInMidStreamFromTheNextRectangleOn() {
        var area = new Rectangle(0, 0, 130, 70);
        int[] sizes = new int[10];
        int seed = 0;
        try (var encoder = new ZrleEncoder(ZlibEngine.JDK, 9);
                var decoder = decoder()) {
            for (int level : new int[] {9, 0, 6, 1, 3, 0, 0, 9, 2, 8, 4, 5, 7, 1, 0, 1}) {
                encoder.level(level);
                int[] pixels = Picture.TEXT.pixels(130, 70, seed++);
                var frame = Frame.blank(130, 70).paint(area, pixels, 0, 130);
                var out = new WireWriter();
                encoder.encode(frame, area, PACKER, out);
                sizes[level] = out.size();
                var in = ByteBuffer.wrap(out.toByteArray());
                assertArrayEquals(pixels, decoder.decode(in, 130, 70, PixelFormat.XRGB));
            }
        }
        assertTrue(sizes[0] > 1.5 * sizes[1], () -> Arrays.toString(sizes));
        assertTrue(sizes[1] > sizes[9], () -> Arrays.toString(sizes));
    }

    @Test
    void aRectangleManyTimesTheScratchMemoryArrives() {
        var frame = Frame.blank(1000, 500);
        int[] pixels = Picture.NOISE.pixels(1000, 500, 1);
        frame = frame.paint(frame.area(), pixels, 0, 1000);
        var in = ByteBuffer.wrap(encoded(frame, frame.area()));
        try (var decoder = decoder()) {
            assertArrayEquals(pixels, decoder.decode(in, 1000, 500, PixelFormat.XRGB));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void aLevelThatZlibDoesNotHaveIsRefused(int level) {
        assertThrows(IllegalArgumentException.class, () -> new ZrleEncoder(level));
        try (var encoder = new ZrleEncoder(1)) {
            assertThrows(IllegalArgumentException.class, () -> encoder.level(level));
        }
    }

    private static Map<Kind, Integer> kinds(int[] pixels) {
        var frame = Frame.blank(64, 64).paint(new Rectangle(0, 0, 64, 64), pixels, 0, 64);
        try (var decoder = new ZrleDecoder()) {
            var in = ByteBuffer.wrap(encoded(frame, frame.area()));
            decoder.decode(in, 64, 64, PixelFormat.XRGB);
            return decoder.seen;
        }
    }

    private static byte[] encoded(Frame frame, Rectangle area) {
        var out = new WireWriter();
        try (var encoder = new ZrleEncoder(1)) {
            encoder.encode(frame, area, PACKER, out);
        }
        return out.toByteArray();
    }
}
