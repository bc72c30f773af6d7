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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

class JpegEncoderTest extends EncoderContract {
    private static final PixelPacker PACKER = PixelPacker.of(PixelFormat.XRGB);
    private static final Rectangle TILE = new Rectangle(0, 0, 64, 64);

    private JpegEncoder encoder;

    @Override
    JpegEncoder encoder() {
        encoder = new JpegEncoder(Policy.STANDARD);
        return encoder;
    }

    /** Reads what the encoder says that it was. */
    @Override
    Decoder decoder() {
        var images = new JpegDecoder();
        return (in, width, height, format) ->
                encoder.encoding() == Encodings.JPEG
                        ? images.decode(in, width, height, format)
                        : RawEncoderTest.decode(in, width, height, format);
    }

    @Override
    List<Loss> losses() {
        return Loss.ofLevels(25, 28, 29, 30, 31, 33, 35, 36, 36.5, 36.5);
    }

    @Test
    void photographsAreImagesAndAllElseIsExact() {
        var photo = Scene.photo(192, 128, 1, 8, 1);
        for (int y = 0; y < 64; y++) {
            Arrays.fill(photo.pixels, y * 192 + 64, y * 192 + 128, 0xffffff);
        }
        photo.text(0, 9, true, 64, 0, 128, 64);
        var frame = Frame.blank(192, 128);
        frame = frame.paint(frame.area(), photo.pixels, 0, 192);
        try (var jpeg = encoder()) {
            jpeg.hints(quality(5));
            jpeg.exact(new RreEncoder());
            var parts = new ArrayList<Rectangle>();
            jpeg.split(frame, frame.area(), parts);
            var numbers = new TreeSet<Integer>();
            for (var part : parts) {
                var out = new WireWriter();
                boolean encoded = jpeg.encode(frame, part, PACKER, out);
                boolean isText = part.intersect(new Rectangle(64, 0, 64, 64)).equals(part);
                assertEquals(!isText, encoded && jpeg.wasLossy(), part::toString);
                if (encoded) {
                    numbers.add(jpeg.encoding());
                }
            }
            assertTrue(numbers.contains(Encodings.JPEG));
            assertTrue(parts.size() > 2, parts::toString);
        }
    }

    @Test
    void tablesThatTheViewerHasAreNotSentAgain() {
        var frame = painted(Scene.photo(64, 64, 1, 8, 1));
        var decoder = new JpegDecoder();
        try (var jpeg = encoder()) {
            jpeg.hints(quality(5));
            byte[] first = encoded(jpeg, frame);
            byte[] second = encoded(jpeg, frame);
            assertTrue(first.length - second.length > 500, first.length + ", " + second.length);
            jpeg.hints(quality(2));
            byte[] worse = encoded(jpeg, frame);
            jpeg.hints(grey(2));
            byte[] grey = encoded(jpeg, frame);
            byte[] greyAgain = encoded(jpeg, frame);
            assertTrue(greyAgain.length < grey.length);
            jpeg.hints(quality(2));
            byte[] coloured = encoded(jpeg, frame);
            byte[] colouredAgain = encoded(jpeg, frame);

            assertArrayEquals(decoded(decoder, first), decoded(decoder, second));
            int[] then = decoded(decoder, worse);
            assertArrayEquals(decoded(decoder, grey), decoded(decoder, greyAgain));
            assertArrayEquals(then, decoded(decoder, coloured));
            assertArrayEquals(then, decoded(decoder, colouredAgain));
        }
    }

    @Test
    void aViewerWithoutAQualityLosesNothing() {
        var frame = painted(Scene.photo(64, 64, 1, 8, 1));
        try (var jpeg = encoder()) {
            assertTrue(jpeg.encode(frame, TILE, PACKER, new WireWriter()));
            assertEquals(Encodings.RAW, jpeg.encoding());
            assertFalse(jpeg.wasLossy());
        }
        assertFalse(JpegEncoder.suits(PixelFormat.XRGB, Hints.NONE));
        var bgr233 = new PixelFormat(8, 8, false, true, 7, 7, 3, 0, 3, 6);
        assertFalse(JpegEncoder.suits(bgr233, quality(9)));
        boolean hasEngine = JpegChoice.MADE.engine().isPresent();
        assertEquals(hasEngine, JpegEncoder.suits(PixelFormat.XRGB, quality(0)));
    }

    @Test
    void anEngineThatFailsAppendsNothing() {
        var frame = painted(Scene.photo(64, 64, 1, 8, 1));
        var broken =
                new JpegEngine(
                        "a broken engine",
                        () -> {
                            throw new EngineFailure("planted");
                        });
        try (var jpeg = new JpegEncoder(Optional.of(broken), Policy.STANDARD)) {
            jpeg.hints(quality(5));
            var out = new WireWriter();
            assertFalse(jpeg.encode(frame, TILE, PACKER, out), "better sent as Raw");
            assertEquals(0, out.size());
        }
    }

    private static Frame painted(Scene scene) {
        var frame = Frame.blank(64, 64);
        return frame.paint(TILE, scene.pixels, 0, 64);
    }

    private static byte[] encoded(JpegEncoder jpeg, Frame frame) {
        var out = new WireWriter();
        assertTrue(jpeg.encode(frame, TILE, PACKER, out));
        assertEquals(21, jpeg.encoding());
        return out.toByteArray();
    }

    private static int[] decoded(JpegDecoder decoder, byte[] image) {
        var in = ByteBuffer.wrap(image);
        int[] pixels = decoder.decode(in);
        assertFalse(in.hasRemaining());
        return pixels;
    }

    private static Hints quality(int level) {
        return new SetEncodings(List.of(Encodings.QUALITY_LEVEL_0 + level)).hints();
    }

    private static Hints grey(int level) {
        return new SetEncodings(
                        List.of(Encodings.QUALITY_LEVEL_0 + level, Encodings.SUBSAMPLING_GRAY))
                .hints();
    }
}
