package dev.covnc.coroutine;

import dev.covnc.coroutine.CoroutineDump.Hold;

/**
 * Looks at every switch while somebody wants to know: the watchdog, or a flight recording. While
 * nobody does, it costs a switch one read.
 */
final class Watch {
    private static volatile boolean on;
    private static volatile boolean recorded;
    private static boolean guarded;

    private Watch() {}

    static boolean isOn() {
        return on;
    }

    /** Whether a flight recording wants to know. */
    static synchronized void recorded(boolean wanted) {
        recorded = wanted;
        on = recorded || guarded;
    }

    /** Whether the watchdog wants to know. */
    static synchronized void guarded(boolean wanted) {
        guarded = wanted;
        on = recorded || guarded;
    }

    static void created(Coroutine coroutine) {
        if (CheckedStack.ON && !coroutine.hasLoop()) {
            Roots.add(coroutine);
        }
        if (on && recorded) {
            Flight.created(coroutine);
        }
    }

    /**
     * Before the switch.
     *
     * @return what {@link #end} wants; null when nobody watches
     */
    static Stretch begin(Coroutine coroutine, Slot slot) {
        if (CheckedStack.ON && coroutine.stack() instanceof CheckedStack stack) {
            stack.enteredBy(slot.current);
        }
        return on ? beginStretch(coroutine, slot) : null;
    }

    /** Only the outermost, which keeps the loop until it is over, whomever it enters. */
    private static Stretch beginStretch(Coroutine coroutine, Slot slot) {
        if (slot.current != null || !coroutine.hasLoop()) {
            return null;
        }
        var stretch = new Stretch(coroutine, recorded ? Flight.begun() : null);
        slot.stretch = stretch;
        Watchdog.watch(slot);
        return stretch;
    }

    /** After the switch back. */
    static void end(Stretch stretch, Slot slot) {
        if (stretch != null) {
            slot.stretch = null;
            Watchdog.over(stretch, slot);
            if (recorded) {
                Flight.over(stretch);
            }
        }
    }

    /** The watchdog has found a loop that is held too long. */
    static void tell(Hold hold) {
        if (recorded) {
            Flight.held(hold);
        }
    }
}
