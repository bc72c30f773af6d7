package dev.covnc.encoders;

import dev.covnc.rfb.PixelFormat;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Baseline JPEG (ITU-T T.81, JFIF 1.02) as a viewer reads it: an image ends with EOI, and one that
/// brings no tables is read with those of the image before.
///
/// Written from the standard, exact where it is slow: the cosines are summed in floating point. A
/// sample of colour is repeated for every pixel that shares it.
final class JpegDecoder implements Decoder {
    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27,
        20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    };
    private static final double[][] COSINES = new double[8][8];

    static {
        for (int x = 0; x < 8; x++) {
            for (int u = 0; u < 8; u++) {
                double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
                COSINES[x][u] = scale * Math.cos((2 * x + 1) * u * Math.PI / 16);
            }
        }
    }

    private final int[][] quantizers = new int[4][];

    /** Classes 0 (DC) and 1 (AC), four each. */
    private final Huffman[] huffmans = new Huffman[8];

    private int width;
    private int height;
    private Component[] components;

    /** The codes of length n are first[n] and so on, of count[n]; values in order of the codes. */
    private record Huffman(int[] count, byte[] values) {
        int next(Bits bits) {
            int code = 0;
            int first = 0;
            int index = 0;
            for (int length = 1; length <= 16; length++) {
                code = code << 1 | bits.next(1);
                if (code - first < count[length]) {
                    return values[index + code - first] & 0xff;
                }
                index += count[length];
                first = first + count[length] << 1;
            }
            throw new AssertionError("no such Huffman code");
        }
    }

    private static final class Component {
        final int id;
        final int across;
        final int down;
        final int quantizer;
        Huffman dc;
        Huffman ac;
        int before;
        int stride;
        double[] samples;

        Component(int id, int factors, int quantizer) {
            this.id = id;
            this.across = factors >> 4;
            this.down = factors & 15;
            this.quantizer = quantizer;
        }
    }

    /** The bits of a scan; a byte FF is followed by a 00 that does not count. */
    private record Bits(ByteBuffer in, int[] state) {
        int next(int count) {
            int bits = 0;
            for (int i = 0; i < count; i++) {
                if (state[1] == 0) {
                    state[0] = Byte.toUnsignedInt(in.get());
                    state[1] = 8;
                    if (state[0] == 0xff && in.get() != 0) {
                        throw new AssertionError("a marker in the middle of a scan");
                    }
                }
                bits = bits << 1 | state[0] >> --state[1] & 1;
            }
            return bits;
        }

        /** T.81 section F.1.2.1: the first bit says the sign. */
        int signed(int count) {
            int bits = next(count);
            return count > 0 && bits < 1 << count - 1 ? bits - (1 << count) + 1 : bits;
        }
    }

    /** The pixels of the image that comes next, 0x00RRGGBB. */
    int[] decode(ByteBuffer in) {
        require(u16(in) == 0xffd8, "no start of image");
        while (true) {
            int marker = u16(in);
            if (marker == 0xffd9) {
                return pixels();
            }
            var segment = in.slice(in.position() + 2, u16(in) - 2);
            in.position(in.position() + segment.limit());
            switch (marker) {
                case 0xffdb -> quantizers(segment);
                case 0xffc4 -> huffmans(segment);
                case 0xffc0 -> frame(segment);
                case 0xffda -> scan(segment, in);
                default -> require(marker >= 0xffe0 && marker <= 0xffef, "marker " + marker);
            }
        }
    }

    /** As the viewer of that format would pack them. */
    @Override
    public int[] decode(ByteBuffer in, int width, int height, PixelFormat format) {
        int[] pixels = decode(in);
        require(width == this.width && height == this.height, "another size");
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] =
                    channel(pixels[i] >> 16, format.redMax()) << format.redShift()
                            | channel(pixels[i] >> 8, format.greenMax()) << format.greenShift()
                            | channel(pixels[i], format.blueMax()) << format.blueShift();
        }
        return pixels;
    }

    private static int channel(int value, int max) {
        return (int) Math.round((value & 255) * max / 255.0);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Such as 4:2:0, or grey. */
    String subsampling() {
        if (components.length == 1) {
            return "GREY";
        }
        var first = components[0];
        require(components[1].across * components[1].down == 1, "odd colour factors");
        return "YUV_4" + 4 / first.across + (first.down == 1 ? 4 / first.across : 0);
    }

    private void quantizers(ByteBuffer in) {
        while (in.hasRemaining()) {
            int id = u8(in);
            require(id < 4, "quantizer " + id);
            var table = new int[64];
            for (int i = 0; i < 64; i++) {
                table[ZIGZAG[i]] = u8(in);
            }
            quantizers[id] = table;
        }
    }

    private void huffmans(ByteBuffer in) {
        while (in.hasRemaining()) {
            int id = u8(in);
            require((id & 0xec) == 0, "Huffman table " + id);
            var count = new int[17];
            for (int i = 1; i <= 16; i++) {
                count[i] = u8(in);
            }
            var values = new byte[Arrays.stream(count).sum()];
            in.get(values);
            huffmans[id >> 4 << 2 | id & 3] = new Huffman(count, values);
        }
    }

    private void frame(ByteBuffer in) {
        require(u8(in) == 8, "not 8 bits");
        height = u16(in);
        width = u16(in);
        components = new Component[u8(in)];
        for (int i = 0; i < components.length; i++) {
            components[i] = new Component(u8(in), u8(in), u8(in));
        }
        require(!in.hasRemaining(), "more in the frame header");
    }

    private void scan(ByteBuffer header, ByteBuffer in) {
        require(u8(header) == components.length, "several scans");
        int across = components[0].across * 8;
        int down = components[0].down * 8;
        int columns = components.length == 1 ? (width + 7) / 8 : (width + across - 1) / across;
        int rows = components.length == 1 ? (height + 7) / 8 : (height + down - 1) / down;
        for (var component : components) {
            require(u8(header) == component.id, "another order");
            int tables = u8(header);
            component.dc = huffmans[tables >> 4];
            component.ac = huffmans[4 | tables & 15];
            component.stride = columns * component.across * 8;
            component.samples = new double[component.stride * rows * component.down * 8];
        }
        var bits = new Bits(in, new int[2]);
        for (int i = 0; i < rows * columns; i++) {
            for (var component : components) {
                unit(component, bits, i % columns, i / columns);
            }
        }
    }

    /** The blocks of a component in one unit. */
    private void unit(Component c, Bits bits, int column, int row) {
        boolean alone = components.length == 1;
        int down = alone ? 1 : c.down;
        int across = alone ? 1 : c.across;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int top = (row * down + y) * 8;
                int left = (column * across + x) * 8;
                block(c, bits, top * c.stride + left);
            }
        }
    }

    private void block(Component c, Bits bits, int at) {
        var coefficients = new double[64];
        int[] quantizer = quantizers[c.quantizer];
        c.before += bits.signed(c.dc.next(bits));
        coefficients[0] = c.before * quantizer[0];
        for (int k = 1; k < 64; k++) {
            int symbol = c.ac.next(bits);
            if (symbol == 0) {
                break;
            }
            k += symbol >> 4;
            if (symbol != 0xf0) {
                coefficients[ZIGZAG[k]] = bits.signed(symbol & 15) * quantizer[ZIGZAG[k]];
            }
        }
        var half = new double[64];
        for (int i = 0; i < 64; i++) {
            for (int u = 0; u < 8; u++) {
                half[i] += COSINES[i % 8][u] * coefficients[i / 8 * 8 + u];
            }
        }
        for (int i = 0; i < 64; i++) {
            double sum = 128;
            for (int v = 0; v < 8; v++) {
                sum += COSINES[i / 8][v] * half[v * 8 + i % 8];
            }
            c.samples[at + i / 8 * c.stride + i % 8] = sum;
        }
    }

    private int[] pixels() {
        var pixels = new int[width * height];
        var first = components[0];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % width;
            int y = i / width;
            double luma = first.samples[y * first.stride + x];
            double cb = components.length == 1 ? 0 : colour(components[1], x, y) - 128;
            double cr = components.length == 1 ? 0 : colour(components[2], x, y) - 128;
            pixels[i] =
                    channel(luma + 1.402 * cr) << 16
                            | channel(luma - 0.344136 * cb - 0.714136 * cr) << 8
                            | channel(luma + 1.772 * cb);
        }
        return pixels;
    }

    private double colour(Component c, int x, int y) {
        int across = components[0].across / c.across;
        int down = components[0].down / c.down;
        return c.samples[y / down * c.stride + x / across];
    }

    private static int channel(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }

    private static int u8(ByteBuffer in) {
        return Byte.toUnsignedInt(in.get());
    }

    private static int u16(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
