package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.encoders.TightDecoder.Kind;
import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.SetEncodings;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class TightEncoderTest extends EncoderContract {
    private static final PixelPacker PACKER = PixelPacker.of(PixelFormat.XRGB);
    private static final PixelFormat RGB_565 =
            new PixelFormat(16, 16, false, true, 31, 63, 31, 11, 5, 0);

    @Override
    Encoder encoder() {
        return new TightEncoder();
    }

    @Override
    Decoder decoder() {
        return TightDecoder.lossless();
    }

    @Override
    Decoder decoder(Hints hints) {
        return TightDecoder.lossy();
    }

    @Override
    List<Loss> losses() {
        return Loss.ofLevels(26, 29, 30, 31, 32, 34, 35, 36, 36.5, 36.5);
    }

    @Test
    void itsNumberIsSeven() {
        try (var encoder = encoder()) {
            assertEquals(7, encoder.encoding());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SOLID, 64, FILL",
        "TWO_COLOURS, 8, MONO",
        "TWO_COLOURS, 64, MONO",
        "SIXTEEN_COLOURS, 64, INDEXED",
        "SIXTEEN_COLOURS, 16, COPY",
        "COLOURS_128, 64, INDEXED",
        "COLOURS_256, 91, INDEXED",
        "LONG_RUNS, 64, INDEXED",
        "NOISE, 16, COPY",
        "NOISE, 64, GRADIENT",
        "PHOTO, 64, GRADIENT",
    })
    void eachKindOfPictureIsWrittenInTheFormThatSuitsIt(Picture picture, int side, Kind kind) {
        assertEquals(Map.of(kind, 1), kinds(picture, side, Hints.NONE, PixelFormat.XRGB));
    }

    @Test
    void whatIsPhotographicIsAnImageForAViewerThatGaveAQuality() {
        assertEquals(Map.of(Kind.JPEG, 1), kinds(Picture.PHOTO, 64, quality(8), PixelFormat.XRGB));
        assertEquals(Map.of(Kind.JPEG, 1), kinds(Picture.PHOTO, 64, quality(8), RGB_565));
        assertEquals(Map.of(Kind.COPY, 1), kinds(Picture.PHOTO, 64, Hints.NONE, RGB_565));
    }

    @Test
    void textIsNeverAnImage() {
        var text = kinds(Picture.TEXT, 64, quality(0), PixelFormat.XRGB);
        assertEquals(Map.of(Kind.INDEXED, 1), text);
    }

    /** The viewer reads no length before less than 12 bytes. */
    @Test
    void lessThanTwelveBytesGoAsTheyAre() {
        for (int side = 1; side <= 4; side++) {
            var frame = painted(side, side, Picture.NOISE);
            try (var encoder = encoder();
                    var decoder = decoder()) {
                var in = encoded(encoder, frame);
                int[] decoded = decoder.decode(in, side, side, PixelFormat.XRGB);
                assertArrayEquals(Picture.NOISE.pixels(side, side, 1), decoded);
                assertEquals(0, in.remaining());
            }
        }
    }

    @Test
    void lengthsTakeOneTwoOrThreeBytes() {
        for (int length : new int[] {1, 127, 128, 10_000, 16_383, 16_384, 4_194_303}) {
            var out = new WireWriter();
            TightStreams.length(length, out);
            byte[] bytes = out.toByteArray();
            assertEquals(length < 128 ? 1 : length < 16_384 ? 2 : 3, bytes.length);
            int decoded = bytes[0] & 127;
            decoded |= bytes.length > 1 ? (bytes[1] & 127) << 7 : 0;
            decoded |= bytes.length > 2 ? (bytes[2] & 255) << 14 : 0;
            assertEquals(length, decoded);
        }
        assertThrows(
                IllegalStateException.class,
                () -> TightStreams.length(4_194_304, new WireWriter()));
    }

    @Test
    void nothingIsDeflatedAtLevelZeroForAViewerThatAllowsIt() {
        var hints = hints(Encodings.COMPRESSION_LEVEL_0, Encodings.TIGHT_WITHOUT_ZLIB);
        try (var encoder = encoder();
                var decoder = TightDecoder.withoutZlib()) {
            encoder.hints(hints);
            for (var picture : Picture.values()) {
                var frame = painted(70, 50, picture);
                int[] decoded = decoder.decode(encoded(encoder, frame), 70, 50, PixelFormat.XRGB);
                assertArrayEquals(picture.pixels(70, 50, 1), decoded);
            }
            int fills = decoder.seen.get(Kind.FILL);
            assertEquals(Picture.values().length - fills, decoder.stored);
        }
    }

    @Test
    void theLevelChangesInMidStreamFromTheNextRectangleOn() {
        var sizes = new int[10];
        try (var encoder = encoder();
                var decoder = decoder()) {
            var frame = painted(130, 70, Picture.TEXT);
            for (int level : new int[] {9, 0, 6, 1, 3, 0, 0, 9, 2, 8, 4, 5, 7, 1, 0, 1}) {
                encoder.hints(hints(Encodings.COMPRESSION_LEVEL_0 + level));
                var in = encoded(encoder, frame);
                sizes[level] = in.remaining();
                int[] decoded = decoder.decode(in, 130, 70, PixelFormat.XRGB);
                assertArrayEquals(Picture.TEXT.pixels(130, 70, 1), decoded);
            }
        }
        assertTrue(sizes[0] > 1.5 * sizes[1], () -> Arrays.toString(sizes));
    }

    @Test
    void aLargePhotographIsOneImageAndWhatIsLosslessIsNot() {
        var hints = quality(8);
        try (var encoder = encoder()) {
            encoder.hints(hints);
            assertEquals(List.of(512 * 512L), sizes(encoder, Picture.PHOTO));
            encoder.hints(Hints.NONE);
            assertEquals(4, sizes(encoder, Picture.PHOTO).size());
            encoder.hints(hints);
            assertEquals(4, sizes(encoder, Picture.TEXT).size());
        }
    }

    private static List<Long> sizes(Encoder encoder, Picture picture) {
        var frame = painted(512, 512, picture);
        var pieces = new ArrayList<Rectangle>();
        encoder.split(frame, frame.area(), pieces);
        return pieces.stream().map(Rectangle::area).toList();
    }

    @Test
    void moreThanARectangleHoldsIsRefused() {
        var frame = Frame.blank(600, 600);
        try (var encoder = encoder()) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> encoder.encode(frame, frame.area(), PACKER, new WireWriter()));
        }
    }

    private static Map<Kind, Integer> kinds(
            Picture picture, int side, Hints hints, PixelFormat format) {
        var frame = painted(side, side, picture);
        try (var encoder = new TightEncoder();
                var decoder = TightDecoder.lossy()) {
            encoder.hints(hints);
            var out = new WireWriter();
            encoder.encode(frame, frame.area(), PixelPacker.of(format), out);
            decoder.decode(ByteBuffer.wrap(out.toByteArray()), side, side, format);
            return decoder.seen;
        }
    }

    private static Frame painted(int width, int height, Picture picture) {
        var frame = Frame.blank(width, height);
        return frame.paint(frame.area(), picture.pixels(width, height, 1), 0, width);
    }

    private static ByteBuffer encoded(Encoder encoder, Frame frame) {
        var out = new WireWriter();
        encoder.encode(frame, frame.area(), PACKER, out);
        return ByteBuffer.wrap(out.toByteArray());
    }

    private static Hints quality(int level) {
        return hints(Encodings.QUALITY_LEVEL_0 + level);
    }

    private static Hints hints(Integer... encodings) {
        return new SetEncodings(List.of(encodings)).hints();
    }
}
