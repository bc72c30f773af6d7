package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.encoders.TileDecoder.Kind;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

class TrleEncoderTest extends EncoderContract {

    @Override
    Encoder encoder() {
        return new TrleEncoder();
    }

    @Override
    Decoder decoder() {
        var tiles = TileDecoder.trle();
        return tiles::decode;
    }

    @Test
    void itsNumberIsFifteen() {
        assertEquals(15, encoder().encoding());
    }

    @Test
    void eachKindOfTileIsWrittenInTheSubencodingThatSuitsIt() {
        assertEquals(Map.of(Kind.SOLID, 1), kinds(16, Picture.SOLID.pixels(16, 16, 1)));
        assertEquals(
                Map.of(Kind.PACKED_PALETTE, 1), kinds(16, Picture.TWO_COLOURS.pixels(16, 16, 1)));
        assertEquals(
                Map.of(Kind.PACKED_PALETTE, 1),
                kinds(16, Picture.SIXTEEN_COLOURS.pixels(16, 16, 1)));
        assertEquals(
                Map.of(Kind.PALETTE_RLE, 1),
                kinds(16, Picture.SEVENTEEN_COLOURS.pixels(16, 16, 1)));
        assertEquals(Map.of(Kind.RAW, 1), kinds(16, Picture.NOISE.pixels(16, 16, 1)));
    }

    @Test
    void runsOfMoreColoursThanAPaletteHoldsAreWrittenAsRuns() {
        var pixels = new int[16 * 16];
        Arrays.setAll(pixels, i -> i < 130 ? i : 1000);
        assertEquals(Map.of(Kind.PLAIN_RLE, 1), kinds(16, pixels));
    }

    @Test
    void aPaletteThatServesAgainIsNotSentAgain() {
        var pixels = new int[48 * 16];
        Arrays.setAll(pixels, i -> i % 48 < 16 ? i % 5 : i % 48 < 32 ? i % 4 : i % 3);
        assertEquals(
                Map.of(Kind.PACKED_PALETTE, 2, Kind.PACKED_PALETTE_AS_BEFORE, 1),
                kinds(48, pixels));
    }

    @Test
    void runsMayUseThePaletteBeforeToo() {
        var pixels = new int[48 * 16];
        Arrays.setAll(pixels, i -> i % 48 < 16 ? i % 20 : i / 48 < 9 ? 7 : 19);
        assertEquals(Map.of(Kind.PALETTE_RLE, 1, Kind.PALETTE_RLE_AS_BEFORE, 2), kinds(48, pixels));
    }

    @Test
    void aPaletteIsForgottenAfterATileWithoutOne() {
        var pixels = new int[48 * 16];
        Arrays.setAll(pixels, i -> i % 48 < 16 || i % 48 >= 32 ? i % 2 : 9);
        assertEquals(Map.of(Kind.PACKED_PALETTE, 2, Kind.SOLID, 1), kinds(48, pixels));
    }

    private static Map<Kind, Integer> kinds(int width, int[] pixels) {
        var frame = Frame.blank(width, pixels.length / width);
        frame = frame.paint(frame.area(), pixels, 0, width);
        var out = new WireWriter();
        var packer = PixelPacker.of(PixelFormat.XRGB);
        new TrleEncoder().encode(frame, frame.area(), packer, out);
        var decoder = TileDecoder.trle();
        var in = ByteBuffer.wrap(out.toByteArray());
        int[] decoded = decoder.decode(in, width, frame.height(), PixelFormat.XRGB);
        assertArrayEquals(pixels, decoded);
        return decoder.seen;
    }
}
