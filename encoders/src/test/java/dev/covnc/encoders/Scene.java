package dev.covnc.encoders;

import java.util.Arrays;
import java.util.Random;

/** What stands on screens: letters with soft edges on grounds of several kinds, and photographs. */
final class Scene {
    /** Five columns a letter, the lowest bit at the top. */
    private static final int[][] LETTERS = {
        {0x7e, 0x09, 0x09, 0x09, 0x7e}, {0x7f, 0x49, 0x49, 0x49, 0x36},
        {0x3e, 0x41, 0x41, 0x41, 0x22}, {0x7f, 0x49, 0x49, 0x49, 0x41},
        {0x3e, 0x41, 0x49, 0x49, 0x7a}, {0x7f, 0x08, 0x14, 0x22, 0x41},
        {0x7f, 0x02, 0x0c, 0x02, 0x7f}, {0x3e, 0x41, 0x41, 0x41, 0x3e},
        {0x7f, 0x09, 0x19, 0x29, 0x46}, {0x46, 0x49, 0x49, 0x49, 0x31},
        {0x3f, 0x40, 0x40, 0x40, 0x3f}, {0x63, 0x14, 0x08, 0x14, 0x63},
    };

    private final int width;
    private final int height;
    private final Random random;
    final int[] pixels;

    private Scene(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        this.random = new Random(seed);
        this.pixels = new int[width * height];
    }

    static Scene plain(int width, int height, long seed, int colour) {
        var scene = new Scene(width, height, seed);
        Arrays.fill(scene.pixels, colour);
        return scene;
    }

    /** From one colour to another, down if {@code across} is 0, otherwise aslant. */
    static Scene gradient(int width, int height, long seed, int from, int to, int across) {
        var scene = new Scene(width, height, seed);
        int steps = height - 1 + (width - 1) * across;
        for (int i = 0; i < scene.pixels.length; i++) {
            int step = i / width + i % width * across;
            scene.pixels[i] = mix(from, to, step * 256 / Math.max(1, steps));
        }
        return scene;
    }

    /** Waves of colour of all lengths from {@code sharp} pixels on, and grain over them. */
    static Scene photo(int width, int height, long seed, double sharp, double grain) {
        var scene = new Scene(width, height, seed);
        var random = scene.random;
        int waves = 14;
        var wave = new double[waves][6];
        for (int i = 0; i < waves; i++) {
            double angle = random.nextDouble() * Math.PI;
            double length = sharp * Math.pow(1.5, i);
            wave[i][0] = Math.cos(angle) * 2 * Math.PI / length;
            wave[i][1] = Math.sin(angle) * 2 * Math.PI / length;
            wave[i][2] = random.nextDouble() * 7;
            for (int c = 3; c < 6; c++) {
                wave[i][c] = (random.nextDouble() * 0.6 + 0.4) * 14;
            }
        }
        for (int i = 0; i < scene.pixels.length; i++) {
            int pixel = 0;
            double noise = random.nextGaussian() * grain;
            for (int c = 3; c < 6; c++) {
                double sum = 110 + noise + random.nextGaussian() * grain / 3;
                for (var w : wave) {
                    sum += Math.sin(i % width * w[0] + i / width * w[1] + w[2]) * w[c];
                }
                pixel = pixel << 8 | (int) Math.clamp(sum, 0, 255);
            }
            scene.pixels[i] = pixel;
        }
        return scene;
    }

    /**
     * Lines of letters all over.
     *
     * @param size the height of a letter in pixels
     * @param subpixels whether red and blue are a third of a pixel aside, as for flat screens
     */
    Scene text(int ink, double size, boolean subpixels) {
        return text(ink, size, subpixels, 0, 0, width, height);
    }

    Scene text(int ink, double size, boolean subpixels, int x, int y, int right, int bottom) {
        double step = size * 0.8;
        for (double top = y + 1; top < bottom; top += size * 1.5) {
            for (double left = x + 1; left < right; left += step) {
                if (random.nextInt(6) > 0) {
                    letter(ink, size, subpixels, left, top, right, bottom);
                }
            }
        }
        return this;
    }

    private void letter(
            int ink, double size, boolean subpixels, double left, double top, int right, int end) {
        var letter = LETTERS[random.nextInt(LETTERS.length)];
        double aside = subpixels ? 1.0 / 3 : 0;
        for (int y = (int) top; y < Math.min(end, top + size + 1); y++) {
            for (int x = (int) left; x < Math.min(right, left + size); x++) {
                int at = y * width + x;
                int red = coverage(letter, size, x - left - aside, y - top);
                int green = coverage(letter, size, x - left, y - top);
                int blue = coverage(letter, size, x - left + aside, y - top);
                pixels[at] =
                        mix(pixels[at], ink, red) & 0xff0000
                                | mix(pixels[at], ink, green) & 0xff00
                                | mix(pixels[at], ink, blue) & 0xff;
            }
        }
    }

    /** How much of a pixel the letter covers, 0 to 256. */
    private static int coverage(int[] letter, double size, double x, double y) {
        int covered = 0;
        for (int i = 0; i < 64; i++) {
            double column = (x + (i % 8 + 0.5) / 8) * 7 / size;
            double row = (y + (i / 8 + 0.5) / 8) * 7 / size;
            boolean inside = column >= 0 && column < 5 && row >= 0 && row < 7;
            covered += inside && (letter[(int) column] >> (int) row & 1) == 1 ? 1 : 0;
        }
        return covered * 4;
    }

    private static int mix(int from, int to, int share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            mixed |= a + (b - a) * share / 256 << shift;
        }
        return mixed;
    }
}
