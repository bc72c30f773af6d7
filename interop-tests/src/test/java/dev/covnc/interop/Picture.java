package dev.covnc.interop;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import javax.imageio.ImageIO;

/** A picture of which every pixel is known, as 0x00RRGGBB, row after row. */
record Picture(int width, int height, int[] pixels) {

    /**
     * Something of all that screens show: gradients and grain as in a photo, flat areas with
     * text-like strokes, dither, and a frame of single pixels around it that a shift by one would
     * lose.
     */
    static Picture made(int width, int height) {
        var random = new Random(width * 31L + height);
        var pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = madePixel(x, y, width, height, random);
            }
        }
        return new Picture(width, height, pixels);
    }

    private static int madePixel(int x, int y, int width, int height, Random random) {
        if (x == 0 || y == 0 || x == width - 1 || y == height - 1)
            return (x + y) % 2 == 0 ? 0xff0000 : 0x00ffff;
        return switch (2 * (2 * y / height) + 2 * x / width) {
            case 0 -> photo(x, y, random);
            case 1 -> isInk(x, y) ? 0x202428 : 0xfdf6e3;
            case 2 -> (x / 97 + y / 53) % 2 == 0 ? 0x3465a4 : 0x2e3436;
            default -> (x + y) % 2 == 0 ? 0xffffff : x * 0x010203 + y * 0x030100 & 0xffffff;
        };
    }

    private static int photo(int x, int y, Random random) {
        int light = (int) (120 + 60 * Math.sin(x / 41.0) + 60 * Math.cos(y / 29.0));
        int grain = random.nextInt(4);
        return (light + grain) << 16 | (light * 3 / 4 + grain) << 8 | 255 - light - grain;
    }

    /** Strokes in cells of 8 by 16, no two neighbours alike, as of letters. */
    private static boolean isInk(int x, int y) {
        int letter = (x / 8 * 31 + y / 16 * 17) * 0x9e3779b9;
        int row = y % 16;
        if (row < 3 || row > 12 || x % 8 > 5) return false;
        return (letter >>> (x % 8 / 2 * 5 + row / 2) % 32 & 1) != 0;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }

    Path writePng() {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        var file = Program.newFile("%dx%d.png".formatted(width, height));
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    Path writePpm() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                "P6\n%d %d\n255\n".formatted(width, height).getBytes(StandardCharsets.US_ASCII));
        for (int pixel : pixels) {
            bytes.write(pixel >> 16);
            bytes.write(pixel >> 8);
            bytes.write(pixel);
        }
        try {
            return Files.write(
                    Program.newFile("%dx%d.ppm".formatted(width, height)), bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int at(int x, int y) {
        return pixels[y * width + x];
    }

    /** A file of PPM (P6, 255), or of what the JDK reads: PNG and JPEG. */
    static Picture read(Path file) {
        try {
            if (file.toString().endsWith(".ppm")) return readPpm(Files.readAllBytes(file));
            var image = ImageIO.read(file.toFile());
            int[] argb =
                    image.getRGB(
                            0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            return fromPixels(image.getWidth(), image.getHeight(), argb);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Picture readPpm(byte[] bytes) {
        int start = 0;
        for (int lines = 0; lines < 3; start++) if (bytes[start] == '\n') lines++;
        var header = new String(bytes, 0, start, StandardCharsets.US_ASCII).split("\\s");
        int width = Integer.parseInt(header[1]);
        int height = Integer.parseInt(header[2]);
        var in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        var pixels = new int[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (in.get() & 0xff) << 16 | (in.get() & 0xff) << 8 | in.get() & 0xff;
        }
        return new Picture(width, height, pixels);
    }

    static Picture fromPixels(int width, int height, int[] pixels) {
        var opaque = new int[width * height];
        for (int i = 0; i < opaque.length; i++) opaque[i] = pixels[i] & 0xffffff;
        return new Picture(width, height, opaque);
    }

    /** The part of this picture in its middle, of the size of the other. */
    Picture middle(Picture other) {
        int left = (width - other.width) / 2;
        int top = (height - other.height) / 2;
        var part = new int[other.width * other.height];
        for (int y = 0; y < other.height; y++) {
            System.arraycopy(pixels, (top + y) * width + left, part, y * other.width, other.width);
        }
        return new Picture(other.width, other.height, part);
    }

    boolean isSameAs(Picture other) {
        return differenceFrom(other).isEmpty();
    }

    /** How this picture is not the wanted one, in a sentence; empty if every pixel is the same. */
    String differenceFrom(Picture wanted) {
        if (width != wanted.width || height != wanted.height) {
            return "%dx%d came instead of %dx%d"
                    .formatted(width, height, wanted.width, wanted.height);
        }
        int different = 0;
        int first = -1;
        for (int i = pixels.length - 1; i >= 0; i--) {
            if (pixels[i] == wanted.pixels[i]) continue;
            different++;
            first = i;
        }
        if (different == 0) return "";
        return "%d of %d pixels differ, the first at (%d, %d): %06x came instead of %06x"
                .formatted(
                        different,
                        pixels.length,
                        first % width,
                        first / width,
                        pixels[first],
                        wanted.pixels[first]);
    }

    /** The mean difference of a colour's three parts (0 to 255) from those wanted. */
    double meanDifferenceFrom(Picture wanted) {
        long sum = 0;
        for (int i = 0; i < pixels.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                sum += Math.abs((pixels[i] >> shift & 0xff) - (wanted.pixels[i] >> shift & 0xff));
            }
        }
        return sum / (3.0 * pixels.length);
    }
}
