package dev.covnc.soak;

import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The machine's own part in a delay, so that nobody is blamed for it: a thread that only sleeps a
 * millisecond at a time notes when it was woken late. What kept it from running (another program,
 * or this JVM's collector) kept those from running that measure, too.
 */
final class Machine implements AutoCloseable {
    private static final long NOTED = 3_000_000;

    private record Stall(long from, long to) {}

    private final ConcurrentLinkedDeque<Stall> stalls = new ConcurrentLinkedDeque<>();
    private final Thread sleeper =
            Thread.ofPlatform().daemon().name("sleeper").unstarted(this::run);

    Machine() {
        sleeper.start();
    }

    private void run() {
        try {
            while (true) {
                long slept = System.nanoTime();
                Thread.sleep(1);
                long now = System.nanoTime();
                if (now - slept - 1_000_000 > NOTED) {
                    stalls.add(new Stall(slept + 1_000_000, now));
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    /** We ourselves have stopped the server in that time. */
    void excuse(long from, long to) {
        stalls.add(new Stall(from, to));
    }

    /** What is left of a delay without the machine's part; in nanoseconds. */
    long delay(long from, long to) {
        long left = to - from;
        for (var stall : stalls) {
            left -= Math.max(0, Math.min(to, stall.to()) - Math.max(from, stall.from()));
        }
        return Math.max(0, left);
    }

    @Override
    public void close() {
        sleeper.interrupt();
    }
}
