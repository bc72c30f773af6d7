package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.SetEncodings;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What every encoder promises: a decoder that shares no code with it finds the very pixels that
 * were painted, packed in the viewer's format, and leaves no byte over. Where an encoder is allowed
 * losses, it finds them no worse than stated.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EncoderContract {

    /** Depth, byte order, maxima, then shifts. */
    static final List<PixelFormat> FORMATS =
            List.of(
                    PixelFormat.XRGB,
                    new PixelFormat(32, 24, true, true, 255, 255, 255, 16, 8, 0),
                    new PixelFormat(32, 24, false, true, 255, 255, 255, 0, 8, 16),
                    new PixelFormat(32, 24, true, true, 255, 255, 255, 0, 8, 16),
                    new PixelFormat(32, 24, false, true, 255, 255, 255, 24, 16, 8),
                    new PixelFormat(32, 24, true, true, 255, 255, 255, 24, 16, 8),
                    new PixelFormat(32, 24, false, true, 255, 255, 255, 8, 16, 24),
                    new PixelFormat(32, 32, false, true, 255, 255, 255, 16, 8, 0),
                    new PixelFormat(32, 24, false, true, 255, 255, 255, 24, 12, 0),
                    new PixelFormat(32, 21, true, true, 127, 127, 127, 15, 8, 1),
                    new PixelFormat(32, 16, false, true, 31, 63, 31, 11, 5, 0),
                    new PixelFormat(32, 16, true, true, 31, 63, 31, 19, 13, 8),
                    new PixelFormat(16, 16, false, true, 31, 63, 31, 11, 5, 0),
                    new PixelFormat(16, 16, true, true, 31, 63, 31, 11, 5, 0),
                    new PixelFormat(16, 15, false, true, 31, 31, 31, 0, 5, 10),
                    new PixelFormat(8, 8, false, true, 7, 7, 3, 5, 2, 0),
                    new PixelFormat(8, 8, true, true, 7, 7, 3, 0, 3, 6),
                    new PixelFormat(8, 3, false, true, 1, 1, 1, 2, 1, 0),
                    new PixelFormat(8, 8, false, false, 0, 0, 0, 0, 0, 0));

    /** What an index into the colour map is made of. */
    private static final PixelFormat INDEX = new PixelFormat(8, 8, false, true, 7, 7, 3, 5, 2, 0);

    /** Sizes that divide by nothing, on the tile grid and across it; none that is not needed. */
    private static final List<Rectangle> AREAS =
            List.of(
                    new Rectangle(0, 0, 1, 1),
                    new Rectangle(64, 0, 1, 67),
                    new Rectangle(0, 64, 67, 1),
                    new Rectangle(0, 0, 63, 65),
                    new Rectangle(64, 64, 64, 64),
                    new Rectangle(37, 21, 113, 50),
                    new Rectangle(3, 100, 2049, 3),
                    new Rectangle(2099, 129, 1, 1));

    private static final Rectangle LARGE = new Rectangle(64, 0, 134, 130);

    /** The pictures whose losses are measured. */
    private static final List<Picture> PHOTOGRAPHIC = List.of(Picture.PHOTO, Picture.GRADIENT);

    private final Frame blank = Frame.blank(2100, 130);
    private int combinations;

    /**
     * How much a picture may lose.
     *
     * @param leastPsnr in dB, over all channels of a photographic picture of 134x130 pixels, as the
     *     viewer's format shows it
     */
    record Loss(Hints hints, double leastPsnr) {

        /** What the ten quality levels promise, from 0 on. */
        static List<Loss> ofLevels(double... leastPsnr) {
            return IntStream.range(0, leastPsnr.length)
                    .mapToObj(level -> new Loss(quality(level), leastPsnr[level]))
                    .toList();
        }

        private static Hints quality(int level) {
            return new SetEncodings(List.of(Encodings.QUALITY_LEVEL_0 + level)).hints();
        }
    }

    abstract Encoder encoder();

    abstract Decoder decoder();

    /** The decoder of a viewer that gave those hints. */
    Decoder decoder(Hints hints) {
        return decoder();
    }

    /** Whether it loses nothing of this picture, whatever a viewer allows. */
    boolean isExact(Picture picture) {
        return true;
    }

    /** What it may lose; nothing, unless it says so. */
    List<Loss> losses() {
        return List.of();
    }

    @AfterAll
    void reportCombinations() {
        System.out.printf(
                "%s: %d combinations of format, size and picture arrived%n",
                getClass().getSimpleName(), combinations);
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void whatIsDecodedIsWhatWasPainted(PixelFormat format) {
        try (var encoder = encoder();
                var decoder = decoder()) {
            for (var area : AREAS) {
                for (var picture : Picture.values()) {
                    assertArrives(encoder, decoder, area, picture, format);
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("FORMATS")
    void whatIsLostIsNoMoreThanStated(PixelFormat format) {
        for (var loss : losses()) {
            try (var encoder = encoder();
                    var decoder = decoder(loss.hints())) {
                encoder.hints(loss.hints());
                for (var picture : PHOTOGRAPHIC) {
                    assertLoses(loss, encoder, decoder, picture, format);
                }
            }
        }
    }

    @Test
    void aViewerMayChangeItsFormatInMidStream() {
        var area = new Rectangle(0, 0, 130, 70);
        try (var encoder = encoder();
                var decoder = decoder()) {
            for (var format : FORMATS) {
                assertArrives(encoder, decoder, area, Picture.TEXT, format);
                assertArrives(encoder, decoder, area, Picture.NOISE, format);
            }
        }
    }

    @Test
    void onePictureArrivesAgainAndAgain() {
        try (var encoder = encoder();
                var decoder = decoder()) {
            for (int i = 0; i < 3; i++) {
                for (var area : AREAS) {
                    assertArrives(encoder, decoder, area, Picture.TEXT, PixelFormat.XRGB);
                }
                encoder.rest();
            }
        }
    }

    @Test
    void anAreaMustHoldPixelsOfTheFrame() {
        try (var encoder = encoder()) {
            for (var area :
                    List.of(
                            Rectangle.EMPTY,
                            new Rectangle(0, 0, 2101, 1),
                            new Rectangle(0, 129, 1, 2),
                            new Rectangle(2100, 0, 1, 1),
                            new Rectangle(Integer.MAX_VALUE, 0, 1, 1))) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> encoder.encode(blank, area, packer(), new WireWriter()),
                        area::toString);
            }
        }
    }

    @Test
    void itMayBeClosedTwice() {
        var encoder = encoder();
        encoder.close();
        encoder.close();
    }

    private static PixelPacker packer() {
        return PixelPacker.of(PixelFormat.XRGB);
    }

    @Test
    void anAreaIsSplitIntoAllOfItAndNothingTwice() {
        try (var encoder = encoder()) {
            var parts = new ArrayList<Rectangle>();
            encoder.split(blank, blank.area(), parts);
            var covered = new boolean[2100 * 130];
            for (var part : parts) {
                assertTrue(part.width() <= encoder.maxWidth(), part::toString);
                assertTrue(part.height() <= encoder.maxHeight(), part::toString);
                for (int y = part.y(); y < part.bottom(); y++) {
                    for (int x = part.x(); x < part.right(); x++) {
                        assertFalse(covered[y * 2100 + x]);
                        covered[y * 2100 + x] = true;
                    }
                }
            }
            assertEquals(2100 * 130, parts.stream().mapToLong(Rectangle::area).sum());
        }
    }

    private void assertArrives(
            Encoder encoder, Decoder decoder, Rectangle area, Picture picture, PixelFormat format) {
        int[] painted = picture.pixels(area.width(), area.height(), area.hashCode());
        int[] decoded = arrived(encoder, decoder, area, painted, format);
        if (isExact(picture)) {
            int[] expected = Arrays.stream(painted).map(p -> packed(p, format)).toArray();
            assertArrayEquals(expected, decoded, () -> picture + " in " + area + " as " + format);
        }
        combinations++;
    }

    private void assertLoses(
            Loss loss, Encoder encoder, Decoder decoder, Picture picture, PixelFormat format) {
        int[] painted = picture.pixels(LARGE.width(), LARGE.height(), 1);
        int[] decoded = arrived(encoder, decoder, LARGE, painted, format);
        int[] expected = Arrays.stream(painted).map(p -> packed(p, format)).toArray();
        double psnr = psnr(expected, decoded, format);
        assertTrue(
                psnr >= loss.leastPsnr(),
                () -> "%s as %s, %s: %.1f dB".formatted(picture, format, loss, psnr));
        combinations++;
    }

    /** What a viewer's decoder makes of the area once all its parts have come. */
    private int[] arrived(
            Encoder encoder, Decoder decoder, Rectangle area, int[] painted, PixelFormat format) {
        var frame = blank.paint(area, painted, 0, area.width());
        var packer = PixelPacker.of(format);
        var parts = new ArrayList<Rectangle>();
        encoder.split(frame, area, parts);
        var arrived = new int[painted.length];
        for (var part : parts) {
            var out = new WireWriter(3).u16(0xabcd);
            boolean encoded = encoder.encode(frame, part, packer, out);
            assertTrue(encoded || out.size() == 2, "something was appended and then not meant");
            if (!encoded) {
                new RawEncoder().encode(frame, part, packer, out);
            }
            var in = ByteBuffer.wrap(out.toByteArray()).position(2);
            var partDecoder = encoded ? decoder : (Decoder) RawEncoderTest::decode;
            int[] decoded = partDecoder.decode(in, part.width(), part.height(), format);
            assertEquals(0, in.remaining(), "bytes left over");
            for (int y = 0; y < part.height(); y++) {
                int at = (part.y() + y - area.y()) * area.width() + part.x() - area.x();
                System.arraycopy(decoded, y * part.width(), arrived, at, part.width());
            }
        }
        return arrived;
    }

    /** In dB; infinite if nothing is lost. */
    private static double psnr(int[] expected, int[] decoded, PixelFormat format) {
        var f = format.trueColour() ? format : INDEX;
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += square(expected[i], decoded[i], f.redShift(), f.redMax());
            squares += square(expected[i], decoded[i], f.greenShift(), f.greenMax());
            squares += square(expected[i], decoded[i], f.blueShift(), f.blueMax());
        }
        return 10 * Math.log10(255 * 255 * 3.0 * expected.length / squares);
    }

    private static double square(int expected, int decoded, int shift, int max) {
        double difference = (expected >> shift & max) - (decoded >> shift & max);
        return Math.pow(difference * 255 / max, 2);
    }

    /** A channel c of 255 becomes max * c / 255 to the nearest; without true colour, of 7, 7, 3. */
    private static int packed(int xrgb, PixelFormat format) {
        var f = format.trueColour() ? format : INDEX;
        return scaled(xrgb >> 16, f.redMax()) << f.redShift()
                | scaled(xrgb >> 8, f.greenMax()) << f.greenShift()
                | scaled(xrgb, f.blueMax()) << f.blueShift();
    }

    private static int scaled(int channel, int max) {
        return (int) Math.round(max * (channel & 0xff) / 255.0);
    }
}
