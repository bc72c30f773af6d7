package dev.covnc.encoders;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;

/**
 * libjpeg-turbo (IJG, BSD-3-Clause) as the system has it, bound through JNA's direct mapping: 0.1
 * microseconds a call. The classic functions, which versions 2 and 3 have. Nothing of it is
 * shipped.
 */
final class NativeTurboJpeg implements TurboJpeg {
    private static final String[] FUNCTIONS = {
        "tjInitCompress",
        "tjInitDecompress",
        "tjBufSize",
        "tjCompress2",
        "tjDecompress2",
        "tjGetErrorStr2",
        "tjDestroy",
    };

    /** Kept: a library that nobody refers to is unloaded. */
    private final NativeLibrary library;

    /**
     * Loads it.
     *
     * @param name a file, or the name that the system knows it by
     * @throws EngineFailure when there is none, or it is not this machine's, or too old, or not
     *     libjpeg-turbo
     */
    NativeTurboJpeg(String name) {
        try {
            if (Native.POINTER_SIZE != Long.BYTES) {
                throw new EngineFailure("addresses have not 64 bits here");
            }
            library = NativeLibrary.getInstance(name);
            for (var function : FUNCTIONS) {
                library.getFunction(function);
            }
            Native.register(NativeTurboJpeg.class, library);
        } catch (LinkageError | RuntimeException e) {
            throw EngineFailure.ofLibrary(e);
        }
    }

    /** Where the library lies. */
    String file() {
        var file = library.getFile();
        return file == null ? library.getName() : file.getPath();
    }

    @Override
    public long initCompress() {
        return tjInitCompress();
    }

    @Override
    public long initDecompress() {
        return tjInitDecompress();
    }

    @Override
    public long bufSize(int width, int height, int subsampling) {
        long size = tjBufSize(width, height, subsampling);
        // An unsigned long has 32 bits on Windows: nobody knows what stands above them.
        return NativeLong.SIZE == Integer.BYTES ? size & 0xffff_ffffL : size;
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
        return tjCompress2(
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
        var length = new NativeLong(size);
        return tjDecompress2(handle, image, length, pixels, width, pitch, height, format, flags);
    }

    @Override
    public String error(long handle) {
        return tjGetErrorStr2(handle);
    }

    @Override
    public void destroy(long handle) {
        tjDestroy(handle);
    }

    // The names are the library's.

    private static native long tjInitCompress();

    private static native long tjInitDecompress();

    private static native long tjBufSize(int width, int height, int subsampling);

    private static native int tjCompress2(
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

    private static native int tjDecompress2(
            long handle,
            long image,
            NativeLong size,
            long pixels,
            int width,
            int pitch,
            int height,
            int format,
            int flags);

    private static native String tjGetErrorStr2(long handle);

    private static native int tjDestroy(long handle);
}
