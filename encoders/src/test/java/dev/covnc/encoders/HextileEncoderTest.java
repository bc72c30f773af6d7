package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

class HextileEncoderTest extends EncoderContract {

    @Override
    Encoder encoder() {
        return new HextileEncoder();
    }

    @Override
    Decoder decoder() {
        return new HextileDecoder();
    }

    @Test
    void itsNumberIsFive() {
        assertEquals(5, encoder().encoding());
    }

    @Test
    void aBackgroundIsSaidWhenItChanges() {
        assertEquals("2 0 2 ", masks(48, i -> i % 48 < 32 ? 1 : 2));
    }

    @Test
    void aForegroundIsSaidWhenItChanges() {
        assertEquals("14 8 12 ", masks(48, i -> i % 16 != 3 ? 0 : i % 48 < 32 ? 1 : 2));
    }

    @Test
    void aForegroundIsForgottenAfterManyAndKeptOverNone() {
        assertEquals("14 24 12 ", masks(48, i -> i % 48 == 17 ? 7 : i % 16 == 3 ? 1 : 0));
        assertEquals("14 0 8 ", masks(48, i -> i % 16 == 3 && i % 48 / 16 != 1 ? 1 : 0));
    }

    @Test
    void nothingIsLeftToATileAfterARawOne() {
        assertEquals("14 1 14 ", masks(48, i -> i % 48 / 16 == 1 ? i : i % 16 == 3 ? 1 : 0));
    }

    @Test
    void nothingIsLeftToAnotherRectangle() {
        var encoder = new HextileEncoder();
        assertEquals("14 ", masks(encoder, 16, 16, i -> i % 16 == 3 ? 1 : 0));
        assertEquals("14 ", masks(encoder, 16, 16, i -> i % 16 == 3 ? 1 : 0));
    }

    @Test
    void aTileIsRawWhenThatIsShorter() {
        // 4 + 1 + 170 * 6 = 1025 of 1024 bytes, with a pixel less 1019.
        assertEquals("1 ", masks(16, i -> i < 170 ? i + 1 : 0));
        assertEquals("26 ", masks(16, i -> i < 169 ? i + 1 : 0));
    }

    @Test
    void aPixelAloneIsABackgroundWhichTakesNoMore() {
        assertEquals("2 ", masks(1, 1, _ -> 7));
    }

    /** The background's pixel is one of 256, so the others can be counted in a byte. */
    @Test
    void aTileHas255SubrectanglesAtTheMost() {
        var subrectangles = new Subrectangles(16);
        int[] pixels = new int[256];
        Arrays.setAll(pixels, i -> i + 1);
        subrectangles.find(pixels, 16, 16);
        assertEquals(255, subrectangles.count());
    }

    private static String masks(int width, IntUnaryOperator picture) {
        return masks(width, 16, picture);
    }

    private static String masks(int width, int height, IntUnaryOperator picture) {
        return masks(new HextileEncoder(), width, height, picture);
    }

    private static String masks(
            HextileEncoder encoder, int width, int height, IntUnaryOperator picture) {
        var pixels = new int[width * height];
        Arrays.setAll(pixels, picture);
        var frame = Frame.blank(width, height);
        frame = frame.paint(frame.area(), pixels, 0, width);
        var out = new WireWriter();
        encoder.encode(frame, frame.area(), PixelPacker.of(PixelFormat.XRGB), out);
        var decoder = new HextileDecoder();
        var in = ByteBuffer.wrap(out.toByteArray());
        assertArrayEquals(pixels, decoder.decode(in, width, height, PixelFormat.XRGB));
        return decoder.seen.toString();
    }
}
