package dev.covnc.coroutine;

/**
 * Coroutines that one coroutine starts, at most so many at a time (QEMU's {@code AioTaskPool}). A
 * scope with a limit: it is closed like one, and the first failure comes out of the owner's next
 * wait.
 */
public final class TaskPool implements AutoCloseable {
    private final CoroutineScope scope = new CoroutineScope();
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
            scope.close();
            throw new IllegalArgumentException("A pool of " + limit + " tasks runs none");
        }
        this.limit = limit;
    }

    /** Waits until fewer tasks than the limit run, and starts this one. */
    @Suspends
    public void start(String name, Runnable task) {
        awaitBusyBelow(limit, "one of its tasks to end");
        busy++;
        scope.start(name, () -> run(task));
    }

    /** Waits until all tasks have ended. */
    @Suspends
    public void awaitAll() {
        awaitBusyBelow(1, "its tasks to end");
    }

    private void awaitBusyBelow(int count, String reason) {
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
