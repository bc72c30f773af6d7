package dev.covnc.coroutine;

import dev.covnc.coroutine.CoroutineDump.Hold;

import java.time.Duration;
import java.util.Optional;

/**
 * Which coroutine runs on a thread: a box, so that a switch costs one look-up. Others than its
 * thread may look into it, to tell people what they see.
 */
final class Slot {
    private static final ThreadLocal<Slot> HERE = ThreadLocal.withInitial(Slot::new);

    final Thread thread = Thread.currentThread();

    /** Null outside. */
    Coroutine current;

    /** The stretch that its thread is in, while somebody watches; else null. */
    volatile Stretch stretch;

    /** Whether the watchdog knows this slot. */
    boolean guarded;

    /**
     * What keeps its thread, as another thread sees it.
     *
     * @param time for how long
     */
    Hold hold(Duration time) {
        var running = VirtualThreadStack.behind(thread);
        var name = running == thread ? nameHere() : Optional.of(running.getName());
        return new Hold(name, thread.getName(), time, Frames.aboveLoop(running.getStackTrace()));
    }

    private Optional<String> nameHere() {
        var running = current;
        var begun = stretch;
        return Optional.ofNullable(running == null && begun != null ? begun.coroutine() : running)
                .map(Coroutine::name);
    }

    /** The coroutine, or outside one the thread, for the sentences of exceptions. */
    static String whoIsHere() {
        var running = here().current;
        return running != null
                ? running.toString()
                : "thread '" + Thread.currentThread().getName() + "'";
    }

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
