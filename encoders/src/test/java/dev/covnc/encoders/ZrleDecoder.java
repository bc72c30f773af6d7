package dev.covnc.encoders;

import dev.covnc.rfb.PixelFormat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * ZRLE as RFC 6143 section 7.7.6 tells a viewer to read it; whatever it does not allow is an error.
 */
final class ZrleDecoder implements Decoder {

    /** A tile's subencoding, as a viewer tells them apart. */
    enum Kind {
        RAW,
        SOLID,
        PACKED_PALETTE,
        PLAIN_RLE,
        PALETTE_RLE
    }

    /** How many tiles came as what. */
    final Map<Kind, Integer> seen = new EnumMap<>(Kind.class);

    private final Inflater inflater = new Inflater();

    @Override
    public int[] decode(ByteBuffer in, int width, int height, PixelFormat format) {
        var tiles = inflate(in, width * height * 5 + 1000);
        var picture = new int[width * height];
        for (int top = 0; top < height; top += 64) {
            for (int left = 0; left < width; left += 64) {
                int w = Math.min(64, width - left);
                int h = Math.min(64, height - top);
                int[] tile = tile(tiles, w, h, format);
                for (int y = 0; y < h; y++) {
                    System.arraycopy(tile, y * w, picture, (top + y) * width + left, w);
                }
            }
        }
        require(!tiles.hasRemaining(), tiles.remaining() + " bytes after the last tile");
        return picture;
    }

    /** All that the U32 length announces, which must be all that the stream has to say. */
    private ByteBuffer inflate(ByteBuffer in, int atMost) {
        int length = in.getInt();
        var data = new byte[length];
        in.get(data);
        inflater.setInput(data);
        var inflated = new byte[atMost];
        try {
            int size = inflater.inflate(inflated);
            require(inflater.getRemaining() == 0, "the stream is longer than its tiles");
            return ByteBuffer.wrap(inflated, 0, size);
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
    }

    private int[] tile(ByteBuffer in, int w, int h, PixelFormat format) {
        int subencoding = Byte.toUnsignedInt(in.get());
        int paletteSize = subencoding & 127;
        boolean runs = subencoding >= 128;
        var kind =
                switch (subencoding) {
                    case 0 -> Kind.RAW;
                    case 1 -> Kind.SOLID;
                    case 128 -> Kind.PLAIN_RLE;
                    default -> runs ? Kind.PALETTE_RLE : Kind.PACKED_PALETTE;
                };
        require(subencoding <= 16 || subencoding == 128 || subencoding >= 130, "unused number");
        seen.merge(kind, 1, Integer::sum);

        int[] palette = cpixels(in, paletteSize, format);
        return switch (kind) {
            case RAW -> cpixels(in, w * h, format);
            case SOLID -> filled(w * h, palette[0]);
            case PACKED_PALETTE -> packed(in, w, h, palette);
            case PLAIN_RLE -> plainRuns(in, w * h, format);
            case PALETTE_RLE -> paletteRuns(in, w * h, palette);
        };
    }

    private static int[] filled(int count, int pixel) {
        var pixels = new int[count];
        Arrays.fill(pixels, pixel);
        return pixels;
    }

    /** Each row starts on a byte; the leftmost pixel has the most significant bits. */
    private static int[] packed(ByteBuffer in, int w, int h, int[] palette) {
        int bits = palette.length == 2 ? 1 : palette.length <= 4 ? 2 : 4;
        var pixels = new int[w * h];
        for (int y = 0; y < h; y++) {
            var row = new byte[(w * bits + 7) / 8];
            in.get(row);
            for (int x = 0; x < w; x++) {
                int position = x * bits;
                int right = 8 - bits - position % 8;
                int index = Byte.toUnsignedInt(row[position / 8]) >> right & (1 << bits) - 1;
                pixels[y * w + x] = palette[index];
            }
        }
        return pixels;
    }

    private static int[] plainRuns(ByteBuffer in, int count, PixelFormat format) {
        var pixels = new int[count];
        for (int from = 0; from < count; ) {
            int pixel = cpixel(in, format);
            int to = from + runLength(in);
            Arrays.fill(pixels, from, to, pixel);
            from = to;
        }
        return pixels;
    }

    private static int[] paletteRuns(ByteBuffer in, int count, int[] palette) {
        var pixels = new int[count];
        for (int from = 0; from < count; ) {
            int index = Byte.toUnsignedInt(in.get());
            int to = from + (index >= 128 ? runLength(in) : 1);
            Arrays.fill(pixels, from, to, palette[index & 127]);
            from = to;
        }
        return pixels;
    }

    /** One more than the sum of the bytes, of which the first that is not 255 is the last. */
    private static int runLength(ByteBuffer in) {
        int length = 1;
        int next;
        do {
            next = Byte.toUnsignedInt(in.get());
            length += next;
        } while (next == 255);
        return length;
    }

    private static int[] cpixels(ByteBuffer in, int count, PixelFormat format) {
        var pixels = new int[count];
        Arrays.setAll(pixels, _ -> cpixel(in, format));
        return pixels;
    }

    /**
     * A PIXEL, or three bytes of one with the fourth 0: the last on the wire if no colour is there,
     * else the first if none is there.
     */
    private static int cpixel(ByteBuffer in, PixelFormat format) {
        if (!format.trueColour() || format.bitsPerPixel() != 32) {
            return Decoder.pixel(in, format);
        }
        int colour =
                format.redMax() << format.redShift()
                        | format.greenMax() << format.greenShift()
                        | format.blueMax() << format.blueShift();
        int first = format.bigEndian() ? 0xff000000 : 0x000000ff;
        int last = format.bigEndian() ? 0x000000ff : 0xff000000;
        var pixel = new byte[4];
        if ((colour & last) == 0) {
            in.get(pixel, 0, 3);
        } else if ((colour & first) == 0) {
            in.get(pixel, 1, 3);
        } else {
            in.get(pixel);
        }
        return Decoder.pixel(ByteBuffer.wrap(pixel), format);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
