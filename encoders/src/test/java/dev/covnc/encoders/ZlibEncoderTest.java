package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.Encodings;
import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.SetEncodings;
import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

class ZlibEncoderTest extends EncoderContract {

    /** Of all engines the one that holds bytes back until a flush. */
    @Override
    Encoder encoder() {
        return new ZlibEncoder(ZlibEngine.JDK);
    }

    @Override
    Decoder decoder() {
        return new Inflating();
    }

    @Test
    void itsNumberIsSix() {
        try (var encoder = encoder()) {
            assertEquals(6, encoder.encoding());
        }
    }

    @Test
    void aPictureManyTimesTheScratchMemoryArrives() {
        var frame = Frame.blank(1000, 500);
        int[] pixels = Picture.NOISE.pixels(1000, 500, 1);
        frame = frame.paint(frame.area(), pixels, 0, 1000);
        var out = new WireWriter();
        try (var encoder = encoder();
                var decoder = decoder()) {
            encoder.encode(frame, frame.area(), PixelPacker.of(PixelFormat.XRGB), out);
            var in = ByteBuffer.wrap(out.toByteArray());
            assertArrayEquals(pixels, decoder.decode(in, 1000, 500, PixelFormat.XRGB));
        }
    }

    @Test
    void theViewersLevelIsObeyed() {
        assertTrue(size(0) > 100 * 100 * 4);
        assertTrue(size(1) < size(0) / 2);
        assertTrue(size(9) < size(1));
    }

    private static int size(int level) {
        var area = new Rectangle(0, 0, 100, 100);
        int[] pixels = Picture.TEXT.pixels(100, 100, 1);
        var frame = Frame.blank(100, 100).paint(area, pixels, 0, 100);
        var said = new SetEncodings(List.of(Encodings.COMPRESSION_LEVEL_0 + level));
        var out = new WireWriter();
        try (var encoder = new ZlibEncoder()) {
            encoder.hints(said.hints());
            encoder.encode(frame, area, PixelPacker.of(PixelFormat.XRGB), out);
        }
        return out.size();
    }

    /** As rfbproto's "zlib Encoding" tells a viewer to read it. */
    static final class Inflating implements Decoder {
        private final Inflater inflater = new Inflater();

        @Override
        public int[] decode(ByteBuffer in, int width, int height, PixelFormat format) {
            var data = new byte[in.getInt()];
            in.get(data);
            inflater.setInput(data);
            var raw = new byte[width * height * format.bytesPerPixel() + 1];
            try {
                assertEquals(raw.length - 1, inflater.inflate(raw));
                assertEquals(0, inflater.getRemaining());
            } catch (DataFormatException e) {
                throw new AssertionError(e);
            }
            return RawEncoderTest.decode(ByteBuffer.wrap(raw), width, height, format);
        }

        @Override
        public void close() {
            inflater.end();
        }
    }
}
