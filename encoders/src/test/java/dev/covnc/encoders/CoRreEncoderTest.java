package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;

class CoRreEncoderTest extends EncoderContract {

    @Override
    Encoder encoder() {
        return new CoRreEncoder();
    }

    @Override
    Decoder decoder() {
        return SubrectangleDecoder.coRre();
    }

    @Test
    void itsNumberIsFour() {
        assertEquals(4, encoder().encoding());
    }

    @Test
    void whatWouldBeLongerThanRawIsLeftToRaw() {
        // 20 pixels of 4 bytes: 8 bytes for the background, 8 for each of 9 subrectangles.
        int[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertTrue(isEncoded(pixels));
        pixels[19] = 10;
        assertFalse(isEncoded(pixels));
    }

    private static boolean isEncoded(int[] pixels) {
        var frame = Frame.blank(20, 1).paint(new Rectangle(0, 0, 20, 1), pixels, 0, 20);
        var packer = PixelPacker.of(PixelFormat.XRGB);
        return new CoRreEncoder().encode(frame, frame.area(), packer, new WireWriter());
    }
}
