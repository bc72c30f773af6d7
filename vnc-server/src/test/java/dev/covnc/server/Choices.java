package dev.covnc.server;

import java.util.Arrays;

/** What a fuzzer's bytes decide, from the first to the last; after the last they decide for 0. */
final class Choices {
    private final byte[] bytes;
    private int next;

    Choices(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isEmpty() {
        return next >= bytes.length;
    }

    int u8() {
        return isEmpty() ? 0 : bytes[next++] & 0xff;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    boolean yes() {
        return (u8() & 1) != 0;
    }

    /** From 0 up to, and without, {@code end}, which is at most 256. */
    int below(int end) {
        return u8() % end;
    }

    /** At most so many bytes, as many as there are. */
    byte[] take(int count) {
        int end = Math.min(bytes.length, next + count);
        var taken = Arrays.copyOfRange(bytes, next, end);
        next = end;
        return taken;
    }

    byte[] rest() {
        return take(bytes.length - next);
    }
}
