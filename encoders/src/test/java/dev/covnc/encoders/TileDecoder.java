package dev.covnc.encoders;

import dev.covnc.rfb.PixelFormat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The tiles of TRLE and ZRLE as RFC 6143 sections 7.7.5 and 7.7.6 tell a viewer to read them;
 * whatever they do not allow is an error.
 */
final class TileDecoder {

    /** A tile's subencoding, as a viewer tells them apart. */
    enum Kind {
        RAW,
        SOLID,
        PACKED_PALETTE,
        PLAIN_RLE,
        PALETTE_RLE,
        PACKED_PALETTE_AS_BEFORE,
        PALETTE_RLE_AS_BEFORE
    }

    /** How many tiles came as what. */
    final Map<Kind, Integer> seen = new EnumMap<>(Kind.class);

    /** How raw tiles are read. */
    interface Raw {
        int[] pixels(ByteBuffer in, int width, int height, PixelFormat format);
    }

    private final int size;
    private final boolean mayReuse;
    private final Raw raw;

    /** The palette of the tile before; null if that had none. */
    private int[] before;

    private TileDecoder(int size, boolean mayReuse, Raw raw) {
        this.raw = raw;
        this.size = size;
        this.mayReuse = mayReuse;
    }

    static TileDecoder trle() {
        return new TileDecoder(16, true, TileDecoder::raw);
    }

    static TileDecoder zrle() {
        return zrle(TileDecoder::raw);
    }

    static TileDecoder zrle(Raw raw) {
        return new TileDecoder(64, false, raw);
    }

    int[] decode(ByteBuffer in, int width, int height, PixelFormat format) {
        var picture = new int[width * height];
        before = null;
        for (int top = 0; top < height; top += size) {
            for (int left = 0; left < width; left += size) {
                int w = Math.min(size, width - left);
                int h = Math.min(size, height - top);
                int[] tile = tile(in, w, h, format);
                for (int y = 0; y < h; y++) {
                    System.arraycopy(tile, y * w, picture, (top + y) * width + left, w);
                }
            }
        }
        return picture;
    }

    int[] tile(ByteBuffer in, int w, int h, PixelFormat format) {
        int subencoding = Byte.toUnsignedInt(in.get());
        var kind = kind(subencoding);
        seen.merge(kind, 1, Integer::sum);
        boolean again = kind == Kind.PACKED_PALETTE_AS_BEFORE || kind == Kind.PALETTE_RLE_AS_BEFORE;
        int[] palette = again ? before : cpixels(in, subencoding & 127, format);
        before = palette == null || palette.length < 2 ? null : palette;
        return switch (kind) {
            case RAW -> raw.pixels(in, w, h, format);
            case SOLID -> filled(w * h, palette[0]);
            case PACKED_PALETTE, PACKED_PALETTE_AS_BEFORE -> packed(in, w, h, palette);
            case PLAIN_RLE -> plainRuns(in, w * h, format);
            case PALETTE_RLE, PALETTE_RLE_AS_BEFORE -> paletteRuns(in, w * h, palette);
        };
    }

    private Kind kind(int subencoding) {
        return switch (subencoding) {
            case 0 -> Kind.RAW;
            case 1 -> Kind.SOLID;
            case 127 -> {
                require(mayReuse && before != null && before.length <= 16, "no such palette");
                yield Kind.PACKED_PALETTE_AS_BEFORE;
            }
            case 128 -> Kind.PLAIN_RLE;
            case 129 -> {
                require(mayReuse && before != null, "no such palette");
                yield Kind.PALETTE_RLE_AS_BEFORE;
            }
            default -> {
                require(subencoding <= 16 || subencoding >= 130, "unused number");
                yield subencoding >= 128 ? Kind.PALETTE_RLE : Kind.PACKED_PALETTE;
            }
        };
    }

    private static int[] raw(ByteBuffer in, int w, int h, PixelFormat format) {
        return cpixels(in, w * h, format);
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
}
