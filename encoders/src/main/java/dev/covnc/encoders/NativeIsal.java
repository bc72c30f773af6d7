package dev.covnc.encoders;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * ISA-L (BSD-3-Clause) as the system has it, bound through JNA's direct mapping: 0.1 microseconds a
 * call. Nothing of it is shipped.
 */
final class NativeIsal implements Isal {
    /** Kept: a library that nobody refers to is unloaded. */
    private final NativeLibrary library;

    private final String name;

    /**
     * Loads it.
     *
     * @param name a file, or the name that the system knows it by
     * @throws EngineFailure when there is none, or it is not this machine's, or not ISA-L
     */
    NativeIsal(String name) {
        this.name = name;
        try {
            library = NativeLibrary.getInstance(name);
            Native.register(NativeIsal.class, library);
        } catch (LinkageError | RuntimeException e) {
            throw EngineFailure.ofLibrary(e);
        }
    }

    /** Where the library lies; its name if nobody knows. */
    String file() {
        var file = library.getFile();
        return file == null ? name : file.getPath();
    }

    @Override
    public void init(long stream) {
        isal_deflate_init(stream);
    }

    @Override
    public int deflate(long stream) {
        return isal_deflate(stream);
    }

    // The names are the library's.

    private static native void isal_deflate_init(long stream);

    private static native int isal_deflate(long stream);
}
