package dev.covnc.server;

import dev.covnc.coroutine.Await;
import dev.covnc.coroutine.Suspends;
import dev.covnc.rfb.security.Accounts;
import dev.covnc.rfb.security.AuthenticationFailed;
import dev.covnc.rfb.security.Identity;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The embedder's accounts, asked off the event loop. */
final class Logins implements Accounts {
    private static final Logger LOG = System.getLogger(Logins.class.getPackageName());

    private static final int MOST_CHARACTERS = 1024;

    private final Authenticator authenticator;
    private final Executor executor;

    /**
     * @param executor asks; how many threads it has is how many are asked for at the same time
     */
    Logins(Authenticator authenticator, Executor executor) {
        this.authenticator = authenticator;
        this.executor = executor;
    }

    @Override
    @Suspends
    public Identity login(String user, char[] password) {
        if (!isAName(user) || !isAPassword(password)) {
            throw new AuthenticationFailed("Authentication failed");
        }
        return answer(user, password.clone())
                .orElseThrow(() -> new AuthenticationFailed("Authentication failed"));
    }

    private static boolean isAName(String user) {
        return user.length() <= MOST_CHARACTERS
                && user.codePoints().noneMatch(Character::isISOControl);
    }

    /** Directories take an empty one for a wish to be nobody, and grant it (RFC 4513, 5.1.2). */
    private static boolean isAPassword(char[] password) {
        return password.length > 0 && password.length <= MOST_CHARACTERS;
    }

    /** Who gives up waiting leaves the question to be answered, for nobody. */
    @Suspends
    private Optional<Identity> answer(String user, char[] password) {
        var answer = new CompletableFuture<Optional<Identity>>();
        try {
            executor.execute(() -> ask(user, password, answer));
            return Await.completion(answer);
        } catch (RejectedExecutionException _) {
            throw new AuthenticationFailed("Too many log in at the moment; try again");
        } catch (CompletionException e) {
            LOG.log(Level.WARNING, "The authenticator failed", e.getCause());
            throw new AuthenticationFailed("Authentication failed");
        }
    }

    /** Elsewhere. */
    private void ask(String user, char[] password, CompletableFuture<Optional<Identity>> answer) {
        stage(user, password)
                .whenComplete(
                        (identity, failure) -> {
                            Arrays.fill(password, '\0');
                            if (failure != null) {
                                answer.completeExceptionally(failure);
                            } else {
                                answer.complete(
                                        Objects.requireNonNullElse(identity, Optional.empty()));
                            }
                        });
    }

    private CompletionStage<Optional<Identity>> stage(String user, char[] password) {
        try {
            return Objects.requireNonNull(
                    authenticator.authenticate(user, password), "It answered with null");
        } catch (Throwable t) {
            return CompletableFuture.failedStage(t);
        }
    }
}
