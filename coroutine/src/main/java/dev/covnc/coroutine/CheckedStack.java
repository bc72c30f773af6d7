package dev.covnc.coroutine;

import java.util.concurrent.Semaphore;

/**
 * A stack in checked mode, {@code -Dcovnc.checked=true}, around a real one. It refuses to be left
 * while a monitor is held on it, and it knows its enterer, so that {@link Coroutines#dump} can list
 * a coroutine that no scope knows.
 */
final class CheckedStack implements Stack {
    static final boolean ON = Boolean.getBoolean("covnc.checked");

    private static final StackTraceElement[] NONE = {};

    private final String name;
    private final Stack stack;

    /** Taken while the body runs, so that nobody looks at frames that are changing. */
    private final Semaphore still = new Semaphore(1);

    private volatile String enteredBy;

    /** Null while the body does not run. */
    private volatile Thread enterer;

    CheckedStack(String name, Stack stack) {
        this.name = name;
        this.stack = stack;
    }

    @Override
    public void resume() {
        still.acquireUninterruptibly();
        try {
            stack.resume();
        } finally {
            enterer = null;
            still.release();
        }
    }

    @Override
    public void suspend() {
        var holder = stack.monitorHolder();
        if (holder != null) {
            throw new IllegalStateException(
                    "Coroutine '"
                            + name
                            + "' suspends while it holds a monitor, entered in "
                            + holder
                            + ": whoever wants it next would stop the loop for good");
        }
        stack.suspend();
    }

    @Override
    public void outside(Runnable errand) {
        stack.outside(errand);
    }

    @Override
    public void checkThread(Coroutine coroutine) {
        stack.checkThread(coroutine);
    }

    @Override
    public boolean sharesThread() {
        return stack.sharesThread();
    }

    @Override
    public StackTraceElement monitorHolder() {
        return stack.monitorHolder();
    }

    /** From any thread: the body may be running. */
    @Override
    public StackTraceElement[] frames() {
        if (!still.tryAcquire()) {
            var running = enterer;
            return running == null ? NONE : VirtualThreadStack.behind(running).getStackTrace();
        }
        try {
            return stack.frames();
        } finally {
            still.release();
        }
    }

    /**
     * The coroutine is about to be entered.
     *
     * @param caller null outside a coroutine
     */
    void enteredBy(Coroutine caller) {
        enterer = Thread.currentThread();
        enteredBy = caller == null ? "thread '" + enterer.getName() + "'" : caller.toString();
    }

    /** Who entered it last, as the object of a sentence; null if nobody has. */
    String enteredBy() {
        return enteredBy;
    }
}
