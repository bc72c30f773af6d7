package dev.covnc.coroutine;

import java.util.concurrent.locks.LockSupport;

/**
 * A stack kept by a virtual thread of its own, and one baton, so that this thread and the one that
 * resumes it never run at the same time. Public API only: it works on every JVM, and costs some
 * microseconds a switch.
 */
final class VirtualThreadStack implements Stack {
    private final Thread thread;

    /** Who holds the baton: the body, or whoever resumed it. Its writes order everything else. */
    private volatile boolean inside;

    private Thread enterer;
    private Runnable errand;
    private Throwable errandFailure;

    VirtualThreadStack(String name, Runnable body) {
        thread = Thread.ofVirtual().name(name).unstarted(() -> live(body));
    }

    private void live(Runnable body) {
        try {
            body.run();
        } finally {
            passBaton();
        }
    }

    @Override
    public void resume() {
        enterer = Thread.currentThread();
        runInside();
        while (errand != null) {
            runErrand();
            runInside();
        }
        enterer = null;
    }

    private void runInside() {
        LockSupport.setCurrentBlocker(this);
        inside = true;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
        restWhile(true);
        LockSupport.setCurrentBlocker(null);
    }

    /** The enterer may be a coroutine too; then the errand goes on to whoever entered that. */
    private void runErrand() {
        try {
            Slot.outside(errand);
        } catch (Throwable failure) {
            errandFailure = failure;
        }
        errand = null;
    }

    @Override
    public void suspend() {
        passBaton();
        restWhile(false);
    }

    /** An interrupted thread would not be parked but spin: it is told again when it has rested. */
    private void restWhile(boolean inside) {
        boolean interrupted = false;
        while (this.inside == inside) {
            LockSupport.park();
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void passBaton() {
        var waiting = enterer;
        inside = false;
        LockSupport.unpark(waiting);
    }

    @Override
    public void outside(Runnable errand) {
        this.errand = errand;
        suspend();
        var failure = errandFailure;
        errandFailure = null;
        Throwing.unchecked(failure);
    }

    /** It may be any: the body's own thread goes with it. */
    @Override
    public void checkThread(Coroutine coroutine) {}

    @Override
    public boolean sharesThread() {
        return false;
    }

    @Override
    public StackTraceElement[] frames() {
        return thread.getStackTrace();
    }

    /** The JVM tells nobody which monitors a virtual thread holds, but its code does. */
    @Override
    public StackTraceElement monitorHolder() {
        return HeldMonitors.askCode();
    }

    /**
     * Who runs when this thread does not: the body that it has given the baton to, or the one that
     * was given it by that. The thread itself if it has given it to nobody. From any thread.
     */
    static Thread behind(Thread enterer) {
        var running = enterer;
        while (LockSupport.getBlocker(running) instanceof VirtualThreadStack stack
                && stack.thread != running) {
            running = stack.thread;
        }
        return running;
    }
}
