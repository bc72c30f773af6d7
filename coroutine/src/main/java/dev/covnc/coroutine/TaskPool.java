package dev.covnc.coroutine;

/**
 * Coroutines that one coroutine starts, at most so many at a time (QEMU's {@code AioTaskPool}). A
 * scope with a limit: it is closed like one, and the first failure comes out of the owner's next
 * wait.
 */
public final class TaskPool implements AutoCloseable {
    private final Coroutine owner = Coroutine.self();
    private final CoroutineScope scope;
    private final int limit;
    private final Signal ended = new Signal();
    private int busy;

    /**
     * A pool of the running coroutine.
     *
     * @param limit 1 or more
     */
    public TaskPool(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("A pool of " + limit + " tasks runs none");
        }
        this.limit = limit;
        scope = new CoroutineScope();
    }

    /**
     * Waits until fewer tasks than the limit run, and starts this one.
     *
     * @throws IllegalStateException when the caller is not the owner, or the pool is closed
     */
    @Suspends
    public void start(String name, @Suspends Runnable task) {
        awaitBusyBelow(limit, "one of its tasks to end");
        scope.start(name, () -> run(task));
        busy++;
    }

    /**
     * Waits until all tasks have ended. What one has failed with comes out of the owner's next wait
     * that suspends, or of {@link #close}.
     *
     * @throws IllegalStateException when the caller is not the owner
     */
    @Suspends
    public void awaitAll() {
        awaitBusyBelow(1, "its tasks to end");
    }

    @Suspends
    private void awaitBusyBelow(int count, String reason) {
        if (owner != Coroutine.self()) {
            throw new IllegalStateException(
                    Coroutine.self() + " uses the task pool of " + owner + ", its owner");
        }
        while (busy >= count) {
            ended.await(reason);
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            busy--;
            ended.raise();
        }
    }

    /** Cancels what still runs, and waits for it. */
    @Override
    @Suspends
    public void close() {
        scope.close();
    }
}
