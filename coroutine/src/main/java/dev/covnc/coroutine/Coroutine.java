package dev.covnc.coroutine;

import io.netty.util.concurrent.EventExecutor;

import java.util.ArrayDeque;
import java.util.Objects;

/**
 * A function that can be left in the middle and gone on with later: asymmetric, stackful, nestable.
 *
 * <p>{@link #enter} runs it, now, until it yields or ends; {@link #yield} goes back to whoever
 * entered. That is all of it, and enough for generators and state machines. Coroutines that wait
 * for something belong to an event loop and to a {@link CoroutineScope}, which starts them; they
 * are never entered by hand, but woken.
 *
 * <p>After QEMU's coroutines (2011), without their {@code abort()}: misuse throws an {@link
 * IllegalStateException} with a sentence.
 */
public final class Coroutine {

    /** Where in its life a coroutine is. The middle three words are Lua's. */
    public enum State {
        /** Created, never entered. */
        NEW,
        /** Running now. */
        RUNNING,
        /** Has entered another one, which is running. */
        NORMAL,
        /** Has yielded, and can be entered. */
        SUSPENDED,
        /** Its body has returned or thrown. */
        DEAD
    }

    private final String name;
    private final Runnable body;
    private final BackEnd backEnd;
    private final Stack stack;

    /** Null if it is entered by hand. */
    private final Parking parking;

    private State state = State.NEW;
    private Throwable failure;

    /** Those this one has woken; they run when it suspends or ends. Null until first used. */
    private ArrayDeque<Coroutine> wakeUps;

    /**
     * @param loop what it waits on, from its start on; null for one that is entered by hand
     */
    Coroutine(String name, EventExecutor loop, BackEnd backEnd, Runnable body) {
        this.name = Objects.requireNonNull(name);
        this.body = Objects.requireNonNull(body);
        this.backEnd = backEnd;
        stack = backEnd.stack(name, this::live);
        parking = loop == null ? null : new Parking(this, loop);
    }

    /**
     * A new coroutine that is entered by hand. It has no event loop, so it cannot wait: only yield.
     *
     * @param name for people who look at a running system
     */
    public static Coroutine create(String name, Runnable body) {
        return create(name, BackEnd.preferred(), body);
    }

    /** As {@link #create(String, Runnable)}, on a given back-end. */
    public static Coroutine create(String name, BackEnd backEnd, Runnable body) {
        return new Coroutine(name, null, backEnd, body);
    }

    /**
     * Runs this coroutine until it yields or ends, then those it has woken. What its body throws
     * comes out here.
     *
     * @throws IllegalStateException if it is running, has entered somebody, waits for a wake-up, or
     *     is dead
     */
    public void enter() {
        if (parking != null && parking.reason() != null) {
            throw new IllegalStateException(
                    this + " waits for " + parking.reason() + "; only a wake-up may enter it");
        }
        switch (state) {
            case RUNNING, NORMAL ->
                    throw new IllegalStateException(this + " re-entered recursively");
            case DEAD -> throw new IllegalStateException(this + " entered after its end");
            case NEW, SUSPENDED -> {}
        }
        run();
    }

    /**
     * Goes back to whoever entered the running coroutine; returns when it is entered again.
     *
     * @throws IllegalStateException outside a coroutine
     */
    @Suspends
    public static void yield() {
        var self = Slot.here().current;
        if (self == null) {
            throw new IllegalStateException("Yielding to no one: this is not inside a coroutine");
        }
        self.suspend();
    }

    /**
     * The coroutine that is running.
     *
     * @throws IllegalStateException outside a coroutine
     */
    public static Coroutine self() {
        var self = Slot.here().current;
        if (self == null) {
            throw new IllegalStateException("This is not inside a coroutine");
        }
        return self;
    }

    /** Whether the caller is inside a coroutine. */
    public static boolean isInside() {
        return Slot.here().current != null;
    }

    public String name() {
        return name;
    }

    public State state() {
        return state;
    }

    @Override
    public String toString() {
        return "Coroutine '" + name + "'";
    }

    /**
     * Its waiting.
     *
     * @throws IllegalStateException if it is entered by hand, and so belongs to no loop
     */
    Parking parking() {
        if (parking == null) {
            throw new IllegalStateException(this + " has no event loop, so it cannot wait");
        }
        return parking;
    }

    BackEnd backEnd() {
        return backEnd;
    }

    /**
     * Runs an errand on the event loop's own thread, and returns when it is done: Netty asks which
     * thread it is on, and inside a coroutine that may be another one. Nobody else runs meanwhile.
     */
    static void outside(Runnable errand) {
        var self = Slot.here().current;
        if (self == null) {
            errand.run();
        } else {
            self.stack.outside(errand);
        }
    }

    // The switch.

    /** Notes whom this one has woken: it will run when this one suspends or ends. */
    void willRun(Coroutine woken) {
        if (wakeUps == null) {
            wakeUps = new ArrayDeque<>();
        }
        wakeUps.add(woken);
    }

    private void live() {
        Slot.here().current = this;
        try {
            body.run();
        } catch (Throwable t) {
            failure = t;
        } finally {
            state = State.DEAD;
        }
    }

    /**
     * Runs this one, and then those it has woken, depth-first: whom the last one woke goes before
     * whoever was pending already.
     */
    void run() {
        var slot = Slot.here();
        resume(slot);
        if (wakeUps != null && !wakeUps.isEmpty()) {
            runWoken(slot);
        }
        Throwing.unchecked(failure);
    }

    private void runWoken(Slot slot) {
        var pending = new ArrayDeque<>(wakeUps);
        wakeUps.clear();
        for (var woken = pending.poll(); woken != null; woken = pending.poll()) {
            woken.resume(slot);
            while (woken.wakeUps != null && !woken.wakeUps.isEmpty()) {
                pending.push(woken.wakeUps.pollLast());
            }
        }
    }

    private void resume(Slot slot) {
        if (parking != null) {
            parking.over();
        }
        var caller = slot.current;
        if (caller != null) {
            caller.state = State.NORMAL;
        }
        state = State.RUNNING;
        if (stack.sharesThread()) {
            slot.current = this;
            stack.resume();
            slot.current = caller;
        } else {
            stack.resume();
        }
        if (caller != null) {
            caller.state = State.RUNNING;
        }
    }

    private void suspend() {
        state = State.SUSPENDED;
        stack.suspend();
    }
}
