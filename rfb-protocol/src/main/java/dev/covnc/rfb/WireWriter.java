package dev.covnc.rfb;

import java.util.Arrays;
import java.util.Objects;

/**
 * A growing array of bytes that are to be sent, big-endian (RFC 6143 section 7).
 *
 * <p>Meant to be kept: {@link #clear} forgets the bytes and keeps the array. Not thread-safe.
 */
public final class WireWriter {
    private byte[] array;
    private int size;

    /** Room for a short message at first. */
    public WireWriter() {
        this(64);
    }

    /**
     * Room for as much at first.
     *
     * @param capacity the bytes to make room for at first
     */
    public WireWriter(int capacity) {
        array = new byte[capacity];
    }

    /** Appends the low 8 bits. */
    public WireWriter u8(int value) {
        room(1);
        array[size++] = (byte) value;
        return this;
    }

    /** Appends the low 16 bits. */
    public WireWriter u16(int value) {
        room(2);
        array[size++] = (byte) (value >> 8);
        array[size++] = (byte) value;
        return this;
    }

    /** Appends all 32 bits; serves for unsigned values too. */
    public WireWriter s32(int value) {
        room(4);
        set32(size, value);
        size += 4;
        return this;
    }

    /** Appends the bytes. */
    public WireWriter bytes(byte[] bytes) {
        return bytes(bytes, 0, bytes.length);
    }

    /** Appends a part of the bytes. */
    public WireWriter bytes(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        room(length);
        System.arraycopy(bytes, offset, array, size, length);
        size += length;
        return this;
    }

    /** Appends zeros: padding is never what memory happened to hold. */
    public WireWriter zeros(int count) {
        room(count);
        Arrays.fill(array, size, size + count, (byte) 0);
        size += count;
        return this;
    }

    /**
     * Appends a line of text that the viewer will show, such as a reason or a name: its length in
     * bytes as four bytes, and UTF-8. Control characters become spaces, and only what fits whole
     * into 255 bytes is kept.
     */
    public WireWriter line(String text) {
        var utf8 = Line.utf8(text);
        return s32(utf8.length).bytes(utf8);
    }

    /** Overwrites the four bytes at {@code position}, which must have been written. */
    public void patch32(int position, int value) {
        Objects.checkFromIndexSize(position, 4, size);
        set32(position, value);
    }

    /** The bytes written since the last {@link #clear}. */
    public int size() {
        return size;
    }

    /**
     * The array behind; only the first {@link #size} bytes are meant, and it is another one after
     * growth. For kernels that write straight into it: {@link #reserve}, fill, {@link #advance}.
     */
    public byte[] array() {
        return array;
    }

    /** Makes room for {@code count} more bytes and returns the position where they go. */
    public int reserve(int count) {
        room(count);
        return size;
    }

    /** Counts {@code count} bytes as written that were put straight into {@link #array}. */
    public void advance(int count) {
        Objects.checkFromIndexSize(size, count, array.length);
        size += count;
    }

    /** Forgets the bytes, keeps the array. */
    public void clear() {
        size = 0;
    }

    /** A copy of the bytes written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(array, size);
    }

    private void set32(int at, int value) {
        array[at] = (byte) (value >> 24);
        array[at + 1] = (byte) (value >> 16);
        array[at + 2] = (byte) (value >> 8);
        array[at + 3] = (byte) value;
    }

    private void room(int count) {
        if (count > array.length - size) {
            array = Arrays.copyOf(array, Math.max(Math.addExact(size, count), array.length * 2));
        }
    }
}
