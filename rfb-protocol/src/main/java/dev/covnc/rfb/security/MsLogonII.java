package dev.covnc.rfb.security;

import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.Wire;
import dev.covnc.rfb.WireWriter;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// UltraVNC's logon with a Windows account (rfbproto section 7.2.13), for those who come from
/// there. It protects from nobody: UltraVNC's numbers have 31 bits, so whoever has listened finds
/// the password in less than a second.
///
/// ```
///     server   generator, prime, public value                       8 bytes each
///     viewer   public value                                         8 bytes
///              name [256], password [64], zero-terminated
///                each in DES-CBC, the key is the shared secret, its bytes bit-reversed, and the
///                initialisation vector is the shared secret
/// ```
public final class MsLogonII implements SecurityType {
    static final int NUMBER = 113;

    /** UltraVNC's viewer multiplies two of them in 64 bits. */
    private static final int BITS = 31;

    private static final int NAME_BYTES = 256;
    private static final int PASSWORD_BYTES = 64;

    private final Accounts accounts;
    private final Random random;

    /** A name and a password that these accounts know. */
    public MsLogonII(Accounts accounts) {
        this(accounts, new SecureRandom());
    }

    /** The same with other randomness than the JDK's best, for tests. */
    MsLogonII(Accounts accounts, Random random) {
        this.accounts = Objects.requireNonNull(accounts);
        this.random = Objects.requireNonNull(random);
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public String name() {
        return "MSLogonII";
    }

    @Override
    public Identity authenticate(Wire wire) {
        var prime = BigInteger.probablePrime(BITS, random);
        var generator = new BigInteger(BITS - 1, random).setBit(1);
        var secret = new BigInteger(BITS - 1, random).setBit(1);
        wire.send(
                new WireWriter()
                        .bytes(eight(generator))
                        .bytes(eight(prime))
                        .bytes(eight(generator.modPow(secret, prime))));

        var theirs = new BigInteger(1, wire.bytes(8));
        if (theirs.signum() == 0 || theirs.compareTo(prime) >= 0) {
            throw new ProtocolException("The viewer's public value is out of range");
        }
        var shared = eight(theirs.modPow(secret, prime));
        var name = field(decrypt(wire.bytes(NAME_BYTES), shared));
        var password = field(decrypt(wire.bytes(PASSWORD_BYTES), shared));
        return Credentials.login(accounts, name, password);
    }

    private static byte[] eight(BigInteger number) {
        return ByteBuffer.allocate(8).putLong(number.longValueExact()).array();
    }

    private static byte[] decrypt(byte[] encrypted, byte[] shared) {
        var key = new byte[8];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (Integer.reverse(shared[i]) >>> 24);
        }
        try {
            var des = Cipher.getInstance("DES/CBC/NoPadding");
            des.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "DES"),
                    new IvParameterSpec(shared));
            return des.doFinal(encrypted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("MSLogonII needs DES, which this Java lacks.", e);
        }
    }

    /** What stands before a zero byte; what has none was not encrypted with our secret. */
    private static byte[] field(byte[] field) {
        for (int end = 0; end < field.length; end++) {
            if (field[end] == 0) {
                var text = Arrays.copyOf(field, end);
                Arrays.fill(field, (byte) 0);
                return text;
            }
        }
        throw Credentials.refused();
    }
}
