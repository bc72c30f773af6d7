package dev.covnc.encoders;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.covnc.rfb.WireWriter;

import java.lang.foreign.Arena;

/**
 * The round trip that decides whether a libjpeg-turbo is used: what it compresses has to be images
 * of the right size that its own decompressor takes back to about the same colours.
 */
final class TurboCheck {
    private static final int FAR_OFF = 40;
    private static final int BASELINE = 0xffc0;
    private static final int START = 0xffd8;
    private static final int SCAN = 0xffda;
    private static final int END = 0xffd9;

    private TurboCheck() {}

    /**
     * @throws EngineFailure when something else comes out than went in
     */
    static void run(TurboJpeg library) {
        var compressor = new TurboCompressor(library);
        try {
            for (var subsampling : Subsampling.values()) {
                check(library, compressor, 70, 37, subsampling);
                check(library, compressor, 1, 9, subsampling);
            }
        } finally {
            compressor.close();
        }
    }

    private static void check(
            TurboJpeg library,
            TurboCompressor compressor,
            int width,
            int height,
            Subsampling subsampling) {
        var pixels = slopes(width, height, subsampling == Subsampling.GREY);
        var quality = new JpegQuality(90, subsampling);
        var out = new WireWriter();
        compressor.compress(pixels, 0, width, width, height, quality, out);
        checkForm(out, width, height);
        var back = decompressed(library, out, width, height);
        for (int i = 0; i < pixels.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int was = pixels[i] >> shift & 0xff;
                int is = back[i] >> shift & 0xff;
                require(Math.abs(was - is) < FAR_OFF, "what it compresses has other colours");
            }
        }
    }

    /** Red to the right, green down, blue to the left. */
    private static int[] slopes(int width, int height, boolean grey) {
        var pixels = new int[width * height];
        for (int i = 0; i < pixels.length; i++) {
            int red = 255 * (i % width) / width;
            int green = 255 * (i / width) / height;
            pixels[i] = grey ? green * 0x10101 : red << 16 | green << 8 | 255 - red;
        }
        return pixels;
    }

    private static void checkForm(WireWriter image, int width, int height) {
        int last = image.size() - 2;
        require(last > 0 && u16(image, 0) == START && u16(image, last) == END, "it is cut short");
        int at = 2;
        while (at + 9 < last && u16(image, at) != BASELINE && u16(image, at) != SCAN) {
            at += 2 + u16(image, at + 2);
        }
        boolean fits =
                at + 9 < last
                        && u16(image, at) == BASELINE
                        && u16(image, at + 5) == height
                        && u16(image, at + 7) == width;
        require(fits, "it is no baseline image of that size");
    }

    private static int u16(WireWriter image, int at) {
        return Byte.toUnsignedInt(image.array()[at]) << 8
                | Byte.toUnsignedInt(image.array()[at + 1]);
    }

    private static int[] decompressed(TurboJpeg library, WireWriter out, int width, int height) {
        long handle = library.initDecompress();
        require(handle != 0, "tjInitDecompress fails");
        try (var arena = Arena.ofShared()) {
            var image = arena.allocate(out.size());
            image.asByteBuffer().put(out.array(), 0, out.size());
            var pixels = arena.allocate(JAVA_INT, (long) width * height);
            int error =
                    library.decompress(
                            handle,
                            image.address(),
                            image.byteSize(),
                            pixels.address(),
                            width,
                            width * Integer.BYTES,
                            height,
                            TurboCompressor.FORMAT,
                            0);
            require(error == 0, "tjDecompress2: " + library.error(handle));
            return pixels.toArray(JAVA_INT);
        } finally {
            library.destroy(handle);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new EngineFailure(otherwise);
        }
    }
}
