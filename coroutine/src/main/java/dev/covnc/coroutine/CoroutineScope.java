package dev.covnc.coroutine;

import io.netty.util.concurrent.EventExecutor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/**
 * The lifetime of some coroutines: none outlives it. {@link #close} cancels those still alive and
 * waits until they have ended.
 *
 * <p>A child that fails brings the scope down: its brothers are cancelled, and its exception comes
 * out of the owner's next wait, or out of {@link #close}. A scope made inside a coroutine is owned
 * by it and used in a try statement; a root scope is made for an event loop and closed by {@link
 * #shutDown}. Everything here is for the loop and its coroutines.
 */
public final class CoroutineScope implements AutoCloseable {
    private final EventExecutor loop;
    private final BackEnd backEnd;

    /** Null in a root scope. */
    private final Coroutine owner;

    private final CancelScope block;
    private final Set<Coroutine> children = new LinkedHashSet<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Throwable failure;
    private boolean failureDelivered;
    private boolean closing;

    /** A scope of the running coroutine, on its loop; what is started runs on the same back-end. */
    public CoroutineScope() {
        owner = Coroutine.self();
        loop = owner.parking().loop();
        backEnd = owner.backEnd();
        block = owner.parking().enter(this);
    }

    /** A root scope: its children belong to no coroutine. */
    public CoroutineScope(EventExecutor loop, BackEnd backEnd) {
        this.loop = Objects.requireNonNull(loop);
        this.backEnd = Objects.requireNonNull(backEnd);
        owner = null;
        block = new CancelScope(null, false);
        Roots.add(this);
    }

    /**
     * Starts a coroutine. It begins when the caller suspends or ends, or, outside a coroutine, when
     * the loop comes round.
     *
     * @throws IllegalStateException when the scope is closing
     */
    public Coroutine start(String name, @Suspends Runnable body) {
        if (closing) {
            throw new IllegalStateException(
                    "Coroutine '" + name + "' cannot start: its scope is closing");
        }
        var child = new Child(body);
        child.coroutine = new Coroutine(name, loop, backEnd, child);
        children.add(child.coroutine);
        try {
            child.coroutine.parking().wake();
        } catch (RejectedExecutionException e) {
            children.remove(child.coroutine); // Its loop has ended: it will never run.
            throw e;
        }
        return child.coroutine;
    }

    /** Tells all children to end; does not wait. */
    public void cancel() {
        children().forEach(child -> child.parking().cancel());
    }

    /**
     * Cancels the children and waits until all have ended, even if the owner itself is being
     * cancelled.
     *
     * @throws RuntimeException a child's failure that no wait of the owner has thrown yet
     */
    @Override
    @Suspends
    public void close() {
        checkCloser();
        if (block.isLeft()) {
            return;
        }
        closing = true;
        cancel();
        awaitChildren(owner.parking());
        owner.parking().leave(block);
        if (!failureDelivered) {
            Throwing.unchecked(failure);
        }
    }

    @Suspends
    private void awaitChildren(Parking parking) {
        var shield = parking.enter(true);
        try {
            while (!children.isEmpty()) {
                parking.park("its children to end");
            }
        } finally {
            parking.leave(shield);
        }
    }

    private void checkCloser() {
        if (owner == null) {
            throw new IllegalStateException(
                    Slot.whoIsHere() + " closes a root scope, which is not closed but shut down");
        }
        if (owner != Coroutine.self()) {
            throw new IllegalStateException(
                    Coroutine.self() + " closes " + this + ", which only its owner may");
        }
    }

    /**
     * Cancels the children of a root scope; what is returned completes on the loop when all have
     * ended, exceptionally if one had failed.
     *
     * @throws IllegalStateException when a coroutine owns the scope
     */
    public CompletableFuture<Void> shutDown() {
        if (owner != null) {
            throw new IllegalStateException(
                    Slot.whoIsHere() + " shuts down " + this + ", which only its owner may close");
        }
        closing = true;
        cancel();
        completeIfEnded();
        return ended;
    }

    /** What its children run on. */
    public BackEnd backEnd() {
        return backEnd;
    }

    /** The living, in the order they were started. */
    List<Coroutine> children() {
        return List.copyOf(children);
    }

    EventExecutor loop() {
        return loop;
    }

    private void childEnded(Coroutine child, Throwable thrown) {
        children.remove(child);
        var failed = failureIn(thrown);
        if (failed != null) {
            childFailed(failed);
        }
        if (owner != null) {
            owner.parking().wake();
        }
        completeIfEnded();
    }

    /** Null if it ended, or left because it was told to and nothing went wrong on the way out. */
    private static Throwable failureIn(Throwable thrown) {
        if (!(thrown instanceof CancelledException)) {
            return thrown;
        }
        return Stream.of(thrown.getSuppressed())
                .map(CoroutineScope::failureIn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void childFailed(Throwable thrown) {
        if (failure != null) {
            if (failure != thrown) {
                failure.addSuppressed(thrown);
            }
            return;
        }
        failure = thrown;
        block.trip(this::deliverFailure);
        cancel();
    }

    private Throwable deliverFailure() {
        failureDelivered = true;
        return failure;
    }

    private void completeIfEnded() {
        if (!closing || !children.isEmpty()) {
            return;
        }
        if (failure == null) {
            ended.complete(null);
        } else {
            ended.completeExceptionally(failure);
        }
    }

    @Override
    public String toString() {
        return owner == null ? "a root scope" : "a scope of " + owner;
    }

    private final class Child implements Runnable {
        private final Runnable body;
        private Coroutine coroutine;

        Child(Runnable body) {
            this.body = Objects.requireNonNull(body);
        }

        @Override
        public void run() {
            Throwable thrown = null;
            try {
                body.run();
            } catch (Throwable t) {
                thrown = t;
            }
            var end = coroutine.parking().end(thrown);
            if (coroutine.livesOn(loop)) {
                childEnded(coroutine, end);
            } else {
                loop.execute(() -> childEnded(coroutine, end));
            }
        }
    }
}
