package dev.covnc.encoders;

import com.sun.jna.Pointer;

/** A libjpeg-turbo that fails on demand. */
final class FaultyTurboJpeg implements TurboJpeg {
    private final TurboJpeg library;

    /** Null while it works. */
    JpegChoiceTest.Fault fault;

    FaultyTurboJpeg(TurboJpeg library) {
        this.library = library;
    }

    private boolean is(JpegChoiceTest.Fault fault) {
        return this.fault == fault;
    }

    @Override
    public long initCompress() {
        return is(JpegChoiceTest.Fault.NO_HANDLE) ? 0 : library.initCompress();
    }

    @Override
    public long initDecompress() {
        return library.initDecompress();
    }

    @Override
    public long bufSize(int width, int height, int subsampling) {
        if (is(JpegChoiceTest.Fault.NO_SIZE)) {
            return -1;
        }
        return is(JpegChoiceTest.Fault.HUGE_SIZE)
                ? 0xffff_ffffL
                : library.bufSize(width, height, subsampling);
    }

    @Override
    public int compress(
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
            int flags) {
        if (is(JpegChoiceTest.Fault.AN_ERROR)) {
            return -1;
        }
        int error =
                library.compress(
                        handle,
                        pixels,
                        width,
                        pitch,
                        height,
                        format,
                        image,
                        size,
                        subsampling,
                        quality,
                        flags);
        if (is(JpegChoiceTest.Fault.ANOTHER_BUFFER)) {
            new Pointer(image).setLong(0, pixels);
        } else if (is(JpegChoiceTest.Fault.NOTHING)) {
            new Pointer(size).setLong(0, 0);
        } else if (is(JpegChoiceTest.Fault.TOO_MUCH)) {
            new Pointer(size).setLong(0, 1 << 30);
        }
        return error;
    }

    @Override
    public int decompress(
            long handle,
            long image,
            long size,
            long pixels,
            int width,
            int pitch,
            int height,
            int format,
            int flags) {
        return library.decompress(handle, image, size, pixels, width, pitch, height, format, flags);
    }

    @Override
    public String error(long handle) {
        return fault == null ? library.error(handle) : "planted";
    }

    @Override
    public void destroy(long handle) {
        library.destroy(handle);
    }
}
