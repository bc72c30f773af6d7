package dev.covnc.encoders;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// The memory of one ISA-L stream. A segment that is freed when it is closed and not before: its
/// address may be used as long as this is open, and what is read or written here is within it or
/// refused, so a mistake is an exception and not a crash.
///
/// ```
/// struct isal_zstream, of versions 2.26 to 2.31, 64 bits
///    0  u64 next_in     8  u32 avail_in    12  u32 total_in
///   16  u64 next_out   24  u32 avail_out   28  u32 total_out
///   32  u64 hufftables                     40  u32 level       44  u32 level_buf_size
///   48  u64 level_buf  56  u16 end_of_stream   58  u16 flush   60  u16 gzip_flag
///   64  its own state, to 82384
/// ```
///
/// Behind it are a guard that nobody may write to, the level's memory, then what goes in and what
/// comes out.
final class IsalStream implements AutoCloseable {
    private static final int NEXT_IN = 0;
    private static final int AVAIL_IN = 8;
    private static final int NEXT_OUT = 16;
    private static final int AVAIL_OUT = 24;
    private static final int LEVEL = 40;
    private static final int LEVEL_BUF_SIZE = 44;
    private static final int LEVEL_BUF = 48;
    private static final int FLUSH = 58;
    private static final int SIZE = 82384;

    private static final short SYNC_FLUSH = 1;

    /** What a stream of another layout would run over. */
    private static final int GUARD = 16 * 1024 - 464;

    private static final byte GUARD_BYTE = (byte) 0xa5;

    /** As igzip_lib.h advises for each level, 0 to 3: room for 16 Ki tokens of a block. */
    private static final int[] LEVEL_BYTES = {0, 86016, 135168, 151552};

    /** What can be given in and taken out at once. */
    static final int CHUNK = 64 * 1024;

    private final NativeMemory memory;

    /** The memory's; of no size once that is freed. */
    private MemorySegment all;

    private final int in;
    private final int out;
    private final NativeHandle handle;

    IsalStream(Isal isal, int level) {
        in = SIZE + GUARD + LEVEL_BYTES[level];
        out = in + CHUNK;
        memory = allocate(out + CHUNK);
        all = memory.segment();
        all.asSlice(SIZE, GUARD).fill(GUARD_BYTE);
        isal.init(address());
        all.set(JAVA_INT, LEVEL, level);
        all.set(JAVA_INT, LEVEL_BUF_SIZE, LEVEL_BYTES[level]);
        all.set(JAVA_LONG, LEVEL_BUF, address() + SIZE + GUARD);
        all.set(JAVA_SHORT, FLUSH, SYNC_FLUSH);
        handle = new NativeHandle();
    }

    private static NativeMemory allocate(int size) {
        try {
            return new NativeMemory(size, 64);
        } catch (OutOfMemoryError e) {
            throw new EngineFailure("no memory for a stream of ISA-L", e);
        }
    }

    /**
     * @throws IllegalStateException when this is closed: no library may have the address any more
     */
    long address() {
        if (all.byteSize() == 0) {
            throw new IllegalStateException("The stream is closed");
        }
        return all.address();
    }

    /** Gives bytes in, at most {@link #CHUNK}. */
    void give(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(0, length, CHUNK);
        MemorySegment.copy(bytes, offset, all, JAVA_BYTE, in, length);
        all.set(JAVA_LONG, NEXT_IN, address() + in);
        all.set(JAVA_INT, AVAIL_IN, length);
    }

    /** Makes room for {@link #CHUNK} bytes to come out. */
    void makeRoom() {
        all.set(JAVA_LONG, NEXT_OUT, address() + out);
        all.set(JAVA_INT, AVAIL_OUT, CHUNK);
    }

    /** The bytes given that were not read. */
    int left() {
        return all.get(JAVA_INT, AVAIL_IN);
    }

    /** The bytes that have come out. */
    int written() {
        return CHUNK - all.get(JAVA_INT, AVAIL_OUT);
    }

    /** Copies bytes that have come out. */
    void take(byte[] into, int at, int length) {
        MemorySegment.copy(all, JAVA_BYTE, out, into, at, length);
    }

    /** Whether nothing was written behind the struct. */
    boolean isWithinItsSize() {
        var guard = all.asSlice(SIZE, GUARD);
        return guard.elements(JAVA_BYTE).allMatch(b -> b.get(JAVA_BYTE, 0) == GUARD_BYTE);
    }

    /** Frees the memory. More than once is allowed. */
    @Override
    public void close() {
        all = MemorySegment.NULL;
        memory.close();
        handle.close();
    }
}
