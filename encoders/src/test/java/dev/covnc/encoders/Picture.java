package dev.covnc.encoders;

import java.util.Arrays;
import java.util.Random;

/** The kinds of picture that encoders tell apart, in any size, always the same for one seed. */
enum Picture {
    SOLID,
    TWO_COLOURS,
    SIXTEEN_COLOURS,
    SEVENTEEN_COLOURS,
    COLOURS_127,
    COLOURS_128,
    COLOURS_255,
    COLOURS_256,
    COLOURS_257,
    LONG_RUNS,
    NOISE,
    TEXT,
    GRADIENT,
    PHOTO;

    /** Pixels without gaps; the top byte is 0. */
    int[] pixels(int width, int height, long seed) {
        var random = new Random(seed * 31 + ordinal());
        var pixels = new int[width * height];
        switch (this) {
            case SOLID -> Arrays.fill(pixels, colour(random));
            case TWO_COLOURS -> colours(2, pixels, random);
            case SIXTEEN_COLOURS -> colours(16, pixels, random);
            case SEVENTEEN_COLOURS -> colours(17, pixels, random);
            case COLOURS_127 -> colours(127, pixels, random);
            case COLOURS_128 -> colours(128, pixels, random);
            case COLOURS_255 -> colours(255, pixels, random);
            case COLOURS_256 -> colours(256, pixels, random);
            case COLOURS_257 -> colours(257, pixels, random);
            case LONG_RUNS -> runs(pixels, random);
            case NOISE -> Arrays.setAll(pixels, _ -> colour(random));
            case TEXT -> text(width, pixels, random);
            case GRADIENT -> gradient(width, height, pixels, random);
            case PHOTO -> photo(width, pixels, random);
        }
        return pixels;
    }

    private static int colour(Random random) {
        return random.nextInt(1 << 24);
    }

    /** Every colour occurs, if there is room. */
    private static void colours(int count, int[] pixels, Random random) {
        int[] palette = random.ints(0, 1 << 24).distinct().limit(count).toArray();
        Arrays.setAll(pixels, i -> palette[i < count ? i : random.nextInt(count)]);
    }

    /**
     * Around the lengths at which a run takes another byte, over the ends of rows, many colours.
     */
    private static void runs(int[] pixels, Random random) {
        int[] lengths = {1, 2, 254, 255, 256, 257, 510, 511, 512, 766, 3};
        for (int at = 0, i = 0; at < pixels.length; i++) {
            int end = Math.min(pixels.length, at + lengths[i % lengths.length]);
            Arrays.fill(pixels, at, end, colour(random));
            at = end;
        }
    }

    /** Strokes with soft edges in lines of text. */
    private static void text(int width, int[] pixels, Random random) {
        int paper = 0xf8f8f0;
        Arrays.fill(pixels, paper);
        for (int i = 0; i < pixels.length; i++) {
            if (i / width % 12 < 8 && random.nextInt(4) == 0) {
                pixels[i] = 0x101010 * random.nextInt(8);
            }
        }
    }

    /** Slow change and a little grain. */
    private static void gradient(int width, int height, int[] pixels, Random random) {
        for (int i = 0; i < pixels.length; i++) {
            int red = 255 * (i % width) / width;
            int green = 255 * (i / width) / height;
            int blue = 128 + random.nextInt(4);
            pixels[i] = red << 16 | green << 8 | blue;
        }
    }

    /** Soft shapes with a few hard edges, and the grain of a camera. */
    private static void photo(int width, int[] pixels, Random random) {
        double phase = random.nextDouble() * 6;
        for (int i = 0; i < pixels.length; i++) {
            double x = i % width;
            double y = i / width;
            double shape = Math.sin(x / 23 + phase) * Math.cos(y / 17) * 80;
            double edge = x * 3 + y > 150 && x * 3 + y < 300 ? 40 : 0;
            int grain = random.nextInt(5);
            int red = (int) (100 + shape + edge) + grain;
            int green = (int) (110 + shape / 2 + 40 * Math.sin(y / 31)) + grain;
            int blue = (int) (120 - shape / 3 + edge) + grain;
            pixels[i] = red << 16 | green << 8 | blue;
        }
    }
}
