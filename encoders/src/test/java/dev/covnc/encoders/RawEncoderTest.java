package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.rfb.PixelFormat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;

class RawEncoderTest extends EncoderContract {

    @Override
    Encoder encoder() {
        return new RawEncoder();
    }

    @Override
    Decoder decoder() {
        return RawEncoderTest::decode;
    }

    /** RFC 6143 section 7.7.1: width * height PIXELs. */
    static int[] decode(ByteBuffer in, int width, int height, PixelFormat format) {
        var pixels = new int[width * height];
        Arrays.setAll(pixels, _ -> Decoder.pixel(in, format));
        return pixels;
    }

    @Test
    void itsNumberIsZero() {
        assertEquals(0, encoder().encoding());
    }
}
