package dev.covnc.rfb.security;

import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// RealVNC's RSA-AES types (rfbproto section 7.2.9): the server is known by its key, all that
/// matters is encrypted, and the viewer proves itself by a password, mostly with a name.
///
/// ```
///     server   its RSA key                                          {@link RsaKey}
///     viewer   its RSA key, made for the occasion
///     server   u16 length, server's random bytes, encrypted for the viewer
///     viewer   u16 length, viewer's random bytes, encrypted for the server
///                key of what the viewer sends   H (server's random, viewer's random)
///                key of what the server sends   H (viewer's random, server's random)
///     -------- from here in frames of AES-EAX ({@link EaxWire})
///     server   H (server's key, viewer's key)
///     viewer   H (viewer's key, server's key)
///     server   u8 1: name and password, 2: password only
///     viewer   u8 length, name, u8 length, password                 UTF-8
///     -------- RA2ne and RA2ne_256: to here, and on in clear
/// ```
///
/// RA2 and RA2ne use 16 random bytes and the first 16 bytes of SHA-1 for the keys, the others 32
/// random bytes (the specification says 16; no program does) and SHA-256.
///
/// A ciphertext that holds no random bytes goes on with ones that nobody knows, and ends at the
/// first frame: so nobody can tell bad padding from a bad key (Bleichenbacher, 1998).
public final class Ra2 implements SecurityType {

    /** The four of a kind. */
    public enum Variant {
        /** AES-128, to the end of the connection. */
        RA2(5, "RA2", "SHA-1", 16, true),
        /** AES-128 until the viewer has proved itself, and no encryption afterwards. */
        RA2_NE(6, "RA2ne", "SHA-1", 16, false),
        /** AES-256, to the end of the connection. */
        RA2_256(129, "RA2_256", "SHA-256", 32, true),
        /** AES-256 until the viewer has proved itself, and no encryption afterwards. */
        RA2_NE_256(130, "RA2ne_256", "SHA-256", 32, false);

        private final int number;
        private final String title;
        private final String hash;
        private final int keyBytes;
        private final boolean toTheEnd;

        Variant(int number, String title, String hash, int keyBytes, boolean toTheEnd) {
            this.number = number;
            this.title = title;
            this.hash = hash;
            this.keyBytes = keyBytes;
            this.toTheEnd = toTheEnd;
        }
    }

    private static final int NAME_AND_PASSWORD = 1;
    private static final int PASSWORD_ONLY = 2;

    private final Variant variant;
    private final RsaKey.Pair key;
    private final boolean asksForName;
    private final Accounts accounts;
    private final RandomGenerator random;

    /**
     * One of the four.
     *
     * @param key of RSA, 1024 to 8192 bits; viewers remember it, so it is to be the same always
     * @param asksForName whether viewers ask for a user's name beside the password
     * @throws IllegalArgumentException if it is no such key
     */
    public Ra2(Variant variant, KeyPair key, boolean asksForName, Accounts accounts) {
        this(variant, key, asksForName, accounts, new SecureRandom());
    }

    /** The same with other randomness than the JDK's best, for tests. */
    Ra2(
            Variant variant,
            KeyPair key,
            boolean asksForName,
            Accounts accounts,
            RandomGenerator random) {
        this.variant = Objects.requireNonNull(variant);
        this.key = new RsaKey.Pair(key);
        this.asksForName = asksForName;
        this.accounts = Objects.requireNonNull(accounts);
        this.random = Objects.requireNonNull(random);
    }

    @Override
    public int number() {
        return variant.number;
    }

    @Override
    public String name() {
        return variant.title;
    }

    @Override
    public Identity authenticate(Wire wire) {
        wire.send(key.itself().write());
        var viewer = RsaKey.read(wire);
        if (viewer.equals(key.itself())) {
            throw new ProtocolException("The viewer shows the server's own RSA key");
        }
        var ours = new byte[variant.keyBytes];
        random.nextBytes(ours);
        var forViewer = wire.work("an RSA encryption", () -> viewer.encrypt(ours));
        wire.send(new WireWriter().u16(forViewer.length).bytes(forViewer));
        var theirs = readRandom(wire);

        var frames = encrypt(wire, hash(ours, theirs), hash(theirs, ours));
        frames.send(new WireWriter().bytes(hash(key.itself().bytes(), viewer.bytes())));
        var proof = frames.bytes(hash().getDigestLength());
        if (!MessageDigest.isEqual(proof, hash(viewer.bytes(), key.itself().bytes()))) {
            throw new ProtocolException("The viewer has seen other RSA keys than we have");
        }
        return askForCredentials(frames);
    }

    private byte[] readRandom(Wire wire) {
        int length = wire.u16();
        if (length != key.itself().length()) {
            throw new ProtocolException(
                    "The viewer's random bytes are encrypted to %d bytes, and our key has %d"
                            .formatted(length, key.itself().length()));
        }
        var encrypted = wire.bytes(length);
        var instead = new byte[variant.keyBytes];
        random.nextBytes(instead);
        return wire.work("an RSA decryption", () -> key.decrypt(encrypted, instead));
    }

    /** The frames, which for two of the four are the wire itself from now on. */
    private Wire encrypt(Wire wire, byte[] viewerHash, byte[] serverHash) {
        var viewerKey = Arrays.copyOf(viewerHash, variant.keyBytes);
        var serverKey = Arrays.copyOf(serverHash, variant.keyBytes);
        if (!variant.toTheEnd) {
            return new EaxWire(wire, viewerKey, serverKey);
        }
        wire.secure(below -> new EaxWire(below, viewerKey, serverKey));
        return wire;
    }

    private Identity askForCredentials(Wire frames) {
        frames.send(new WireWriter().u8(asksForName ? NAME_AND_PASSWORD : PASSWORD_ONLY));
        var name = frames.bytes(frames.u8());
        var password = frames.bytes(frames.u8());
        if (frames instanceof EaxWire ended && ended.left() > 0) {
            throw new ProtocolException("The viewer has said more than its password in secret");
        }
        return Credentials.login(accounts, asksForName ? name : new byte[0], password);
    }

    private byte[] hash(byte[]... parts) {
        var hash = hash();
        for (var part : parts) {
            hash.update(part);
        }
        return hash.digest();
    }

    private MessageDigest hash() {
        try {
            return MessageDigest.getInstance(variant.hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no " + variant.hash, e);
        }
    }
}
