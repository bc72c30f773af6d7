package dev.covnc.coroutine;

import dev.covnc.coroutine.CoroutineDump.Hold;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that looks out for coroutines that keep their loop too long, and names each of them
 * once, with its stack.
 */
final class Watchdog implements Runnable {
    private static final Logger LOG = System.getLogger(Watchdog.class.getPackageName());

    /** It looks as often in the time that is too long: so much later it may notice. */
    private static final int LOOKS = 4;

    /** Those of the threads that have run coroutines since there is a watchdog. */
    private static final Set<Slot> SLOTS =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Null while it is off. */
    static volatile Watchdog onDuty;

    private final Duration limit;
    final Thread thread;

    private Watchdog(Duration limit) {
        // At most 292 years, which a long counts in nanoseconds.
        this.limit = Duration.ofNanos(TimeUnit.NANOSECONDS.convert(limit));
        thread = Thread.ofPlatform().daemon().name("covnc-watchdog").unstarted(this);
    }

    /** Starts it, or, with a limit of zero, ends it. */
    static synchronized void limit(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("The watchdog cannot wait for " + limit);
        }
        var next = limit.isZero() ? null : new Watchdog(limit);
        var relieved = onDuty;
        onDuty = next;
        if (relieved != null) {
            LockSupport.unpark(relieved.thread);
        }
        Watch.guarded(next != null);
        if (next != null) {
            next.thread.start();
        }
    }

    /** Zero while it is off. */
    static Duration limit() {
        var watchdog = onDuty;
        return watchdog == null ? Duration.ZERO : watchdog.limit;
    }

    /** The slot's own thread has begun a stretch. */
    static void watch(Slot slot) {
        if (!slot.guarded) {
            slot.guarded = true;
            SLOTS.add(slot);
        }
    }

    /** The stretch has ended; perhaps too late, and before anybody looked. */
    static void over(Stretch stretch, Slot slot) {
        var watchdog = onDuty;
        if (watchdog != null && watchdog.isTooLong(stretch) && stretch.isToBeReported()) {
            report(stretch, slot);
        }
    }

    @Override
    public void run() {
        long pause = Math.max(1, limit.toNanos() / LOOKS);
        while (onDuty == this) {
            LockSupport.parkNanos(this, pause);
            for (var slot : SLOTS.toArray(Slot[]::new)) {
                look(slot);
            }
        }
    }

    private void look(Slot slot) {
        var stretch = slot.stretch;
        if (stretch == null || !isTooLong(stretch) || !stretch.isToBeReported()) {
            return;
        }
        var hold = slot.hold(Duration.ofNanos(stretch.nanos()));
        if (slot.stretch == stretch) {
            report(hold);
        } else {
            // It ended meanwhile, and the stack may be another's.
            report(stretch, slot);
        }
    }

    private boolean isTooLong(Stretch stretch) {
        return stretch.nanos() > limit.toNanos();
    }

    private static void report(Stretch stretch, Slot slot) {
        var name = Optional.of(stretch.coroutine().name());
        var time = Duration.ofNanos(stretch.nanos());
        report(new Hold(name, slot.thread.getName(), time, List.of()));
    }

    private static void report(Hold hold) {
        Watch.tell(hold);
        LOG.log(Level.WARNING, hold::toString);
    }
}
