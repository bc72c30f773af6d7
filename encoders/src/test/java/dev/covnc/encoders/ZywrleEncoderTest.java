package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.encoders.TileDecoder.Kind;
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
import java.util.Map;
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

    /** Grey, so that all is in Y: the first three quarters differ, the last is common. */
    @Test
    void whatDiffersIsMadeCoarserAndWhatIsCommonIsNot() {
        int[] grey = new Random(1).ints(64 * 64, 0, 64).map(p -> (p + 90) * 0x010101).toArray();
        int[] plane = Arrays.stream(grey).map(p -> (p & 0xff) - 128).toArray();
        Haar.rows(plane, 64, 64, 0);
        Haar.columns(plane, 64, 64, 0);
        var tile = new ZywrleTile();
        tile.format(PixelFormat.XRGB);
        int[] coefficients = tile.transform(grey, 64, 64, 1);
        for (int i = 0; i < 64 * 64; i++) {
            int part = 3 - i / 1024;
            int x = i % 32 * 2 + part % 2;
            int y = i % 1024 / 32 * 2 + part / 2;
            int exact = plane[y * 64 + x];
            int sent = (byte) (coefficients[i] >> 8);
            int coarse = Math.abs(exact) / 8 == 0 ? 0 : Math.abs(exact) / 8 * 8 + 4;
            assertEquals(part == 0 ? exact : Integer.signum(exact) * coarse, sent);
            assertEquals(0, coefficients[i] & 0xff00ff);
        }
    }

    @Test
    void whatFillsNoSquareIsExact() {
        int[] pixels = Picture.NOISE.pixels(45, 27, 1);
        var tile = new ZywrleTile();
        tile.format(PixelFormat.XRGB);
        for (int level = 1; level <= 3; level++) {
            int[] coefficients = tile.transform(pixels, 45, 27, level);
            int w = 45 >> level << level;
            int h = 27 >> level << level;
            int at = w * h;
            for (int part = 1; part < 4; part++) {
                for (int y = part / 2 * h; y < (part < 2 ? h : 27); y++) {
                    for (int x = part % 2 * w; x < (part == 2 ? w : 45); x++) {
                        assertEquals(pixels[y * 45 + x], coefficients[at++]);
                    }
                }
            }
            assertEquals(45 * 27, at);
        }
    }

    /** -128 has no opposite, and a channel has no 256. */
    @Test
    void nearlyBlackAndNearlyWhiteStayWhatTheyAre() {
        int[] dark = new int[64 * 64];
        Arrays.setAll(dark, i -> i % 6 | i / 6 % 6 << 8 | i / 36 % 6 << 16);
        int[] light = Arrays.stream(dark).map(p -> 0xffffff - p).toArray();
        for (int[] pixels : List.of(dark, light)) {
            for (int quality : new int[] {0, 3, 6}) {
                int[] decoded = decoded(pixels, quality);
                assertFalse(Arrays.equals(pixels, decoded));
                for (int i = 0; i < decoded.length; i++) {
                    for (int shift = 0; shift < 24; shift += 8) {
                        int lost = (pixels[i] >> shift & 0xff) - (decoded[i] >> shift & 0xff);
                        assertTrue(Math.abs(lost) <= 8, pixels[i] + " became " + decoded[i]);
                    }
                }
            }
        }
    }

    @Test
    void coefficientsAreATileLikeOthers() {
        int[] pixels = new int[64 * 64];
        Arrays.setAll(pixels, i -> 0x404040 + i % 64 / 2 * 0x010101 + i / 1024 * 0x010000);
        Arrays.setAll(pixels, i -> pixels[i] + (i % 2 << 16) + (i % 3 << 8));
        var in = ByteBuffer.wrap(encoded(pixels, Encodings.QUALITY_LEVEL_0));
        try (var decoder = new ZywrleDecoder(0)) {
            decoder.decode(in, 64, 64, PixelFormat.XRGB);
            assertEquals(Map.of(Kind.PALETTE_RLE, 1), decoder.coefficients.seen);
        }
    }

    @Test
    void theViewersCompressionLevelIsObeyed() {
        int[] pixels = Picture.PHOTO.pixels(64, 64, 1);
        int stored = encoded(pixels, Encodings.COMPRESSION_LEVEL_0).length;
        int small = encoded(pixels, Encodings.COMPRESSION_LEVEL_9).length;
        assertTrue(stored > small + 1000, stored + " and " + small);
    }

    private static byte[] encoded(int[] pixels, int... said) {
        var frame = Frame.blank(64, 64);
        frame = frame.paint(frame.area(), pixels, 0, 64);
        var out = new WireWriter();
        try (var encoder = new ZywrleEncoder(new ZrleEncoder())) {
            var encodings = Arrays.stream(said).boxed().toList();
            encoder.hints(new SetEncodings(encodings).hints());
            encoder.encode(frame, frame.area(), PixelPacker.of(PixelFormat.XRGB), out);
        }
        return out.toByteArray();
    }

    private static int[] decoded(int[] pixels, int quality) {
        var in = ByteBuffer.wrap(encoded(pixels, Encodings.QUALITY_LEVEL_0 + quality));
        try (var decoder = new ZywrleDecoder(quality)) {
            return decoder.decode(in, 64, 64, PixelFormat.XRGB);
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
