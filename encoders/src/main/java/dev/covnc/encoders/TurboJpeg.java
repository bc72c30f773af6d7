package dev.covnc.encoders;

/** The functions of libjpeg-turbo that compress ({@code turbojpeg.h}), and those that prove it. */
interface TurboJpeg {

    /** {@code TJPF_BGRX} and {@code TJPF_XRGB}: how the bytes of an xRGB int lie in memory. */
    int BGRX = 3;

    int XRGB = 5;

    /** {@code TJSAMP_}: in the order of the library. */
    static int number(Subsampling subsampling) {
        return switch (subsampling) {
            case YUV_444 -> 0;
            case YUV_422 -> 1;
            case YUV_420 -> 2;
            case GREY -> 3;
        };
    }

    /** {@code TJFLAG_NOREALLOC}: an image that does not fit is an error. */
    int NO_REALLOC = 1024;

    /** {@code TJFLAG_FASTDCT}. */
    int FAST_DCT = 2048;

    /** {@code TJFLAG_ACCURATEDCT}. */
    int ACCURATE_DCT = 4096;

    /** A compressor's handle, or 0. */
    long initCompress();

    /** A decompressor's handle, or 0. */
    long initDecompress();

    /** The most bytes that an image takes, which is what the library takes a buffer to have. */
    long bufSize(int width, int height, int subsampling);

    /**
     * Compresses.
     *
     * @param pitch in bytes
     * @param image the address of the address of the buffer, which has {@link #bufSize}
     * @param size the address of an {@code unsigned long}
     * @return 0, or an error
     */
    int compress(
            long handle,
            long pixels,
            int width,
            int pitch,
            int height,
            int format,
            long image,
            long size,
            int subsampling,
            int quality,
            int flags);

    /** Decompresses into pixels that have room for them. */
    int decompress(
            long handle,
            long image,
            long size,
            long pixels,
            int width,
            int pitch,
            int height,
            int format,
            int flags);

    /** What was wrong. */
    String error(long handle);

    /** Frees a handle. */
    void destroy(long handle);
}
