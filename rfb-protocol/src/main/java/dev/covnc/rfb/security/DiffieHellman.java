package dev.covnc.rfb.security;

import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.random.RandomGenerator;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/// Diffie-Hellman authentication, which is Apple Remote Desktop's (rfbproto section 7.2.12): a name
/// and a password that somebody who only listens cannot read. Who can put himself in between can;
/// and what follows is not encrypted.
///
/// ```
///     server   u16 generator, u16 length, prime [length], public value [length]
///     viewer   128 bytes: name [64], password [64], zero-terminated UTF-8
///                in AES-128-ECB, the key is MD5 (shared secret [length])
///              public value [length]
/// ```
public final class DiffieHellman implements SecurityType {
    static final int NUMBER = 30;

    private static final BigInteger GENERATOR = BigInteger.TWO;

    /** The safe prime ffdhe2048 of RFC 7919 appendix A.1. */
    private static final BigInteger PRIME =
            new BigInteger(
                    """
                    FFFFFFFFFFFFFFFFADF85458A2BB4A9AAFDC5620273D3CF1\
                    D8B9C583CE2D3695A9E13641146433FBCC939DCE249B3EF9\
                    7D2FE363630C75D8F681B202AEC4617AD3DF1ED5D5FD6561\
                    2433F51F5F066ED0856365553DED1AF3B557135E7F57C935\
                    984F0C70E0E68B77E2A689DAF3EFE8721DF158A136ADE735\
                    30ACCA4F483A797ABC0AB182B324FB61D108A94BB2C8E3FB\
                    B96ADAB760D7F4681D4F42A3DE394DF4AE56EDE76372BB19\
                    0B07A7C8EE0A6D709E02FCE1CDF7E2ECC03404CD28342F61\
                    9172FE9CE98583FF8E4F1232EEF28183C3FE3B1B4C6FAD73\
                    3BB5FCBC2EC22005C58EF1837D1683B2C6F34A26C1B2EFFA\
                    886B423861285C97FFFFFFFFFFFFFFFF\
                    """,
                    16);

    private static final int LENGTH = 256;

    /** RFC 7919 section 5.2 asks for 225 at least. */
    private static final int EXPONENT_BYTES = 32;

    private static final int FIELD = 64;

    private final Accounts accounts;
    private final RandomGenerator random;

    /** A name and a password that these accounts know. */
    public DiffieHellman(Accounts accounts) {
        this(accounts, new SecureRandom());
    }

    /** The same with other randomness than the JDK's best, for tests. */
    DiffieHellman(Accounts accounts, RandomGenerator random) {
        this.accounts = Objects.requireNonNull(accounts);
        this.random = Objects.requireNonNull(random);
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public String name() {
        return "Diffie-Hellman";
    }

    @Override
    public Identity authenticate(Wire wire) {
        var bytes = new byte[EXPONENT_BYTES];
        random.nextBytes(bytes);
        var secret = new BigInteger(1, bytes);
        var ours = wire.work("a Diffie-Hellman key", () -> GENERATOR.modPow(secret, PRIME));
        wire.send(
                new WireWriter()
                        .u16(GENERATOR.intValueExact())
                        .u16(LENGTH)
                        .bytes(padded(PRIME))
                        .bytes(padded(ours)));

        var encrypted = wire.bytes(2 * FIELD);
        var theirs = new BigInteger(1, wire.bytes(LENGTH));
        if (theirs.compareTo(BigInteger.ONE) <= 0
                || theirs.compareTo(PRIME.subtract(BigInteger.ONE)) >= 0) {
            throw new ProtocolException("The viewer's public value gives the secret away");
        }
        var shared = wire.work("a Diffie-Hellman secret", () -> theirs.modPow(secret, PRIME));
        var decrypted = decrypt(encrypted, padded(shared));
        var name = field(decrypted, 0);
        var password = field(decrypted, FIELD);
        Arrays.fill(decrypted, (byte) 0);
        return Credentials.login(accounts, name, password);
    }

    private static byte[] decrypt(byte[] encrypted, byte[] shared) {
        try {
            var key = MessageDigest.getInstance("MD5").digest(shared);
            var aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
            return aes.doFinal(encrypted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no MD5 or no AES.", e);
        }
    }

    /** What stands before a zero byte; what has none was not encrypted with our secret. */
    private static byte[] field(byte[] fields, int start) {
        for (int end = start; end < start + FIELD; end++) {
            if (fields[end] == 0) {
                return Arrays.copyOfRange(fields, start, end);
            }
        }
        throw Credentials.refused();
    }

    private static byte[] padded(BigInteger number) {
        var bytes = number.toByteArray();
        int sign = bytes.length > LENGTH ? 1 : 0;
        var padded = new byte[LENGTH];
        int count = bytes.length - sign;
        System.arraycopy(bytes, sign, padded, LENGTH - count, count);
        return padded;
    }
}
