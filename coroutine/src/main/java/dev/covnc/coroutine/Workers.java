package dev.covnc.coroutine;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Threads that do what takes too long for an event loop, while a coroutine waits for the result.
 */
public final class Workers {
    private final Executor executor;

    /**
     * @param executor runs the tasks; its threads are its owner's to end
     */
    public Workers(Executor executor) {
        this.executor = Objects.requireNonNull(executor);
    }

    /**
     * Runs the task on a worker and suspends until it is done. What it throws is thrown here.
     *
     * <p>A coroutine that is cancelled meanwhile still waits for the task, because the task uses
     * what the coroutine is about to release: the exception comes when the task has ended.
     *
     * @param what the task, as the object of a sentence: "encoding"
     * @throws java.util.concurrent.RejectedExecutionException when the executor takes no task
     */
    @Suspends
    public <T> T call(String what, Supplier<T> task) {
        var parking = Coroutine.self().parking();
        var job = new Job<>(task, parking);
        executor.execute(job);
        var shield = parking.enter(true);
        try {
            while (!job.ended) {
                parking.park(what + " on a worker");
            }
        } finally {
            parking.leave(shield);
        }
        shield.outer().check();
        Throwing.unchecked(job.failure);
        return job.result;
    }

    /**
     * One task; the worker writes its outcome before it posts to the loop, which reads it after.
     */
    private static final class Job<T> implements Runnable {
        private final Supplier<T> task;
        private final Parking caller;
        private T result;
        private Throwable failure;
        private boolean ended;

        Job(Supplier<T> task, Parking caller) {
            this.task = task;
            this.caller = caller;
        }

        @Override
        public void run() {
            try {
                result = task.get();
            } catch (Throwable t) {
                failure = t;
            }
            caller.loop().execute(this::end);
        }

        private void end() {
            ended = true;
            caller.wake();
        }
    }
}
