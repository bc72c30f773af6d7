package dev.covnc.soak;

import dev.covnc.rfb.Rectangle;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads FramebufferUpdates (RFC 6143 section 7.6.1) of 32 bits a pixel, to the end of each
 * rectangle, and checks that it lies in the framebuffer. Keeps the picture if it is asked to, where
 * the rectangles come as Raw, CopyRect, Zlib or ZRLE; others it only steps over.
 */
final class UpdateReader implements AutoCloseable {
    private final DataInputStream in;
    private final Inflater zlib = new Inflater();
    private final Inflater zrle = new Inflater();
    private int width;
    private int height;
    private boolean keeps;
    private Consumer<Rectangle> onRectangle = _ -> {};
    private int[] picture = {};
    private long updates;
    private long pixels;
    private int clock = -1;
    private long clockRead;

    UpdateReader(DataInputStream in) {
        this.in = in;
    }

    void keepPicture() {
        keeps = true;
        resize(width, height);
    }

    /** Is told what was drawn, as it is drawn. */
    void onRectangle(Consumer<Rectangle> told) {
        onRectangle = told;
    }

    void resize(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        picture = keeps ? new int[width * height] : picture;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Row by row; what a resize has made anew is black. */
    int[] picture() {
        return picture;
    }

    long updates() {
        return updates;
    }

    /** How many pixels have come. */
    long pixels() {
        return pixels;
    }

    /**
     * What the first tile's first pixel showed last: see {@link Painter}; -1 before it has come.
     */
    int clock() {
        return clock;
    }

    /** When the clock was read last, in nanoseconds. */
    long clockRead() {
        return clockRead;
    }

    /** Reads an update, its type excepted. */
    void read() throws IOException {
        in.readUnsignedByte();
        int rectangles = in.readUnsignedShort();
        for (int i = 0; i < rectangles; i++) {
            int x = in.readUnsignedShort();
            int y = in.readUnsignedShort();
            int w = in.readUnsignedShort();
            int h = in.readUnsignedShort();
            int encoding = in.readInt();
            if (encoding == FakeViewer.LAST_RECT) {
                break;
            }
            if (encoding < 0) {
                pseudo(encoding, w, h);
            } else {
                rectangle(encoding, x, y, w, h);
            }
        }
        updates++;
    }

    private void pseudo(int encoding, int w, int h) throws IOException {
        switch (encoding) {
            case FakeViewer.DESKTOP_SIZE -> resize(w, h);
            case FakeViewer.EXTENDED_DESKTOP_SIZE -> {
                int screens = in.readUnsignedByte();
                in.skipNBytes(3 + 16L * screens);
                resize(w, h);
            }
            case -239 -> in.skipNBytes(4L * w * h + (w + 7) / 8 * h);
            case -307 -> in.skipNBytes(in.readInt());
            default -> throw new IOException("a rectangle of encoding " + encoding);
        }
    }

    private void rectangle(int encoding, int x, int y, int w, int h) throws IOException {
        if (x + w > width || y + h > height) {
            throw new IOException(
                    "a rectangle of %dx%d at %d, %d in a framebuffer of %dx%d"
                            .formatted(w, h, x, y, width, height));
        }
        pixels += (long) w * h;
        switch (encoding) {
            case 0 -> raw(in, x, y, w, h);
            case 1 -> copy(in.readUnsignedShort(), in.readUnsignedShort(), x, y, w, h);
            case 2, 4 -> in.skipNBytes(rre(encoding));
            case 5 -> hextile(w, h);
            case 6 -> raw(inflate(zlib, 4 * w * h), x, y, w, h);
            case 7 -> tight(w, h);
            case 15 -> tiles(in, 16, x, y, w, h);
            case 16 -> tiles(inflate(zrle, 4 * (w + 64) * (h + 64)), 64, x, y, w, h);
            default -> throw new IOException("a rectangle of encoding " + encoding);
        }
        onRectangle.accept(new Rectangle(x, y, w, h));
    }

    private void raw(DataInputStream data, int x, int y, int w, int h) throws IOException {
        var row = new byte[4 * w];
        for (int r = 0; r < h; r++) {
            data.readFully(row);
            if (x == 0 && y == 0 && r == 0) {
                tick(row[0] & 0xff | (row[1] & 0xff) << 8 | (row[2] & 0xff) << 16);
            }
            for (int c = 0; keeps && c < w; c++) {
                int at = 4 * c;
                picture[(y + r) * width + x + c] =
                        row[at] & 0xff | (row[at + 1] & 0xff) << 8 | (row[at + 2] & 0xff) << 16;
            }
        }
    }

    private void tick(int pixel) {
        clock = pixel;
        clockRead = System.nanoTime();
    }

    private void copy(int fromX, int fromY, int x, int y, int w, int h) {
        if (!keeps) {
            return;
        }
        for (int i = 0; i < h; i++) {
            int row = fromY < y ? h - 1 - i : i;
            System.arraycopy(
                    picture, (fromY + row) * width + fromX, picture, (y + row) * width + x, w);
        }
    }

    private long rre(int encoding) throws IOException {
        long subrectangles = in.readInt();
        return 4 + subrectangles * (encoding == 2 ? 12 : 8);
    }

    private void hextile(int w, int h) throws IOException {
        int tiles = ((w + 15) / 16) * ((h + 15) / 16);
        for (int i = 0, columns = (w + 15) / 16; i < tiles; i++) {
            int subencoding = in.readUnsignedByte();
            if ((subencoding & 1) != 0) {
                int tileWidth = Math.min(16, w - i % columns * 16);
                int tileHeight = Math.min(16, h - i / columns * 16);
                in.skipNBytes(4L * tileWidth * tileHeight);
                continue;
            }
            in.skipNBytes((subencoding & 2) * 2L + (subencoding & 4));
            if ((subencoding & 8) != 0) {
                int subrectangles = in.readUnsignedByte();
                in.skipNBytes((long) subrectangles * ((subencoding & 16) != 0 ? 6 : 2));
            }
        }
    }

    /** rfbproto, "Tight Encoding". */
    private void tight(int w, int h) throws IOException {
        int control = in.readUnsignedByte() >> 4;
        if (control == 8) {
            in.skipNBytes(3);
        } else if (control == 9 || control == 10) {
            in.skipNBytes(compactLength());
        } else {
            int filter = (control & 4) != 0 ? in.readUnsignedByte() : 0;
            long size = 3L * w * h;
            if (filter == 1) {
                int colours = in.readUnsignedByte() + 1;
                in.skipNBytes(3L * colours);
                size = colours == 2 ? (w + 7) / 8 * (long) h : (long) w * h;
            }
            in.skipNBytes(size < 12 ? size : compactLength());
        }
    }

    private int compactLength() throws IOException {
        int length = 0;
        for (int shift = 0; shift < 21; shift += 7) {
            int part = in.readUnsignedByte();
            length |= (shift < 14 ? part & 0x7f : part) << shift;
            if (shift < 14 && part < 0x80) {
                break;
            }
        }
        return length;
    }

    private DataInputStream inflate(Inflater inflater, int most) throws IOException {
        inflater.setInput(in.readNBytes(in.readInt()));
        var out = new byte[Math.max(64, most)];
        int size = 0;
        try {
            for (int n; (n = inflater.inflate(out, size, out.length - size)) > 0; ) {
                size += n;
                if (size == out.length) {
                    out = Arrays.copyOf(out, 2 * size);
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("not zlib", e);
        }
        return new DataInputStream(new ByteArrayInputStream(out, 0, size));
    }

    /** TRLE and ZRLE (RFC 6143 sections 7.7.5 and 7.7.6). */
    private void tiles(DataInputStream data, int side, int x, int y, int w, int h)
            throws IOException {
        var tile = new int[side * side];
        var palette = new Palette();
        for (int top = 0; top < h; top += side) {
            for (int left = 0; left < w; left += side) {
                int tileWidth = Math.min(side, w - left);
                int tileHeight = Math.min(side, h - top);
                tile(data, tile, palette, tileWidth, tileHeight);
                if (x + left == 0 && y + top == 0) {
                    tick(tile[0]);
                }
                for (int row = 0; keeps && row < tileHeight; row++) {
                    int to = (y + top + row) * width + x + left;
                    System.arraycopy(tile, row * tileWidth, picture, to, tileWidth);
                }
            }
        }
    }

    private static void tile(DataInputStream data, int[] tile, Palette palette, int w, int h)
            throws IOException {
        int subencoding = data.readUnsignedByte();
        int size = subencoding & 0x7f;
        if (size != 0 && subencoding != 127 && subencoding != 129) {
            palette.read(data, size);
        }
        if (subencoding == 0) {
            for (int i = 0; i < w * h; i++) {
                tile[i] = cpixel(data);
            }
        } else if (subencoding == 1) {
            Arrays.fill(tile, 0, w * h, palette.colours[0]);
        } else if (subencoding < 128) {
            packed(data, tile, palette.colours, palette.size, w, h);
        } else {
            runs(data, tile, palette.colours, subencoding == 128, w * h);
        }
    }

    /** May be used again by the next tile. */
    private static final class Palette {
        private final int[] colours = new int[128];
        private int size;

        void read(DataInputStream data, int newSize) throws IOException {
            size = newSize;
            for (int i = 0; i < size; i++) {
                colours[i] = cpixel(data);
            }
        }
    }

    private static void packed(
            DataInputStream data, int[] tile, int[] palette, int size, int w, int h)
            throws IOException {
        int bits = size == 2 ? 1 : size <= 4 ? 2 : 4;
        for (int row = 0; row < h; row++) {
            int held = 0;
            int left = 0;
            for (int column = 0; column < w; column++) {
                if (left == 0) {
                    held = data.readUnsignedByte();
                    left = 8;
                }
                left -= bits;
                tile[row * w + column] = palette[held >> left & (1 << bits) - 1];
            }
        }
    }

    private static void runs(
            DataInputStream data, int[] tile, int[] palette, boolean plain, int count)
            throws IOException {
        for (int i = 0; i < count; ) {
            int index = plain ? 0x80 : data.readUnsignedByte();
            int colour = plain ? cpixel(data) : palette[index & 0x7f];
            int length = 1;
            if (index >= 0x80) {
                for (int part = 255; part == 255; length += part) {
                    part = data.readUnsignedByte();
                }
            }
            if (i + length > count) {
                throw new IOException("a run beyond its tile");
            }
            Arrays.fill(tile, i, i + length, colour);
            i += length;
        }
    }

    private static int cpixel(InputStream data) throws IOException {
        int blue = data.read();
        int green = data.read();
        int red = data.read();
        if (red < 0) {
            throw new IOException("a tile that ends early");
        }
        return red << 16 | green << 8 | blue;
    }

    @Override
    public void close() {
        zlib.end();
        zrle.end();
    }
}
