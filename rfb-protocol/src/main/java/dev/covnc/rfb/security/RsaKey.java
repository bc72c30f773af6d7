package dev.covnc.rfb.security;

import dev.covnc.rfb.ProtocolException;
import dev.covnc.rfb.WireReader;
import dev.covnc.rfb.WireWriter;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;

import javax.crypto.Cipher;

/// A public RSA key as RA2 shows it.
///
/// ```
///     u32 bits | modulus | public exponent         the last two of (bits + 7) / 8 bytes each
/// ```
///
/// @param bits of the modulus, from 1024 to 8192
record RsaKey(int bits, BigInteger modulus, BigInteger exponent) {
    private static final int FEWEST_BITS = 1024;
    private static final int MOST_BITS = 8192;

    /** An exponent costs time by its length; those in use are 3 and 65537. */
    private static final int EXPONENT_BITS = 32;

    /**
     * Reads a viewer's.
     *
     * @throws ProtocolException if it is no RSA key, or one that would take long to compute with;
     *     nothing has been computed then, and nothing made room for
     */
    static RsaKey read(WireReader in) {
        long bits = in.u32();
        if (bits < FEWEST_BITS || bits > MOST_BITS) {
            throw new ProtocolException(
                    "The viewer's RSA key is to have %d bits; 1024 to 8192 are possible"
                            .formatted(bits));
        }
        int length = ((int) bits + 7) / 8;
        var modulus = new BigInteger(1, in.bytes(length));
        var exponent = new BigInteger(1, in.bytes(length));
        if (modulus.bitLength() != bits || !modulus.testBit(0)) {
            throw new ProtocolException(
                    "The viewer's RSA modulus is even or has not its %d bits".formatted(bits));
        }
        if (exponent.bitLength() < 2
                || exponent.bitLength() > EXPONENT_BITS
                || !exponent.testBit(0)) {
            throw new ProtocolException(
                    "The viewer's RSA exponent is not odd, or not from 3 to 2^32");
        }
        return new RsaKey((int) bits, modulus, exponent);
    }

    /** The bytes of the modulus, and of what is encrypted. */
    int length() {
        return (bits + 7) / 8;
    }

    WireWriter write() {
        return new WireWriter()
                .s32(bits)
                .bytes(padded(modulus, length()))
                .bytes(padded(exponent, length()));
    }

    /** What {@link #write} writes. */
    byte[] bytes() {
        return write().toByteArray();
    }

    byte[] encrypt(byte[] message) {
        try {
            var key =
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(modulus, exponent));
            var rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.ENCRYPT_MODE, key);
            return rsa.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new ProtocolException("The viewer's RSA key cannot be used: " + e.getMessage());
        }
    }

    private static byte[] padded(BigInteger number, int length) {
        var bytes = number.toByteArray();
        int sign = bytes.length > length ? 1 : 0;
        var padded = new byte[length];
        int count = bytes.length - sign;
        System.arraycopy(bytes, sign, padded, length - count, count);
        return padded;
    }

    /** A server's key, with the part that nobody else knows. */
    static final class Pair {
        private final RsaKey itself;
        private final PrivateKey secret;

        Pair(KeyPair pair) {
            if (!(pair.getPublic() instanceof RSAPublicKey key)) {
                throw new IllegalArgumentException(
                        "RA2 needs a key of RSA, not of " + pair.getPublic().getAlgorithm());
            }
            itself =
                    new RsaKey(
                            key.getModulus().bitLength(),
                            key.getModulus(),
                            key.getPublicExponent());
            if (itself.bits < FEWEST_BITS || itself.bits > MOST_BITS) {
                throw new IllegalArgumentException(
                        "RA2 needs an RSA key of 1024 to 8192 bits, not %d".formatted(itself.bits));
            }
            secret = pair.getPrivate();
        }

        RsaKey itself() {
            return itself;
        }

        /**
         * Decrypts what has a known length.
         *
         * @param instead the result where it is no such message: in the same time, so that nobody
         *     can find out what it was by asking often
         */
        byte[] decrypt(byte[] encrypted, byte[] instead) {
            byte[] block;
            try {
                var rsa = Cipher.getInstance("RSA/ECB/NoPadding");
                rsa.init(Cipher.DECRYPT_MODE, secret);
                block = rsa.doFinal(encrypted);
            } catch (GeneralSecurityException _) {
                return instead; // Not less than the modulus, as anybody can see who has sent it.
            }
            return unpadded(block, instead);
        }

        /// PKCS #1 v1.5, without a decision that depends on what is secret:
        ///
        /// ```
        ///     00 02 | random bytes, none of them 0 | 00 | message
        /// ```
        private static byte[] unpadded(byte[] block, byte[] instead) {
            int start = block.length - instead.length;
            int wrong = block[0] | block[1] ^ 2 | block[start - 1];
            for (int i = 2; i < start - 1; i++) {
                wrong |= (block[i] & 0xff) - 1 >> 8; // -1 if it is 0, else 0
            }
            int useInstead = (wrong | -wrong) >> 31; // -1 if anything was wrong, else 0
            var message = Arrays.copyOfRange(block, start, block.length);
            for (int i = 0; i < message.length; i++) {
                message[i] = (byte) (message[i] & ~useInstead | instead[i] & useInstead);
            }
            Arrays.fill(block, (byte) 0);
            return message;
        }
    }
}
