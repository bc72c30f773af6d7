package dev.covnc.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.rfb.WireWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** The same for each engine that is here. */
@ParameterizedClass
@MethodSource("engines")
class JpegEngineTest {
    private final JpegEngine engine;
    private final JpegDecoder decoder = new JpegDecoder();

    JpegEngineTest(JpegEngine engine) {
        this.engine = engine;
    }

    static List<JpegEngine> engines() {
        return Stream.of("turbo", "imageio")
                .map(name -> JpegChoice.of(name, "turbojpeg"))
                .filter(choice -> choice.reason().isEmpty())
                .flatMap(choice -> choice.engine().stream())
                .toList();
    }

    /** In decibels, with the decoder's plain repeating of colours. */
    @ParameterizedTest
    @CsvSource({
        "0, 26", "1, 28", "2, 29", "3, 30", "4, 31", "5, 33", "6, 35", "7, 37", "8, 39", "9, 45"
    })
    void everyQualityLevelHasItsFloor(int level, double floor) {
        var quality = JpegQuality.ofLevel(level);
        for (int seed = 0; seed < 3; seed++) {
            int[] photo = Scene.photo(128, 96, seed, 7, 1).pixels;
            int[] decoded = decoded(photo, 0, 128, 128, 96, quality);
            double psnr = Psnr.of(photo, decoded);
            assertTrue(psnr >= floor, level + ": " + psnr + " dB");
        }
    }

    @ParameterizedTest
    @EnumSource(Subsampling.class)
    void theImageIsSubsampledAsAsked(Subsampling subsampling) {
        int[] photo = Scene.photo(50, 50, 1, 20, 0).pixels;
        for (int quality : new int[] {1, 50, 95, 96, 100}) {
            decoded(photo, 0, 50, 50, 50, new JpegQuality(quality, subsampling));
            assertEquals(subsampling.name(), decoder.subsampling());
        }
    }

    @ParameterizedTest
    @EnumSource(Subsampling.class)
    void anySizeArrives(Subsampling subsampling) {
        var quality = new JpegQuality(95, subsampling);
        int[][] sizes = {
            {1, 1}, {1, 40}, {40, 1}, {7, 9}, {8, 8}, {15, 17}, {63, 65}, {2049, 3}, {3, 2049},
        };
        for (int[] size : sizes) {
            int[] slope = slope(size[0], size[1]);
            double psnr = Psnr.of(slope, decoded(slope, 0, size[0], size[0], size[1], quality));
            assertTrue(psnr > 35, Arrays.toString(size) + ": " + psnr + " dB");
        }
    }

    @Test
    void theSidesMayBeAsLongAsTheyCanBe() {
        var quality = new JpegQuality(80, Subsampling.YUV_420);
        int[] row = slope(65500, 2);
        assertTrue(Psnr.of(row, decoded(row, 0, 65500, 65500, 2, quality)) > 30);
        assertTrue(Psnr.of(row, decoded(row, 0, 2, 2, 65500, quality)) > 5, "another picture");
    }

    @Test
    void noiseIsLongerThanItsPixelsAndArrives() {
        int[] noise = Picture.NOISE.pixels(64, 64, 1);
        var out = new WireWriter();
        var best = new JpegQuality(100, Subsampling.YUV_444);
        assertTrue(engine.compress(noise, 0, 64, 64, 64, best, out));
        assertTrue(out.size() > 64 * 64 * 3 / 2, "bytes: " + out.size());
        assertTrue(Psnr.of(noise, decoder.decode(ByteBuffer.wrap(out.toByteArray()))) > 35);
    }

    @Test
    void theJdkDecodesTheSame() throws IOException {
        for (var subsampling : Subsampling.values()) {
            int[] photo = Scene.photo(75, 33, 4, 30, 0).pixels;
            var out = new WireWriter();
            var quality = new JpegQuality(90, subsampling);
            assertTrue(engine.compress(photo, 0, 75, 75, 33, quality, out));
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
            int[] theirs = pixels(image);
            int[] ours = decoder.decode(ByteBuffer.wrap(out.toByteArray()));
            double psnr = Psnr.of(ours, theirs);
            assertTrue(psnr > 38, subsampling + ": " + psnr + " dB");
        }
    }

    /** The samples as they are: a BufferedImage takes grey ones for linear light. */
    private static int[] pixels(BufferedImage image) {
        int width = image.getWidth();
        if (image.getRaster().getNumBands() > 1) {
            return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        }
        int[] samples = image.getData().getPixels(0, 0, width, image.getHeight(), (int[]) null);
        return Arrays.stream(samples).map(sample -> sample * 0x10101).toArray();
    }

