package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * What every encoder promises: a decoder that shares no code with it finds the very pixels that
 * were painted, packed in the viewer's format, and leaves no byte over.
 */
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

    private static final List<Rectangle> AREAS =
            List.of(
                    new Rectangle(0, 0, 1, 1),
                    new Rectangle(64, 0, 1, 67),
                    new Rectangle(0, 64, 67, 1),
                    new Rectangle(0, 0, 63, 63),
                    new Rectangle(64, 64, 64, 64),
                    new Rectangle(0, 0, 65, 65),
                    new Rectangle(0, 0, 130, 70),
                    new Rectangle(64, 64, 86, 66),
                    new Rectangle(37, 21, 113, 50),
                    new Rectangle(149, 129, 1, 1));

    private final Frame blank = Frame.blank(150, 130);

    abstract Encoder encoder();

    abstract Decoder decoder();

    @ParameterizedTest
    @FieldSource("FORMATS")
    void whatIsDecodedIsWhatWasPainted(PixelFormat format) {
        for (var area : AREAS) {
            try (var encoder = encoder();
                    var decoder = decoder()) {
                for (var picture : Picture.values()) {
                    assertArrives(encoder, decoder, area, picture, format);
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
            }
        }
    }

    @Test
    void anAreaMustHoldPixelsOfTheFrame() {
        try (var encoder = encoder()) {
            for (var area :
                    List.of(
                            Rectangle.EMPTY,
                            new Rectangle(0, 0, 151, 1),
                            new Rectangle(0, 129, 1, 2),
                            new Rectangle(150, 0, 1, 1),
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

    private void assertArrives(
            Encoder encoder, Decoder decoder, Rectangle area, Picture picture, PixelFormat format) {
        int[] painted = picture.pixels(area.width(), area.height(), area.hashCode());
        var frame = blank.paint(area, painted, 0, area.width());

        var out = new WireWriter(3).u16(0xabcd);
        encoder.encode(frame, area, PixelPacker.of(format), out);

        var in = ByteBuffer.wrap(out.toByteArray()).position(2);
        int[] decoded = decoder.decode(in, area.width(), area.height(), format);
        int[] expected = Arrays.stream(painted).map(p -> packed(p, format)).toArray();
        assertArrayEquals(expected, decoded, () -> picture + " in " + area + " as " + format);
        assertEquals(0, in.remaining(), "bytes left over");
    }

    /** A channel c of 255 becomes max * c / 255 to the nearest; without true colour, of 7, 7, 3. */
    private static int packed(int xrgb, PixelFormat format) {
        var f = format.trueColour() ? format : new PixelFormat(8, 8, false, true, 7, 7, 3, 5, 2, 0);
        return scaled(xrgb >> 16, f.redMax()) << f.redShift()
                | scaled(xrgb >> 8, f.greenMax()) << f.greenShift()
                | scaled(xrgb, f.blueMax()) << f.blueShift();
    }

    private static int scaled(int channel, int max) {
        return (int) Math.round(max * (channel & 0xff) / 255.0);
    }
}
