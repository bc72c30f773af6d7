package dev.covnc.server;

import io.netty.util.concurrent.DefaultThreadFactory;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of one server beside its loop's, and their end. */
final class Threads {
    private static final int SECONDS_TO_END = 5;

    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    new DefaultThreadFactory("covnc-worker", true));

    private final ExecutorService embedder =
            Executors.newSingleThreadExecutor(new DefaultThreadFactory("covnc-input", true));

    private final Thread inputThread =
            CompletableFuture.supplyAsync(Thread::currentThread, embedder).join();

    private final ThreadPoolExecutor logins;

    Threads(Limits limits) {
        logins =
                new ThreadPoolExecutor(
                        limits.logins(),
                        limits.logins(),
                        SECONDS_TO_END,
                        TimeUnit.SECONDS,
                        // Who waits here is a connection that has not proved who it is.
                        new LinkedBlockingQueue<>(limits.strangers()),
                        new DefaultThreadFactory("covnc-login", true));
        logins.allowCoreThreadTimeOut(true);
    }

    /** They encode. */
    Executor workers() {
        return workers;
    }

    /** One, which calls what the embedder has supplied. */
    Executor embedder() {
        return embedder;
    }

    /** They ask the embedder who somebody is. */
    Executor logins() {
        return logins;
    }

    /**
     * Lets what was begun end, for a time; nobody waits for the logins any more. A handler that
     * closes the server does not wait for itself.
     */
    void end() {
        logins.shutdownNow();
        for (var executor : List.of(logins, workers, embedder)) {
            end(executor);
        }
    }

    private void end(ExecutorService executor) {
        executor.shutdown();
        try {
            if (Thread.currentThread() != inputThread
                    && !executor.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
