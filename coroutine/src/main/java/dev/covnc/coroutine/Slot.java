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
}
