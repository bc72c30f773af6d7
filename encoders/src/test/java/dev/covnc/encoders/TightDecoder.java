package dev.covnc.encoders;

import dev.covnc.rfb.PixelFormat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import javax.imageio.ImageIO;

/**
 * Tight as rfbproto tells a viewer to read it; whatever it does not allow is an error. Images are
 * read by ImageIO.
 */
final class TightDecoder implements Decoder {

    /** What came of the first byte and the filter. */
    enum Kind {
        FILL,
        JPEG,
        PNG,
        COPY,
        MONO,
        INDEXED,
        GRADIENT
    }

    /** How many rectangles came as what. */
    final Map<Kind, Integer> seen = new EnumMap<>(Kind.class);

    /** How many came without zlib. */
    int stored;

    private final Inflater[] inflaters = new Inflater[4];
    private final boolean isPng;
    private final boolean allowsLoss;
    private final boolean allowsStored;

    private TightDecoder(boolean isPng, boolean allowsLoss, boolean allowsStored) {
        this.isPng = isPng;
        this.allowsLoss = allowsLoss;
        this.allowsStored = allowsStored;
        for (int i = 0; i < inflaters.length; i++) {
            inflaters[i] = new Inflater();
        }
    }

    /** Of a viewer that wants no losses. */
    static TightDecoder lossless() {
        return new TightDecoder(false, false, false);
    }

    /** Of a viewer that gave a quality. */
    static TightDecoder lossy() {
        return new TightDecoder(false, true, false);
    }

    /** Of a viewer that can do without zlib. */
    static TightDecoder withoutZlib() {
        return new TightDecoder(false, false, true);
    }

    /** Of Tight PNG. */
    static TightDecoder png(boolean allowsLoss) {
        return new TightDecoder(true, allowsLoss, false);
    }

    @Override
    public int[] decode(ByteBuffer in, int width, int height, PixelFormat format) {
        require(width <= 2048, "a width of " + width);
        int control = Byte.toUnsignedInt(in.get());
        for (int i = 0; i < 4; i++) {
            if ((control >> i & 1) == 1) {
                inflaters[i].reset();
            }
        }
        return switch (control >> 4) {
            case 8 -> fill(in, width * height, format);
            case 9 -> jpeg(in, width, height, format);
            case 10 ->
                    isPng
                            ? image(Kind.PNG, in, width, height, format)
                            : basic(in, -1, false, width, height, format);
            case 14 -> basic(in, -1, true, width, height, format);
            case 0, 1, 2, 3, 4, 5, 6, 7 ->
                    basic(in, control >> 4 & 3, control >> 6 == 1, width, height, format);
            default -> throw new AssertionError("no control byte: " + control);
        };
    }

    private int[] fill(ByteBuffer in, int count, PixelFormat format) {
        count(Kind.FILL);
        var pixels = new int[count];
        Arrays.fill(pixels, tpixel(in, format));
        return pixels;
    }

    private int[] jpeg(ByteBuffer in, int width, int height, PixelFormat format) {
        require(allowsLoss, "losses that were not allowed");
        require(format.bitsPerPixel() != 8, "JPEG in 8 bits a pixel");
        return image(Kind.JPEG, in, width, height, format);
    }

