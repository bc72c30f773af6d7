package dev.covnc.encoders;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something outside of the heap that a viewer's encoders hold and have to free by hand: one of
 * these lives beside each, so that a test can ask whether all were freed. What all viewers share,
 * such as the compressors of a {@link JpegEngine}, does not count. One thread at a time.
 */
final class NativeHandle implements AutoCloseable {
    private static final AtomicInteger OPEN = new AtomicInteger();

    private boolean open = true;

    NativeHandle() {
        OPEN.incrementAndGet();
    }

    /** How many there are in this Java. */
    static int open() {
        return OPEN.get();
    }

    /** More than once is allowed. */
    @Override
    public void close() {
        if (open) {
            open = false;
            OPEN.decrementAndGet();
        }
    }
}
