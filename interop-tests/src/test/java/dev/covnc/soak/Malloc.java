package dev.covnc.soak;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** What the C library has handed out in this process: mallinfo2(3), glibc 2.33 and newer. */
final class Malloc {
    private static final MemoryLayout FIELDS = MemoryLayout.sequenceLayout(10, JAVA_LONG);
    private static final MemoryLayout INFO =
            MemoryLayout.structLayout(FIELDS.withName("mallinfo2"));

    /** Of the struct's ten numbers, these count bytes in use: by mmap, and in the arenas. */
    private static final int MAPPED = 4;

    private static final int IN_ARENAS = 7;

    private Malloc() {}

    /** In bytes; 0 where the library does not tell. */
    @SuppressWarnings("restricted") // It says which functions it calls, and the tests allow it.
    static long inUse() {
        var linker = Linker.nativeLinker();
        var symbol = linker.defaultLookup().find("mallinfo2");
        if (symbol.isEmpty()) {
            return 0;
        }
        var call = linker.downcallHandle(symbol.get(), FunctionDescriptor.of(INFO));
        try (var arena = Arena.ofConfined()) {
            var info = (MemorySegment) call.invokeExact((SegmentAllocator) arena);
            return info.getAtIndex(JAVA_LONG, MAPPED) + info.getAtIndex(JAVA_LONG, IN_ARENAS);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }
}