    private int[] image(Kind kind, ByteBuffer in, int width, int height, PixelFormat format) {
        count(kind);
        var data = new byte[length(in)];
        in.get(data);
        try {
            var image = ImageIO.read(new ByteArrayInputStream(data));
            require(
                    image.getWidth() == width && image.getHeight() == height,
                    "an image of " + image.getWidth() + "x" + image.getHeight());
            int[] rgb = image.getRGB(0, 0, width, height, null, 0, width);
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = packed(rgb[i], format);
            }
            return rgb;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int[] basic(
            ByteBuffer in, int stream, boolean filter, int width, int height, PixelFormat format) {
        require(!isPng, "BasicCompression in Tight PNG");
        if (stream < 0) {
            require(allowsStored, "data without zlib");
            stored++;
        }
        int id = filter ? in.get() : 0;
        return switch (id) {
            case 0 -> copy(in, stream, width, height, format);
            case 1 -> indexed(in, stream, width, height, format);
            case 2 -> gradient(in, stream, width, height, format);
            default -> throw new AssertionError("no filter: " + id);
        };
    }

    private int[] copy(ByteBuffer in, int stream, int width, int height, PixelFormat format) {
        count(Kind.COPY);
        var data = data(in, stream, width * height * tpixelBytes(format));
        var pixels = new int[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = tpixel(data, format);
        }
        return pixels;
    }

    private int[] indexed(ByteBuffer in, int stream, int width, int height, PixelFormat format) {
        var palette = new int[Byte.toUnsignedInt(in.get()) + 1];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = tpixel(in, format);
        }
        require(palette.length > 1, "a palette of one colour");
        boolean bits = palette.length == 2;
        count(bits ? Kind.MONO : Kind.INDEXED);
        int row = bits ? (width + 7) / 8 : width;
        var data = data(in, stream, row * height);
        var pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int place =
                        bits
                                ? data.get(y * row + x / 8) >> 7 - x % 8 & 1
                                : Byte.toUnsignedInt(data.get(y * row + x));
                pixels[y * width + x] = palette[place];
            }
        }
        return pixels;
    }

    /** Prediction and sum in each colour's own range. */
    private int[] gradient(ByteBuffer in, int stream, int width, int height, PixelFormat format) {
        require(format.bitsPerPixel() != 8, "a gradient in 8 bits a pixel");
        count(Kind.GRADIENT);
        require(tpixelBytes(format) == 3, "a gradient whose meaning viewers do not agree on");
        var data = data(in, stream, width * height * 3);
        var values = new int[height + 1][width + 1][3];
        var pixels = new int[width * height];
        for (int y = 1; y <= height; y++) {
            for (int x = 1; x <= width; x++) {
                for (int c = 0; c < 3; c++) {
                    int expected =
                            values[y][x - 1][c] + values[y - 1][x][c] - values[y - 1][x - 1][c];
                    expected = expected < 0 ? 0 : expected > 255 ? 255 : expected;
                    values[y][x][c] = expected + data.get() & 255;
                }
                int[] rgb = values[y][x];
                pixels[(y - 1) * width + x - 1] = whole(rgb[0], rgb[1], rgb[2], format);
            }
        }
        return pixels;
    }

    /** So many bytes: as they are if they are less than 12, else behind their length. */
    private ByteBuffer data(ByteBuffer in, int stream, int size) {
        var data = new byte[size];
        if (size < 12) {
            in.get(data);
            return ByteBuffer.wrap(data);
        }
        var coded = new byte[length(in)];
        in.get(coded);
        if (stream < 0) {
            require(coded.length == size, "a length of " + coded.length + " for " + size);
            return ByteBuffer.wrap(coded);
        }
        inflaters[stream].setInput(coded);
        try {
            require(inflaters[stream].inflate(data) == size, "the stream is too short");
            require(inflaters[stream].inflate(new byte[1]) == 0, "the stream is too long");
            require(inflaters[stream].getRemaining() == 0, "the stream is longer than its data");
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
        return ByteBuffer.wrap(data);
    }

    private static int length(ByteBuffer in) {
        int first = Byte.toUnsignedInt(in.get());
        if (first < 128) {
            return first;
        }
        int second = Byte.toUnsignedInt(in.get());
        if (second < 128) {
            return first - 128 | second << 7;
        }
        return first - 128 | second - 128 << 7 | Byte.toUnsignedInt(in.get()) << 14;
    }

    private static int tpixelBytes(PixelFormat f) {
        boolean triple =
                f.trueColour()
                        && f.bitsPerPixel() == 32
                        && f.depth() == 24
                        && f.redMax() == 255
                        && f.greenMax() == 255
                        && f.blueMax() == 255;
        return triple ? 3 : f.bitsPerPixel() / 8;
    }

    private static int tpixel(ByteBuffer in, PixelFormat format) {
        if (tpixelBytes(format) != 3) {
            return Decoder.pixel(in, format);
        }
        int red = Byte.toUnsignedInt(in.get());
        int green = Byte.toUnsignedInt(in.get());
        return whole(red, green, Byte.toUnsignedInt(in.get()), format);
    }

    private static int whole(int red, int green, int blue, PixelFormat f) {
        return red << f.redShift() | green << f.greenShift() | blue << f.blueShift();
    }

    /** Of an image's pixel: without true colour the index that a map of 3, 3, 2 bits has it at. */
    private static int packed(int rgb, PixelFormat format) {
        var f = format.trueColour() ? format : new PixelFormat(8, 8, false, true, 7, 7, 3, 5, 2, 0);
        return (int) Math.round((rgb >> 16 & 255) * f.redMax() / 255.0) << f.redShift()
                | (int) Math.round((rgb >> 8 & 255) * f.greenMax() / 255.0) << f.greenShift()
                | (int) Math.round((rgb & 255) * f.blueMax() / 255.0) << f.blueShift();
    }

    private void count(Kind kind) {
        seen.merge(kind, 1, Integer::sum);
    }

    private static void require(boolean allowed, String otherwise) {
        if (!allowed) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public void close() {
        for (var inflater : inflaters) {
            inflater.end();
        }
    }
}
