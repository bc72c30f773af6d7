package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.SetEncodings;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class ZywrleEncoderTest extends EncoderContract {
    @Override
    Encoder encoder() {
        return new ZywrleEncoder(new ZrleEncoder());
    }

    @Override
    Decoder decoder() {
        return new ZywrleDecoder(8);
    }

    @Override
    Decoder decoder(Hints hints) {
        return new ZywrleDecoder(hints.qualityLevel().orElseThrow());
    }

    @Override
    List<Loss> losses() {
        return Loss.ofLevels(25, 25, 25, 28, 28, 28, 29, 29, 29);
    }

    @Test
    void itsNumberIsSeventeen() {
        try (var encoder = encoder()) {
            assertEquals(17, encoder.encoding());
        }
    }

    @Test
    void itSaysWhatLosesAndLosesNothingOfFewColours() {
        var area = new Rectangle(0, 0, 64, 64);
        try (var encoder = new ZywrleEncoder(new ZrleEncoder());
                var decoder = new ZywrleDecoder(0)) {
            encoder.hints(quality(0));
            for (var picture : List.of(Picture.PHOTO, Picture.TEXT, Picture.SIXTEEN_COLOURS)) {
                int[] pixels = picture.pixels(64, 64, 1);
                var frame = Frame.blank(64, 64).paint(area, pixels, 0, 64);
                var out = new WireWriter();
                encoder.encode(frame, area, PixelPacker.of(PixelFormat.XRGB), out);
                var in = ByteBuffer.wrap(out.toByteArray());
                int[] decoded = decoder.decode(in, 64, 64, PixelFormat.XRGB);
                assertEquals(picture == Picture.PHOTO, encoder.wasLossy());
                assertEquals(picture != Picture.PHOTO, Arrays.equals(pixels, decoded));
            }
        }
    }

    @Test
    void itSuitsWhoeverAllowsLossInPixelsOfThreeFields() {
        assertTrue(ZywrleEncoder.suits(PixelFormat.XRGB, quality(0)));
        assertTrue(ZywrleEncoder.suits(PixelFormat.XRGB, quality(8)));
        assertFalse(ZywrleEncoder.suits(PixelFormat.XRGB, quality(9)));
        assertFalse(ZywrleEncoder.suits(PixelFormat.XRGB, Hints.NONE));
        long suited = FORMATS.stream().filter(f -> ZywrleEncoder.suits(f, quality(5))).count();
        assertEquals(8, suited);
    }

    /** Whoever reads ZRLE and ZYWRLE inflates both in one stream. */
    @Test
    void itSharesTheStreamOfZrle() {
        var zrle = new ZrleEncoder();
        var frame = Frame.blank(64, 64);
        int[] pixels = Picture.TEXT.pixels(64, 64, 1);
        frame = frame.paint(frame.area(), pixels, 0, 64);
        try (var encoder = new ZywrleEncoder(zrle);
                var decoder = new ZywrleDecoder(8)) {
            for (var either : List.of(zrle, encoder, zrle)) {
                var out = new WireWriter();
                either.encode(frame, frame.area(), PixelPacker.of(PixelFormat.XRGB), out);
                var in = ByteBuffer.wrap(out.toByteArray());
                assertArrayEquals(pixels, decoder.decode(in, 64, 64, PixelFormat.XRGB));
            }
        }
    }

    /** Nothing but the coarsening loses more than a colour's lowest bits. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void haarIsItsOwnInverse(int scale) {
        var random = new Random(1);
        int[] plane = random.ints(32 * 16, -127, 128).toArray();
        int[] transformed = plane.clone();
        Haar.rows(transformed, 32, 16, scale);
        Haar.columns(transformed, 32, 16, scale);
        for (int value : transformed) {
            assertTrue(value >= -127 && value <= 127);
        }
        Haar.columns(transformed, 32, 16, scale);
        Haar.rows(transformed, 32, 16, scale);
        assertArrayEquals(plane, transformed);
    }

    private static Hints quality(int level) {
        return new SetEncodings(List.of(Encodings.QUALITY_LEVEL_0 + level)).hints();
    }
}
