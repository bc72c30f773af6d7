package dev.covnc.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.covnc.rfb.security.Accounts;
import dev.covnc.rfb.security.AuthenticationFailed;
import dev.covnc.rfb.security.Identity;
import dev.covnc.rfb.security.VncAuth;

import io.netty.util.concurrent.EventExecutor;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The passwords of a server that knows no users: for VNC authentication, and for types that ask for
 * a user too, whose name then does not matter. Lives on the event loop once the server has started.
 */
final class Passwords implements Accounts {
    private final Map<Identity, char[]> passwords = new HashMap<>();
    private final VncAuth vncAuth;
    private Optional<Future<?>> expiry = Optional.empty();

    /**
     * @param passwords are copied
     * @throws IllegalArgumentException if there is none, or one that cannot be a password
     */
    Passwords(Map<Identity, char[]> passwords) {
        passwords.forEach((identity, password) -> this.passwords.put(identity, password.clone()));
        vncAuth = new VncAuth(passwords);
    }

    VncAuth vncAuth() {
        return vncAuth;
    }

    /**
     * Viewers need this one from now on.
     *
     * @throws IllegalArgumentException if it cannot be a password; then nothing has changed
     */
    void change(Identity identity, char[] password) {
        var changed = new HashMap<>(passwords);
        changed.put(identity, password);
        vncAuth.passwords(changed);
        keep();
        var old = passwords.put(identity, password);
        if (old != null) {
            Arrays.fill(old, '\0');
        }
    }

    /** No password is good any more when the time is over, unless one is changed until then. */
    void expire(Duration after, EventExecutor loop) {
        keep();
        Runnable end = this::expire;
        expiry = Optional.of(loop.schedule(end, after.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void keep() {
        expiry.ifPresent(pending -> pending.cancel(false));
    }

    private void expire() {
        passwords.values().forEach(password -> Arrays.fill(password, '\0'));
        passwords.clear();
        vncAuth.passwords(passwords);
    }

    @Override
    public Identity login(String user, char[] password) {
        Identity gained = null;
        var given = UTF_8.encode(CharBuffer.wrap(password));
        for (var one : passwords.entrySet()) { // every one, so that the time tells nothing
            var expected = UTF_8.encode(CharBuffer.wrap(one.getValue()));
            if (MessageDigest.isEqual(bytes(expected), bytes(given))) {
                gained = one.getKey();
            }
            Arrays.fill(expected.array(), (byte) 0);
        }
        Arrays.fill(given.array(), (byte) 0);
        if (gained == null) {
            throw new AuthenticationFailed("Authentication failed");
        }
        return gained;
    }

    private static byte[] bytes(ByteBuffer utf8) {
        return Arrays.copyOf(utf8.array(), utf8.limit());
    }
}
