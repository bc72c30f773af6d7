package dev.covnc.encoders;

import dev.covnc.rfb.WireWriter;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Who turns pixels into JPEG images (ITU-T T.81, JFIF).
 *
 * <p>An image remembers nothing of the one before, so one engine serves all viewers. It keeps at
 * most one idle compressor a processor. Safe to share between threads.
 */
final class JpegEngine {

    /**
     * Neither side may be longer: T.81 section B.2.2 has 16 bits for it, the IJG's software less.
     */
    static final int MAX_SIDE = 65500;

    private static final System.Logger LOG = System.getLogger(JpegEngine.class.getName());

    private final String name;
    private final Supplier<? extends JpegCompressor> compressors;
    private final ArrayBlockingQueue<JpegCompressor> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());
    private final AtomicBoolean hasFailed = new AtomicBoolean();

    /**
     * @param name what it is, and for a native one which file
     * @param compressors makes one more; throws {@link EngineFailure} when that cannot be
     */
    JpegEngine(String name, Supplier<? extends JpegCompressor> compressors) {
        this.name = name;
        this.compressors = compressors;
    }

    /** What it is, and for a native one which file. */
    String name() {
        return name;
    }

    /**
     * Appends the pixels as one baseline JPEG image, from SOI to EOI.
     *
     * @param xrgb 0x00RRGGBB; must not change meanwhile
     * @param offset where the top left pixel is
     * @param stride from a pixel to the one below it, at least the width
     * @param width in pixels, 1 to {@link #MAX_SIDE}
     * @param height in pixels, 1 to {@link #MAX_SIDE}; together at most {@link Frame#MAX_PIXELS}
     * @return false if the engine failed, though its arguments were right: nothing was appended,
     *     and these pixels have to go another way
     * @throws IllegalArgumentException if the sides are beyond that, or the pixels not within the
     *     array
     */
    boolean compress(
            int[] xrgb,
            int offset,
            int stride,
            int width,
            int height,
            JpegQuality quality,
            WireWriter out) {
        requireSize(width, height);
        requireRoom(xrgb.length, offset, stride, width, height);
        JpegCompressor compressor = null;
        try {
            compressor = idle.poll();
            if (compressor == null) {
                compressor = compressors.get();
            }
            compressor.compress(xrgb, offset, stride, width, height, quality, out);
        } catch (EngineFailure e) {
            sayOnce(e);
            if (compressor != null) {
                compressor.close();
            }
            return false;
        }
        if (!idle.offer(compressor)) {
            compressor.close();
        }
        return true;
    }

    private static void requireSize(int width, int height) {
        if (width < 1
                || height < 1
                || width > MAX_SIDE
                || height > MAX_SIDE
                || (long) width * height > Frame.MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "no JPEG image has %dx%d pixels".formatted(width, height));
        }
    }

    private static void requireRoom(int length, int offset, int stride, int width, int height) {
        long end = offset + (height - 1L) * stride + width;
        if (offset < 0 || stride < width || end > length) {
            throw new IllegalArgumentException(
                    "%dx%d pixels from %d, %d a row, are not within an array of %d"
                            .formatted(width, height, offset, stride, length));
        }
    }

    private void sayOnce(EngineFailure failure) {
        if (hasFailed.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} failed ({1}): what it cannot compress is sent without loss",
                    name,
                    failure);
        }
    }
}
