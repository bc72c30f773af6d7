package dev.covnc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covnc.encoders.OpenHandles;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a server could leave behind outside of the heap: memory of compressors, and threads. Netty's
 * own watch over its buffers (PARANOID, see the pom) speaks up in the log.
 */
final class Leftovers {
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final int handles = OpenHandles.count();
    private final Set<Thread> threads = threads();

    /** What there is now was there before, but for threads that are about to end. */
    void assertNone() {
        assertEquals(handles, OpenHandles.count(), "native memory was not freed");
        var left = threads();
        left.removeAll(threads);
        for (var thread : left) {
            assertTrue(ended(thread), () -> thread + " is left");
        }
    }

    private static boolean ended(Thread thread) {
        try {
            return thread.join(ENDING);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Those of servers. */
    private static Set<Thread> threads() {
        var root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        var all = new Thread[2 * root.activeCount() + 16];
        int count = root.enumerate(all);
        return Arrays.stream(all, 0, count)
                .filter(thread -> thread.getName().startsWith("covnc-"))
                .collect(Collectors.toSet());
    }
}
