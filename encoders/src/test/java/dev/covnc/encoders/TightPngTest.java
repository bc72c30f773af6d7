package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covnc.encoders.TightDecoder.Kind;
import dev.covnc.rfb.Hints;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

class TightPngTest extends EncoderContract {
    @Override
    Encoder encoder() {
        return TightEncoder.png();
    }

    @Override
    Decoder decoder() {
        return TightDecoder.png(false);
    }

    @Override
    Decoder decoder(Hints hints) {
        return TightDecoder.png(true);
    }

    @Override
    List<Loss> losses() {
        return Loss.ofLevels(26, 29, 30, 31, 32, 34, 35, 36, 36.5, 36.5);
    }

    @Test
    void itsNumberIsMinus260() {
        try (var encoder = encoder()) {
            assertEquals(-260, encoder.encoding());
        }
    }

    @ParameterizedTest
    @CsvSource({"SOLID, FILL", "TWO_COLOURS, PNG", "COLOURS_128, PNG", "NOISE, PNG", "PHOTO, PNG"})
    void whatIsNotOneColourIsAnImage(Picture picture, Kind kind) {
        var frame = Frame.blank(64, 64).paint(area(), picture.pixels(64, 64, 1), 0, 64);
        var out = new WireWriter();
        try (var encoder = encoder();
                var decoder = TightDecoder.png(false)) {
            encoder.encode(frame, area(), PixelPacker.of(PixelFormat.XRGB), out);
            decoder.decode(ByteBuffer.wrap(out.toByteArray()), 64, 64, PixelFormat.XRGB);
            assertEquals(Map.of(kind, 1), decoder.seen);
        }
    }

    private static Rectangle area() {
        return new Rectangle(0, 0, 64, 64);
    }
}
