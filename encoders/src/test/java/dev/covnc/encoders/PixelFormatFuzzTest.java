package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.covnc.rfb.PixelFormat;
import dev.covnc.rfb.Rectangle;
import dev.covnc.rfb.WireWriter;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** F7: any picture, in any pixel format that is one, arrives through any encoder as it was. */
class PixelFormatFuzzTest {
    private static final int MAX_SIDE = 150;

    /** What an index into the colour map is made of. */
    private static final PixelFormat INDEX = new PixelFormat(8, 8, false, true, 7, 7, 3, 5, 2, 0);

    /** An encoder and what a viewer has for it. */
    private record Coding(Supplier<Encoder> encoder, Supplier<Decoder> decoder) {}

    private static final List<Coding> CODINGS =
            List.of(
                    new Coding(RawEncoder::new, () -> RawEncoderTest::decode),
                    new Coding(RreEncoder::new, SubrectangleDecoder::rre),
                    new Coding(CoRreEncoder::new, SubrectangleDecoder::coRre),
                    new Coding(HextileEncoder::new, HextileDecoder::new),
                    new Coding(ZlibEncoder::new, ZlibEncoderTest.Inflating::new),
                    new Coding(TrleEncoder::new, () -> TileDecoder.trle()::decode),
                    new Coding(() -> new ZrleEncoder(1), ZrleDecoder::new),
                    new Coding(TightEncoder::new, TightDecoder::lossless),
                    new Coding(TightEncoder::png, () -> TightDecoder.png(false)));

    @FuzzTest
    void f7APictureArrivesAsItWas(FuzzedDataProvider data) {
        var coding = data.pickValue(CODINGS);
        var frame = Frame.blank(data.consumeInt(1, MAX_SIDE), data.consumeInt(1, MAX_SIDE));
        try (var encoder = coding.encoder().get();
                var decoder = coding.decoder().get()) {
            for (int i = 0; i < 3; i++) {
                var format = format(data);
                frame = painted(frame, data);
                assertArrives(encoder, decoder, frame, area(frame, data), format);
            }
        }
    }

    /** One that a viewer may ask for; the one that all servers propose if it may not. */
    private static PixelFormat format(FuzzedDataProvider data) {
        try {
            return new PixelFormat(
                    8 << data.consumeInt(0, 2),
                    data.consumeInt(0, 33),
                    data.consumeBoolean(),
                    data.consumeInt(0, 7) != 0,
                    (1 << data.consumeInt(0, 9)) - 1,
                    (1 << data.consumeInt(0, 9)) - 1,
                    (1 << data.consumeInt(0, 9)) - 1,
                    data.consumeInt(0, 32),
                    data.consumeInt(0, 32),
                    data.consumeInt(0, 32));
        } catch (IllegalArgumentException _) {
            return PixelFormat.XRGB;
        }
    }

    private static Rectangle area(Frame frame, FuzzedDataProvider data) {
        int x = data.consumeInt(0, frame.width() - 1);
        int y = data.consumeInt(0, frame.height() - 1);
        return new Rectangle(
                x,
                y,
                data.consumeInt(1, frame.width() - x),
                data.consumeInt(1, frame.height() - y));
    }

    /** A few boxes of few colours, of many, or of the fuzzer's own pixels. */
    private static Frame painted(Frame before, FuzzedDataProvider data) {
        var frame = before;
        for (int boxes = data.consumeInt(0, 5); boxes > 0; boxes--) {
            var area = area(frame, data);
            var pixels = new int[area.width() * area.height()];
            switch (data.consumeInt(0, 2)) {
                case 0 -> Arrays.fill(pixels, data.consumeInt(0, 0xffffff));
                case 1 -> {
                    var random = new SplittableRandom(data.consumeByte());
                    int colours = 1 << data.consumeInt(1, 24);
                    Arrays.setAll(pixels, _ -> random.nextInt(colours));
                }
                default -> {
                    int[] own = data.consumeInts(pixels.length);
                    Arrays.setAll(pixels, i -> own.length == 0 ? 0 : own[i % own.length]);
                }
            }
            frame = frame.paint(area, pixels, 0, area.width());
        }
        return frame;
    }

    private static void assertArrives(
            Encoder encoder, Decoder decoder, Frame frame, Rectangle area, PixelFormat format) {
        var parts = new ArrayList<Rectangle>();
        encoder.split(frame, area, parts);
        for (var part : parts) {
            var out = new WireWriter();
            boolean encoded = encoder.encode(frame, part, PixelPacker.of(format), out);
            assertEquals(encoded, out.size() > 0);
            if (encoded) {
                var in = ByteBuffer.wrap(out.toByteArray());
                int[] decoded = decoder.decode(in, part.width(), part.height(), format);
                assertEquals(0, in.remaining(), "bytes left over");
                assertArrayEquals(expected(frame, part, format), decoded);
            }
        }
    }

    private static int[] expected(Frame frame, Rectangle area, PixelFormat format) {
        var pixels = new int[area.width() * area.height()];
        frame.read(area, pixels, 0, area.width());
        var f = format.trueColour() ? format : INDEX;
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] =
                    scaled(pixels[i] >> 16, f.redMax()) << f.redShift()
                            | scaled(pixels[i] >> 8, f.greenMax()) << f.greenShift()
                            | scaled(pixels[i], f.blueMax()) << f.blueShift();
        }
        return pixels;
    }

    private static int scaled(int channel, int max) {
        return (int) Math.round(max * (channel & 0xff) / 255.0);
    }
}
