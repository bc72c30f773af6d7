package dev.covnc.server;

import dev.covnc.coroutine.Await;
import dev.covnc.coroutine.Deadline;
import dev.covnc.coroutine.DeadlineExceeded;
import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.security.AuthenticationFailed;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.Right;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;

/**
 * What a viewer that has proved who it is meets before it is told that it is in. Lives on the event
 * loop.
 */
final class Admission {
    private static final Logger LOG = System.getLogger(Admission.class.getPackageName());

    private final Settings settings;
    private final Executor embedder;
    private final IntSupplier viewers;

    /**
     * @param embedder one thread, which calls what the embedder has supplied
     * @param viewers how many are in already
     */
    Admission(Settings settings, Executor embedder, IntSupplier viewers) {
        this.settings = settings;
        this.embedder = embedder;
        this.viewers = viewers;
    }

    /**
     * Lets it in.
     *
     * @return who it is in here
     * @throws AuthenticationFailed if it is not let in
     */
    @Suspends
    Identity admit(Viewer viewer, Identity proved) {
        requireRoom();
        var identity = proved;
        if (settings.doorkeeper().isPresent()) {
            identity = ask(settings.doorkeeper().get(), viewer, proved);
            requireRoom(); // Others may have come meanwhile.
        }
        if (!identity.may(Right.VIEW)) {
            throw new AuthenticationFailed("You may not see this display");
        }
        return identity;
    }

    private void requireRoom() {
        if (viewers.getAsInt() >= settings.limits().viewers()) {
            throw new AuthenticationFailed("This server has as many viewers as it takes");
        }
    }

    @Suspends
    private Identity ask(Doorkeeper doorkeeper, Viewer viewer, Identity proved) {
        var answer = new CompletableFuture<Identity>();
        embedder.execute(() -> ask(doorkeeper, viewer, proved, answer));
        try {
            Deadline.within(
                    settings.limits().approval(), "The approval", () -> Await.completion(answer));
            return answer.join();
        } catch (DeadlineExceeded e) {
            if (answer.isDone()) {
                throw e; // Not this one's.
            }
            throw new AuthenticationFailed("Nobody has answered whether you may come in");
        } catch (CompletionException e) {
            throw refusal(e.getCause());
        }
    }

    private static AuthenticationFailed refusal(Throwable cause) {
        if (cause instanceof CompletionException wrapped && wrapped.getCause() != null) {
            return refusal(wrapped.getCause());
        }
        if (cause instanceof AuthenticationFailed refused) {
            return new AuthenticationFailed(refused.getMessage());
        }
        LOG.log(Level.WARNING, "The doorkeeper failed", cause);
        return new AuthenticationFailed("You may not come in");
    }

    /** On the embedder's thread. */
    private static void ask(
            Doorkeeper doorkeeper,
            Viewer viewer,
            Identity proved,
            CompletableFuture<Identity> answer) {
        stage(doorkeeper, viewer, proved)
                .whenComplete(
                        (identity, failure) -> {
                            if (failure == null && identity != null) {
                                answer.complete(identity);
                            } else {
                                answer.completeExceptionally(
                                        Objects.requireNonNullElseGet(
                                                failure,
                                                () -> new NullPointerException("It said null")));
                            }
                        });
    }

    private static CompletionStage<Identity> stage(
            Doorkeeper doorkeeper, Viewer viewer, Identity proved) {
        try {
            return Objects.requireNonNull(
                    doorkeeper.admit(viewer, proved), "It answered with null");
        } catch (Throwable t) {
            return CompletableFuture.failedStage(t);
        }
    }
}
