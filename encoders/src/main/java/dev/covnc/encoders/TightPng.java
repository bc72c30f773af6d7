package dev.covnc.encoders;

import dev.covnc.rfb.Hints;
import dev.covnc.rfb.WireWriter;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// What Tight PNG has instead of Tight's BasicCompression: an image of its own for each rectangle
/// (rfbproto, "TightPNG Encoding"; PNG: ISO/IEC 15948).
///
/// ```
/// rectangle    u8 a0, length, image            length as TightStreams draws it
///
/// image        89 50 4e 47 0d 0a 1a 0a, chunks IHDR, PLTE if indexed, IDAT, IEND
/// chunk        u32 length of the data, u8[4] type, data, u32 CRC of type and data
///
/// IHDR         u32 width, height, u8 depth, u8 colour type, u8[3] 0
///              indexed:     depth 1, 2, 4 or 8, colour type 3
///              true colour: depth 8, colour type 2
/// PLTE         u8 red, green, blue of each colour
/// IDAT         zlib: for each row u8 filter, then indices as PackedRows draws them, or u8 red,
///              green, blue of each pixel
///
/// filter       0  as they are
///              1  each byte less that of the pixel left of it
///              2  each byte less that of the pixel above
/// ```
///
/// The pixels are red, green and blue whatever the viewer's format: it converts them itself.
final class TightPng implements TightBody {
    private static final int PNG = 0xa0;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504c5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;

    private static final int TRUE_COLOUR = 2;
    private static final int INDEXED = 3;

    private static final int AS_IT_IS = 0;
    private static final int LESS_LEFT = 1;
    private static final int LESS_ABOVE = 2;

    private static final int LEAST_ROOM = 4096;

    private final CRC32 crc = new CRC32();
    private final WireWriter image = new WireWriter();

    /** Rows with their filters, before they are compressed. */
    private byte[] rows = new byte[8 * 1024];

    private byte[] packed = new byte[8 * 1024];
    private int level = TightBasic.DEFAULT_LEVEL;

    /** Null before the first image and while it rests. */
    private Deflater deflater;

    private NativeHandle handle;

    @Override
    public void hints(Hints hints) {
        level = hints.compressionLevel().orElse(TightBasic.DEFAULT_LEVEL);
    }

    @Override
    public void indexed(
            int[] palette,
            int colours,
            byte[] places,
            int width,
            int height,
            PixelPacker packer,
            WireWriter out) {
        int depth = colours <= 16 ? PackedRows.bitsPerIndex(colours) : 8;
        int row = (width * depth + 7) / 8;
        byte[] indices = depth == 8 ? places : packed(places, width, depth, row * height);
        begin(width, height, depth, INDEXED);
        int start = beginChunk(PLTE);
        for (int i = 0; i < colours; i++) {
            image.u8(palette[i] >> 16).u8(palette[i] >> 8).u8(palette[i]);
        }
        endChunk(start);
        makeRoom((row + 1) * height);
        for (int y = 0, at = 0; y < height; y++, at += row) {
            rows[at++] = AS_IT_IS;
            System.arraycopy(indices, y * row, rows, at, row);
        }
        end((row + 1) * height, out);
    }

    private byte[] packed(byte[] places, int width, int depth, int size) {
        if (packed.length < size) {
            packed = new byte[size];
        }
        PackedRows.pack(places, width, depth, packed, 0, size);
        return packed;
    }

    @Override
    public void trueColour(
            int[] xrgb, int width, int height, boolean smooth, PixelPacker packer, WireWriter out) {
        begin(width, height, 8, TRUE_COLOUR);
        int size = (width * 3 + 1) * height;
        makeRoom(size);
        for (int y = 0, at = 0; y < height; y++, at += width * 3) {
            int filter = !smooth ? AS_IT_IS : y == 0 ? LESS_LEFT : LESS_ABOVE;
            rows[at++] = (byte) filter;
            row(xrgb, y * width, width, filter, at);
        }
        end(size, out);
    }

    private void row(int[] xrgb, int from, int width, int filter, int at) {
        for (int x = 0; x < width; x++, at += 3) {
            int before =
                    switch (filter) {
                        case LESS_LEFT -> x == 0 ? 0 : xrgb[from + x - 1];
                        case LESS_ABOVE -> xrgb[from + x - width];
                        default -> 0;
                    };
            int pixel = xrgb[from + x];
            rows[at] = (byte) ((pixel >> 16) - (before >> 16));
            rows[at + 1] = (byte) ((pixel >> 8) - (before >> 8));
            rows[at + 2] = (byte) (pixel - before);
        }
    }

    private void makeRoom(int size) {
        if (rows.length < size) {
            rows = new byte[size];
        }
    }

    private void begin(int width, int height, int depth, int colourType) {
        image.clear();
        image.bytes(SIGNATURE);
        int start = beginChunk(IHDR);
        image.s32(width).s32(height).u8(depth).u8(colourType).zeros(3);
        endChunk(start);
    }

    /** Compresses the rows, and appends the rectangle. */
    private void end(int size, WireWriter out) {
        int start = beginChunk(IDAT);
        deflate(size);
        endChunk(start);
        endChunk(beginChunk(IEND));
        out.u8(PNG);
        TightStreams.length(image.size(), out);
        out.bytes(image.array(), 0, image.size());
    }

    private void deflate(int size) {
        if (deflater == null) {
            deflater = new Deflater();
            handle = new NativeHandle();
        }
        deflater.setLevel(level);
        deflater.setInput(rows, 0, size);
        deflater.finish();
        while (!deflater.finished()) {
            int at = image.reserve(LEAST_ROOM);
            image.advance(deflater.deflate(image.array(), at, image.array().length - at));
        }
        deflater.reset();
    }

    /** Returns where the chunk begins. */
    private int beginChunk(int type) {
        int start = image.size();
        image.s32(0).s32(type);
        return start;
    }

    private void endChunk(int start) {
        int length = image.size() - start - 8;
        image.patch32(start, length);
        crc.reset();
        crc.update(image.array(), start + 4, length + 4);
        image.s32((int) crc.getValue());
    }

    @Override
    public void rest() {
        close();
    }

    @Override
    public void close() {
        if (deflater != null) {
            deflater.end();
            deflater = null;
            handle.close();
        }
    }
}
