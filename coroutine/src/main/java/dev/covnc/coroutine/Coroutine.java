package dev.covnc.coroutine;

import io.netty.util.concurrent.EventExecutor;

import java.util.Objects;

/**
 * A function that can be left in the middle and gone on with later: asymmetric, stackful, nestable.
 *
 * <p>{@link #enter} runs it, now, until it yields or ends; {@link #yield} goes back to whoever
 * entered. That is enough for generators and state machines. Coroutines that wait for something
 * belong to an event loop and to a {@link CoroutineScope}, which starts them; they are woken. After
 * QEMU's coroutines (2011), without their {@code abort()}: misuse throws a sentence.
 */
public final class Coroutine {

    /** Where in its life a coroutine is. The last four words are Lua's. */
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
    private final Body body;
    private final BackEnd backEnd;
    private final Stack stack;

    /** Null if it is entered by hand. */
    private final Parking parking;

    private State state = State.NEW;

    /** Those it has woken while it runs. */
    WakeUps wakeUps = WakeUps.NONE;

    /**
     * @param loop what it waits on, from its start on; null for one that is entered by hand
     */
    Coroutine(String name, EventExecutor loop, BackEnd backEnd, @Suspends Runnable body) {
        this.name = Objects.requireNonNull(name);
        this.body = new Body(this, body);
        this.backEnd = backEnd;
        stack = Stack.of(backEnd, name, this.body);
        parking = loop == null ? null : new Parking(this, loop);
        Watch.created(this);
    }

    /**
     * A new coroutine that is entered by hand. It has no event loop, so it cannot wait: only yield.
     *
     * @param name for people who look at a running system
     */
    public static Coroutine create(String name, @Suspends Runnable body) {
        return create(name, BackEnd.preferred(), body);
    }

    /** As {@link #create(String, Runnable)}, on a given back-end. */
    public static Coroutine create(String name, BackEnd backEnd, @Suspends Runnable body) {
        return new Coroutine(name, null, backEnd, body);
    }

    /**
     * Runs this coroutine until it yields or ends, then those it has woken. What its body throws
     * comes out here.
     *
     * @throws IllegalStateException if it is entered, dead, waiting, or of another loop or thread
     */
    public void enter() {
        if (parking != null) {
            parking.checkEnterable();
        } else {
            stack.checkThread(this);
        }
        switch (state) {
            case RUNNING, NORMAL -> throw refusal("re-entered recursively");
            case DEAD -> throw refusal("entered after its end");
            case NEW, SUSPENDED -> run();
        }
    }

    private IllegalStateException refusal(String what) {
        return new IllegalStateException(this + " " + what + ", by " + Slot.whoIsHere());
    }

    /** As {@link #enter}, but does nothing when it is running or has entered somebody. */
    public void enterIfInactive() {
        if (!isEntered()) {
            enter();
        }
    }

    /**
     * Goes back to whoever entered the running coroutine; returns when it is entered again. One
     * that belongs to a scope is also thrown out when it is to end.
     *
     * @throws IllegalStateException outside a coroutine
     */
    @Suspends
    public static void yield() {
        var self = self();
        if (self.parking == null) {
            self.suspend();
        } else {
            self.parking.yieldToEnterer();
        }
    }

    /**
     * The coroutine that is running.
     *
     * @throws IllegalStateException outside a coroutine
     */
    public static Coroutine self() {
        var self = Slot.here().current;
        if (self == null) {
            throw Outside.refusal();
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

    /** Whether it is running, or has entered, at however many removes, the one that is. */
    public boolean isEntered() {
        return state == State.RUNNING || state == State.NORMAL;
    }

    /**
     * Ends its wait, whatever it waits for, so that it looks again; or the next wait, if it does
     * not wait now. From any thread.
     *
     * @throws IllegalStateException if it is entered by hand
     */
    public void wake() {
        parking().wake();
    }

    /**
     * Goes on on another event loop, to which the running coroutine belongs from then on.
     *
     * @throws IllegalStateException inside a scope or deadline, or with a lock, which stay on their
     *     loop; when the other loop has shut down; or on {@link BackEnd#CONTINUATION}
     */
    @Suspends
    public static void moveTo(EventExecutor loop) {
        self().parking().moveTo(loop);
    }

    @Override
    public String toString() {
        return "Coroutine '" + name + "'";
    }

    /** Its waiting. One that is entered by hand belongs to no loop, and is refused. */
    Parking parking() {
        if (parking == null) {
            throw new IllegalStateException(this + " has no event loop, so it cannot wait");
        }
        return parking;
    }

    /** Whether it waits, when it waits, on this loop. */
    boolean livesOn(EventExecutor loop) {
        return parking != null && parking.loop() == loop;
    }

    boolean hasLoop() {
        return parking != null;
    }

    public BackEnd backEnd() {
        return backEnd;
    }

    Stack stack() {
        return stack;
    }

    void ended() {
        state = State.DEAD;
    }

    /** Runs this one, and then those it has woken. */
    void run() {
        var slot = Slot.here();
        resume(slot);
        wakeUps.run(slot);
        if (state == State.DEAD) {
            body.throwFailure();
        }
    }

    /** Runs this one alone, and returns whom it has woken. */
    WakeUps resume(Slot slot) {
        var caller = slot.current;
        if (caller != null) {
            caller.state = State.NORMAL;
        }
        isRunning();
        var stretch = Watch.begin(this, slot);
        if (stack.sharesThread()) {
            slot.current = this;
            stack.resume();
            slot.current = caller;
        } else {
            stack.resume();
        }
        Watch.end(stretch, slot);
        if (caller != null) {
            caller.state = State.RUNNING;
        }
        return wakeUps;
    }

    void suspend() {
        state = State.SUSPENDED;
        try {
            stack.suspend();
        } catch (Throwable refusal) {
            isRunning();
            throw refusal;
        }
    }

    private void isRunning() {
        state = State.RUNNING;
        if (parking != null) {
            parking.over();
        }
    }
}