    @Test
    void aPieceOfALargerPictureIsTakenWhereItLies() {
        int[] picture = Scene.photo(200, 100, 2, 8, 1).pixels;
        var piece = new int[60 * 40];
        for (int y = 0; y < 40; y++) {
            System.arraycopy(picture, (y + 30) * 200 + 70, piece, y * 60, 60);
        }
        var quality = JpegQuality.ofLevel(6);
        assertArrayEquals(
                decoded(piece, 0, 60, 60, 40, quality),
                decoded(picture, 30 * 200 + 70, 200, 60, 40, quality));
        int[] end = decoded(picture, 60 * 200 + 140, 200, 60, 40, quality);
        assertEquals(2400, end.length, "up to the last pixel of the array");
    }

    @Test
    void theTopByteMeansNothing() {
        int[] photo = Scene.photo(40, 40, 2, 8, 1).pixels;
        int[] opaque = Arrays.stream(photo).map(p -> p | 0xff000000).toArray();
        for (var subsampling : Subsampling.values()) {
            var quality = new JpegQuality(70, subsampling);
            assertArrayEquals(
                    decoded(photo, 0, 40, 40, 40, quality),
                    decoded(opaque, 0, 40, 40, 40, quality));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 64, 0, 5",
        "0, 64, 5, 0",
        "0, 64, -1, 5",
        "0, 64, 5, -1",
        "0, 65501, 65501, 1",
        "0, 1, 1, 65501",
        "0, 65535, 65535, 65535",
        "0, 2147483647, 2147483647, 2147483647",
        "0, 9, 10, 1",
        "0, -64, 5, 5",
        "-1, 64, 5, 5",
        "1, 64, 64, 64",
        "0, 65, 64, 64",
        "4096, 64, 1, 1",
        "2147483647, 64, 1, 1",
        "0, 2147483647, 1, 3",
    })
    void pixelsThatAreNotInTheArrayAreRefused(int offset, int stride, int width, int height) {
        var out = new WireWriter();
        var pixels = new int[64 * 64];
        var quality = JpegQuality.ofLevel(5);
        assertThrows(
                IllegalArgumentException.class,
                () -> engine.compress(pixels, offset, stride, width, height, quality, out));
        assertEquals(0, out.size());
    }

    @Test
    void severalThreadsMayUseIt() throws Exception {
        var quality = JpegQuality.ofLevel(4);
        int[] photo = Scene.photo(64, 64, 2, 8, 1).pixels;
        int[] alone = decoded(photo, 0, 64, 64, 64, quality);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var results =
                    IntStream.range(0, 100)
                            .mapToObj(
                                    i ->
                                            threads.submit(
                                                    () -> {
                                                        int height = 64 - i % 3;
                                                        var out = new WireWriter();
                                                        engine.compress(
                                                                photo, 0, 64, 64, height, quality,
                                                                out);
                                                        return out.toByteArray();
                                                    }))
                            .toList();
            for (int i = 0; i < 100; i += 3) {
                var image = ByteBuffer.wrap(results.get(i).get());
                assertArrayEquals(alone, decoder.decode(image));
            }
        }
    }

    @Test
    void largeAndSmallMayAlternate() {
        var quality = JpegQuality.ofLevel(2);
        for (int i = 0; i < 3; i++) {
            int[] large = slope(900, 700);
            assertTrue(Psnr.of(large, decoded(large, 0, 900, 900, 700, quality)) > 28);
            int[] small = slope(16, 16);
            assertTrue(Psnr.of(small, decoded(small, 0, 16, 16, 16, quality)) > 20);
        }
    }

    /** Greys, so that every subsampling carries them. */
    private static int[] slope(int width, int height) {
        var pixels = new int[width * height];
        Arrays.setAll(
                pixels,
                i -> 0x10101 * (int) (127 + 120 * Math.sin(i % width * 0.03 + i / width * 0.02)));
        return pixels;
    }

    private int[] decoded(
            int[] xrgb, int offset, int stride, int width, int height, JpegQuality quality) {
        var out = new WireWriter(3).u16(0xabcd);
        assertTrue(engine.compress(xrgb, offset, stride, width, height, quality, out));
        var in = ByteBuffer.wrap(out.toByteArray()).position(2);
        int[] pixels = decoder.decode(in);
        assertFalse(in.hasRemaining(), "bytes left over");
        assertEquals(width, decoder.width());
        assertEquals(height, decoder.height());
        return pixels;
    }
}
