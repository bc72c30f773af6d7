package dev.covnc.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * How many bytes may be on their way to one viewer, found out from how long marks in the stream
 * take to come back: as many as the network carries without making them queue.
 *
 * <p>After TCP Vegas (Brakmo, O'Malley, Peterson, SIGCOMM 1994): the shortest time ever is taken
 * for the network's own, and what is longer for the time spent in a queue; the window grows while
 * the queue is short and shrinks when it is long. While it has never been long, the window doubles
 * with every round trip.
 *
 * <p>Time is passed in as nanoseconds of a clock that only goes forward.
 */
final class Congestion {
    static final int LEAST_WINDOW = 16 * 1024;
    static final int GREATEST_WINDOW = 4 * 1024 * 1024;

    /** What a window may have in a queue and still grow. */
    private static final int SHORT_QUEUE = 16 * 1024;

    /** What a window may have in a queue before it shrinks. */
    private static final int LONG_QUEUE = 64 * 1024;

    /** The share of the window by which it changes in one round trip. */
    private static final int STEPS = 8;

    /** A viewer that lets its first mark wait so long does not send them back at all. */
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    /**
     * One that has sent marks back may be slow: what a whole screen takes at 10 kB/s is waited for,
     * because what is sent instead would only lie behind it.
     */
    private static final long TRUST = Duration.ofSeconds(60).toNanos();

    private record Mark(long position, long time, long inFlight) {}

    private final Queue<Mark> marks = new ArrayDeque<>();
    private long sent;
    private long arrived;
    private long window = 4 * LEAST_WINDOW;
    private boolean doubling = true;
    private long shortest = Long.MAX_VALUE;
    private long last;

    /** So many more bytes are on their way. */
    void sent(int bytes) {
        sent += bytes;
    }

    /** A mark goes out behind what was sent. */
    void marked(long now) {
        marks.add(new Mark(sent, now, sent - arrived));
    }

    /** The oldest mark has come back; without one, a viewer answers what nobody asked. */
    void returned(long now) {
        var mark = marks.poll();
        if (mark == null) {
            return;
        }
        arrived = mark.position();
        last = Math.max(1, now - mark.time());
        shortest = Math.min(shortest, last);
        if (mark.inFlight() >= window / 2) {
            adapt(mark.inFlight());
        }
    }

    /** Only what was in flight when the mark went out could have made it wait. */
    private void adapt(long inFlight) {
        long queued = (long) (inFlight * (1 - (double) shortest / last));
        if (queued > LONG_QUEUE) {
            window -= doubling ? window / 2 : window / STEPS;
            doubling = false;
        } else if (queued < SHORT_QUEUE) {
            window += doubling ? window : window / STEPS;
        }
        window = Math.clamp(window, LEAST_WINDOW, GREATEST_WINDOW);
    }

    /** Whether no update may begin before a mark has come back. */
    boolean isFull(long now) {
        return sent - arrived >= window && patience(now) > 0;
    }

    /** How long the oldest mark is still waited for, in nanoseconds. */
    long patience(long now) {
        var oldest = marks.peek();
        long patience = last == 0 ? PATIENCE : TRUST;
        return oldest == null ? 0 : patience - (now - oldest.time());
    }

    /** The bytes that may be on their way. */
    long window() {
        return window;
    }

    /** How long the last mark took there and back, in nanoseconds; 0 if none has. */
    long roundTrip() {
        return last;
    }
}
