package dev.covnc.rfb.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import java.nio.CharBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.random.RandomGenerator;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * VNC authentication: a password of at most 8 bytes, proved by encrypting a challenge with DES (RFC
 * 6143 section 7.2.2).
 *
 * <pre>
 *     server   16 random bytes
 *     viewer   the same, in two blocks of DES-ECB; the key is the password, bytes bit-reversed
 * </pre>
 *
 * <p>It keeps honest people out. Who can listen can find the password by trying, and what follows
 * is not encrypted.
 *
 * <p>The bytes of the password are UTF-8, as most viewers send what was typed; some send Latin-1
 * (noVNC), so only ASCII works everywhere. Other servers use the first 8 bytes of a longer password
 * and let its owner believe in the rest; here it is refused.
 */
public final class VncAuth implements SecurityType {
    static final int NUMBER = 2;

    private static final int KEY_BYTES = 8;
    private static final int CHALLENGE_BYTES = 16;

    private final RandomGenerator random;
    private Map<Identity, SecretKey> keys;

    /**
     * VNC authentication with challenges from a {@link SecureRandom}.
     *
     * @param passwords at least one; each lets in for what it is the key to. They are not kept, so
     *     the caller may wipe them.
     * @throws IllegalArgumentException if there is none, or one that is empty, equal to another or
     *     longer than 8 bytes
     */
    public VncAuth(Map<Identity, char[]> passwords) {
        this(passwords, new SecureRandom());
    }

    /**
     * VNC authentication with challenges from {@code random}, which must not be predictable, but in
     * a test.
     *
     * @throws IllegalArgumentException as above
     */
    public VncAuth(Map<Identity, char[]> passwords, RandomGenerator random) {
        this.random = random;
        if (passwords.isEmpty()) {
            throw new IllegalArgumentException("VNC authentication needs a password.");
        }
        keys = keys(passwords);
        // Now, not in front of the first viewer: this loads the provider, or finds that it is
        // missing.
        keys.values().forEach(key -> encrypt(new byte[CHALLENGE_BYTES], key));
    }

    /**
     * Lets in with these passwords from now on and with no other; with none, nobody. For the thread
     * on which viewers authenticate.
     *
     * @param passwords as above, but there may be none
     * @throws IllegalArgumentException as above; then nothing has changed
     */
    public void passwords(Map<Identity, char[]> passwords) {
        keys = keys(passwords);
    }

    private static Map<Identity, SecretKey> keys(Map<Identity, char[]> passwords) {
        var keys = new HashMap<Identity, SecretKey>();
        passwords.forEach((access, password) -> keys.put(access, key(password)));
        if (new HashSet<>(keys.values()).size() < keys.size()) {
            throw new IllegalArgumentException(
                    "The view-only password is the same as the one for full access;"
                            + " choose another.");
        }
        return keys;
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public String name() {
        return "VNC Authentication";
    }

    @Override
    public Identity authenticate(Wire wire) {
        var challenge = new byte[CHALLENGE_BYTES];
        random.nextBytes(challenge);
        wire.send(new WireWriter(CHALLENGE_BYTES).bytes(challenge));
        var response = wire.bytes(CHALLENGE_BYTES);

        Identity gained = null;
        for (var password : keys.entrySet()) { // every one, so that the time tells nothing
            var expected = encrypt(challenge, password.getValue());
            if (MessageDigest.isEqual(expected, response)) {
                gained = password.getKey();
            }
        }
        Arrays.fill(challenge, (byte) 0);
        if (gained == null) {
            throw new AuthenticationFailed("Authentication failed");
        }
        return gained;
    }

    /**
     * The DES key of a password: padded with zeros, each byte bit-reversed. DES leaves out the last
     * bit of each byte (its parity), so here it is 0, and keys that work alike are equal.
     */
    private static SecretKey key(char[] password) {
        var utf8 = UTF_8.encode(CharBuffer.wrap(password));
        var key = new byte[KEY_BYTES];
        try {
            int length = utf8.remaining();
            if (length > KEY_BYTES) {
                throw new IllegalArgumentException(
                        ("VNC authentication uses only the first 8 bytes of a password, and this"
                                        + " one has %d. Choose one of at most 8.")
                                .formatted(length));
            }
            for (int i = 0; i < length; i++) {
                key[i] = (byte) (Integer.reverse(utf8.get()) >>> 24 & 0xfe);
            }
            if (Arrays.equals(key, new byte[KEY_BYTES])) {
                throw new IllegalArgumentException(
                        "A password for VNC authentication must not be empty.");
            }
            return new SecretKeySpec(key, "DES");
        } finally {
            Arrays.fill(utf8.array(), (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] encrypt(byte[] challenge, SecretKey key) {
        try {
            var des = Cipher.getInstance("DES/ECB/NoPadding");
            des.init(Cipher.ENCRYPT_MODE, key);
            return des.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "VNC authentication needs DES, which this Java lacks.", e);
        }
    }
}
