package dev.covnc.encoders;

import java.util.Arrays;

import javax.imageio.stream.ImageOutputStreamImpl;

/** Where ImageIO writes to: an array that is kept, and no file. */
final class ImageIoSink extends ImageOutputStreamImpl {
    private static final int AT_FIRST = 32 * 1024;

    private byte[] array = new byte[AT_FIRST];
    private int size;

    /** Forgets what was written. */
    void rewind() {
        size = 0;
        streamPos = 0;
        flushedPos = 0;
        bitOffset = 0;
    }

    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int end = Math.addExact((int) streamPos, length);
        if (end > array.length) {
            array = Arrays.copyOf(array, Math.max(end, array.length * 2));
        }
        System.arraycopy(bytes, offset, array, (int) streamPos, length);
        streamPos = end;
        size = Math.max(size, end);
    }

    /** It is written and never read. */
    @Override
    public int read() {
        return -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        return -1;
    }
}
