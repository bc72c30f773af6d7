package dev.covnc.demo;

import dev.covnc.server.Display;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A picture from a file, pixel by pixel; what is transparent shows black. */
final class StillImage implements Scene {

    /** What a pixel takes while it is loaded: decoded, converted and in the display. */
    private static final int BYTES_A_PIXEL = 12;

    private final Display display;

    StillImage(Path file) throws Refused {
        BufferedImage image;
        try {
            image = read(file);
        } catch (IOException e) {
            throw Refused.file("the picture", file, e);
        } catch (RuntimeException e) {
            // What ImageIO's readers throw at a file that contradicts itself is up to them.
            throw new Refused("cannot read the picture %s: it is damaged".formatted(file), e);
        }
        display = new Display(image.getWidth(), image.getHeight());
        display.name(file.getFileName().toString());
        display.paint(pixels(image));
    }

    @Override
    public Display display() {
        return display;
    }

    private static BufferedImage read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        ImageIO.setUseCache(false);
        try (var bytes = Files.newInputStream(file);
                ImageInputStream in = ImageIO.createImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("it is not a PNG, JPEG, GIF or BMP");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                checkSize(reader.getWidth(0), reader.getHeight(0));
                return reader.read(0);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Before anything is decoded: a small file may say that it is an enormous picture. */
    private static void checkSize(int width, int height) throws IOException {
        if (!Scene.fits(width, height)) {
            throw new IOException("it is too large to show: %dx%d".formatted(width, height));
        }
        if ((long) width * height * BYTES_A_PIXEL > Runtime.getRuntime().maxMemory() / 2) {
            throw new IOException(
                    "it is %dx%d, too large for Java's memory: give it more with -Xmx"
                            .formatted(width, height));
        }
    }

    /** The picture as xRGB, over black. */
    static int[] pixels(BufferedImage image) {
        int width = image.getWidth();
        int[] pixels =
                image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                        ? grey(image)
                        : image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = overBlack(pixels[i]);
        }
        return pixels;
    }

    /**
     * The file's own grey values as ARGB. Java holds grey to be linear light and would brighten it
     * on the way to RGB, which no other program does.
     */
    private static int[] grey(BufferedImage image) {
        Raster raster = image.getRaster();
        int max = (1 << image.getColorModel().getComponentSize(0)) - 1;
        boolean alpha = raster.getNumBands() > 1;
        int[] pixels = new int[image.getWidth() * image.getHeight()];
        for (int y = 0, at = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int grey = to8Bits(raster.getSample(x, y, 0), max);
                int opaque = alpha ? to8Bits(raster.getSample(x, y, 1), max) : 255;
                pixels[at++] = opaque << 24 | grey << 16 | grey << 8 | grey;
            }
        }
        return pixels;
    }

    private static int to8Bits(int sample, int max) {
        return (sample * 255 + max / 2) / max;
    }

    private static int overBlack(int argb) {
        int alpha = argb >>> 24;
        if (alpha == 255) {
            return argb & 0xFFFFFF;
        }
        int red = to8Bits((argb >> 16 & 0xFF) * alpha, 255 * 255);
        int green = to8Bits((argb >> 8 & 0xFF) * alpha, 255 * 255);
        int blue = to8Bits((argb & 0xFF) * alpha, 255 * 255);
        return red << 16 | green << 8 | blue;
    }
}
