package dev.covnc.coroutine;

/** Which coroutine runs on a thread: a box, so that a switch costs one look-up. */
final class Slot {
    private static final ThreadLocal<Slot> HERE = ThreadLocal.withInitial(Slot::new);

    /** Null outside. */
    Coroutine current;

    /** This thread's. */
    static Slot here() {
        return HERE.get();
    }

    /**
     * Runs an errand on the event loop's own thread, and returns when it is done: Netty asks which
     * thread it is on, and inside a coroutine that may be another one. Nobody else runs meanwhile.
     */
    static void outside(Runnable errand) {
        var running = here().current;
        if (running == null) {
            errand.run();
        } else {
            running.stack().outside(errand);
        }
    }
}
