package dev.covnc.server;

import dev.covnc.rfb.ExtendedDesktopSize.Status;
import dev.covnc.rfb.SetDesktopSize;

import io.netty.util.concurrent.EventExecutor;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What one server's viewers wish the size to be, on the way to the embedder and back: one wish at a
 * time. Lives on the event loop.
 */
final class Resizing {
    private static final Logger LOG = System.getLogger(Resizing.class.getPackageName());

    private static final int MAX_SIDE = 8192;
    private static final int MAX_PIXELS = 33_000_000;

    /** Viewers that follow a window's edge ask twice a second; who asks more often is not heard. */
    private static final long BETWEEN_WISHES = TimeUnit.MILLISECONDS.toNanos(100);

    private final Display display;
    private final ResizeHandler handler;
    private final Executor embedder;
    private final EventExecutor loop;
    private boolean undecided;
    private long lastAsked;

    Resizing(Display display, ResizeHandler handler, Executor embedder, EventExecutor loop) {
        this.display = display;
        this.handler = handler;
        this.embedder = embedder;
        this.loop = loop;
        lastAsked = now() - BETWEEN_WISHES;
    }

    /**
     * Has the wish decided.
     *
     * @param answer hears what has become of it, on the loop, perhaps at once
     */
    void wish(Viewer viewer, SetDesktopSize wish, Consumer<Status> answer) {
        if (!wish.isLegal()) {
            answer.accept(Status.INVALID_LAYOUT);
        } else if (undecided || isTooLarge(wish) || isTooSoon()) {
            answer.accept(Status.OUT_OF_RESOURCES);
        } else {
            undecided = true;
            lastAsked = now();
            embedder.execute(() -> ask(viewer, wish, answer));
        }
    }

    private boolean isTooSoon() {
        return now() - lastAsked < BETWEEN_WISHES;
    }

    private long now() {
        return loop.ticker().nanoTime();
    }

    private static boolean isTooLarge(SetDesktopSize wish) {
        return wish.width() > MAX_SIDE
                || wish.height() > MAX_SIDE
                || wish.width() * wish.height() > MAX_PIXELS;
    }

    /** On the embedder's thread. */
    private void ask(Viewer viewer, SetDesktopSize wish, Consumer<Status> answer) {
        decision(viewer, wish)
                .whenComplete(
                        (status, failure) -> {
                            var decided = new Decision(status, failure);
                            post(() -> decided(viewer, wish, decided, answer));
                        });
    }

    private CompletionStage<Status> decision(Viewer viewer, SetDesktopSize wish) {
        try {
            return Objects.requireNonNull(
                    handler.resize(viewer, wish.width(), wish.height(), wish.screens()),
                    "It answered with null");
        } catch (Throwable t) {
            return CompletableFuture.failedStage(t);
        }
    }

    /** One of both is null, or the embedder has answered with null, which counts as no. */
    private record Decision(Status status, Throwable failure) {}

    private void post(Runnable news) {
        try {
            loop.execute(news);
        } catch (RejectedExecutionException _) {
            // The server has closed: nobody waits for the answer.
        }
    }

    private void decided(
            Viewer viewer, SetDesktopSize wish, Decision decision, Consumer<Status> answer) {
        undecided = false;
        var status = Objects.requireNonNullElse(decision.status(), Status.PROHIBITED);
        if (decision.failure() != null) {
            LOG.log(Level.WARNING, "The resize handler failed", decision.failure());
        }
        if (status == Status.DONE) {
            display.screens(new Screens(wish.width(), wish.height(), wish.screens(), viewer));
        }
        answer.accept(status);
    }
}
