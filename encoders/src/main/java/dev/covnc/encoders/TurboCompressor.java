package dev.covnc.encoders;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.covnc.rfb.WireWriter;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * libjpeg-turbo's compressor with its memory outside the heap.
 *
 * <p>The library gets bare addresses. What lies there is freed by {@link #close} alone and never by
 * the garbage collector, which would not know that a call is still at it.
 */
final class TurboCompressor implements JpegCompressor {

    /** More than this is not kept from one image to the next: the largest of Tight fit in. */
    private static final int MOST_KEPT = 3 << 20;

    /** No image takes more: three samples a pixel, twice as long as they are, and the headers. */
    private static final long MOST_PER_PIXEL = 6;

    private static final int PIXELS_ALIGNED = 64;

    /** How xRGB ints lie in memory. */
    static final int FORMAT =
            ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? TurboJpeg.BGRX : TurboJpeg.XRGB;

    private final TurboJpeg library;
    private final long handle;

    /** The image's address, then its size: an {@code unsigned long}, of 4 or 8 bytes. */
    private final NativeMemory resultMemory = new NativeMemory(2 * Long.BYTES, Long.BYTES);

    private final MemorySegment results = resultMemory.segment();

    /** The pixels, and behind them the image; null until there are some. */
    private NativeMemory memory;

    private MemorySegment pixels = MemorySegment.NULL;
    private MemorySegment image = MemorySegment.NULL;

    TurboCompressor(TurboJpeg library) {
        this.library = library;
        this.handle = library.initCompress();
        if (handle == 0) {
            free();
            throw new EngineFailure("tjInitCompress: " + library.error(0));
        }
    }

    @Override
    public void compress(
            int[] xrgb,
            int offset,
            int stride,
            int width,
            int height,
            JpegQuality quality,
            WireWriter out) {
        int subsampling = TurboJpeg.number(quality.subsampling());
        makeRoom(width, height, library.bufSize(width, height, subsampling));
        for (int y = 0; y < height; y++) {
            long at = (long) y * width * Integer.BYTES;
            MemorySegment.copy(xrgb, offset + y * stride, pixels, JAVA_INT, at, width);
        }
        results.setAtIndex(JAVA_LONG, 0, image.address());
        results.setAtIndex(JAVA_LONG, 1, 0);
        int error =
                library.compress(
                        handle,
                        pixels.address(),
                        width,
                        width * Integer.BYTES,
                        height,
                        FORMAT,
                        results.address(),
                        results.address() + Long.BYTES,
                        subsampling,
                        quality.quality(),
                        TurboJpeg.NO_REALLOC);
        if (error != 0) {
            throw new EngineFailure("tjCompress2: " + library.error(handle));
        }
        append(out);
        if (pixels.byteSize() + image.byteSize() > MOST_KEPT) {
            freeImage();
        }
    }

    private void append(WireWriter out) {
        long size = results.getAtIndex(JAVA_LONG, 1);
        if (results.getAtIndex(JAVA_LONG, 0) != image.address()
                || size <= 0
                || size > image.byteSize()) {
            throw new EngineFailure("tjCompress2 left its buffer");
        }
        int length = (int) size;
        int at = out.reserve(length);
        MemorySegment.copy(image, JAVA_BYTE, 0, out.array(), at, length);
        out.advance(length);
    }

    private void makeRoom(int width, int height, long imageSize) {
        // Up to 15 pixels more a side: to whole blocks of the coarsest subsampling.
        long most = (width + 15L) * (height + 15L) * MOST_PER_PIXEL + MOST_KEPT;
        if (imageSize <= 0 || imageSize > Math.min(most, Integer.MAX_VALUE)) {
            throw new EngineFailure("tjBufSize says " + imageSize);
        }
        long pixelsSize = (long) width * height * Integer.BYTES;
        if (pixelsSize > pixels.byteSize() || imageSize > image.byteSize()) {
            allocate(
                    Math.max(pixelsSize, pixels.byteSize()), Math.max(imageSize, image.byteSize()));
        }
    }

    private void allocate(long pixelsSize, long imageSize) {
        freeImage();
        try {
            memory = new NativeMemory(pixelsSize + imageSize, PIXELS_ALIGNED);
        } catch (OutOfMemoryError e) {
            throw new EngineFailure("no memory for an image", e);
        }
        pixels = memory.segment().asSlice(0, pixelsSize);
        image = memory.segment().asSlice(pixelsSize);
    }

    private void freeImage() {
        pixels = MemorySegment.NULL;
        image = MemorySegment.NULL;
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }

    @Override
    public void close() {
        library.destroy(handle);
        free();
    }

    private void free() {
        freeImage();
        resultMemory.close();
    }
}
