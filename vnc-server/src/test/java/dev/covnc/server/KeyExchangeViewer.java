package dev.covnc.server;

import dev.covnc.rfb.WireWriter;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.EAXBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The viewer's part of the types that begin with an exchange of keys, for a user called alice. */
final class KeyExchangeViewer {
    static final KeyPair SERVER_KEY = rsaKey();
    private static final KeyPair VIEWER_KEY = rsaKey();

    private final String password;

    // RA2, from one answer to the next.
    private byte[] serverKey;
    private byte[] viewerKey;
    private byte[] sealingKey;
    private int framesSent;

    KeyExchangeViewer(String password) {
        this.password = password;
    }

    byte[] diffieHellman(WireScript server) {
        var generator = new BigInteger(1, server.take(2));
        int length = new BigInteger(1, server.take(2)).intValueExact();
        var prime = new BigInteger(1, server.take(length));
        var theirs = new BigInteger(1, server.take(length));
        var secret = BigInteger.valueOf(0x1234567);
        var fields = Arrays.copyOf(SecurityTalk.utf8("alice"), 128);
        System.arraycopy(SecurityTalk.utf8(password), 0, fields, 64, password.length());
        try {
            var md5 = MessageDigest.getInstance("MD5");
            var key = md5.digest(fixed(theirs.modPow(secret, prime), length));
            var aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return new WireWriter()
                    .bytes(aes.doFinal(fields))
                    .bytes(fixed(generator.modPow(secret, prime), length))
                    .toByteArray();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    byte[] msLogonII(WireScript server) {
        var generator = new BigInteger(1, server.take(8));
        var prime = new BigInteger(1, server.take(8));
        var theirs = new BigInteger(1, server.take(8));
        var secret = BigInteger.valueOf(0x1234567);
        var shared = fixed(theirs.modPow(secret, prime), 8);
        return new WireWriter()
                .bytes(fixed(generator.modPow(secret, prime), 8))
                .bytes(des(Arrays.copyOf(SecurityTalk.utf8("alice"), 256), shared))
                .bytes(des(Arrays.copyOf(SecurityTalk.utf8(password), 64), shared))
                .toByteArray();
    }

    private static byte[] des(byte[] field, byte[] shared) {
        long reversed = Long.reverseBytes(Long.reverse(ByteBuffer.wrap(shared).getLong()));
        var key = ByteBuffer.allocate(8).putLong(reversed).array();
        try {
            var des = Cipher.getInstance("DES/CBC/NoPadding");
            des.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "DES"),
                    new IvParameterSpec(shared));
            return des.doFinal(field);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The answers to RA2 and RA2ne, in the variant of AES-128. */
    List<Function<WireScript, byte[]>> ra2() {
        return List.of(this::showKey, this::proveKeys, this::sayNameAndPassword);
    }

    /** Its key and its random bytes. */
    byte[] showKey(WireScript server) {
        serverKey = server.take(4 + 2 * 128);
        viewerKey = shown(VIEWER_KEY);
        var random = rsa(Cipher.ENCRYPT_MODE, SERVER_KEY, new byte[16]);
        return new WireWriter().bytes(viewerKey).u16(128).bytes(random).toByteArray();
    }

    private byte[] proveKeys(WireScript server) {
        var theirs = rsa(Cipher.DECRYPT_MODE, VIEWER_KEY, drop(2, server.take(2 + 128)));
        sealingKey = Arrays.copyOf(sha1(theirs, new byte[16]), 16);
        server.take(2 + 20 + 16);
        return frame(sha1(viewerKey, serverKey));
    }

    private byte[] sayNameAndPassword(WireScript server) {
        server.take(2 + 1 + 16);
        return frame(nameAndPassword());
    }

    byte[] nameAndPassword() {
        return new WireWriter()
                .u8(5)
                .bytes(SecurityTalk.utf8("alice"))
                .u8(password.length())
                .bytes(SecurityTalk.utf8(password))
                .toByteArray();
    }

    /** The next frame of RA2, once its keys are agreed on. */
    byte[] frame(byte... content) {
        var header = new WireWriter().u16(content.length).toByteArray();
        var nonce = new byte[16];
        nonce[0] = (byte) framesSent;
        nonce[1] = (byte) (framesSent >> 8);
        framesSent++;
        var eax = new EAXBlockCipher(AESEngine.newInstance());
        eax.init(true, new AEADParameters(new KeyParameter(sealingKey), 128, nonce, header));
        var sealed = new byte[content.length + 16];
        try {
            eax.doFinal(sealed, eax.processBytes(content, 0, content.length, sealed, 0));
        } catch (InvalidCipherTextException e) {
            throw new AssertionError(e);
        }
        return new WireWriter().bytes(header).bytes(sealed).toByteArray();
    }

    /** A key of 1024 bits as RA2 shows it. */
    static byte[] shown(KeyPair pair) {
        var key = (RSAPublicKey) pair.getPublic();
        return new WireWriter()
                .s32(1024)
                .bytes(fixed(key.getModulus(), 128))
                .bytes(fixed(key.getPublicExponent(), 128))
                .toByteArray();
    }

    private static byte[] rsa(int mode, KeyPair pair, byte[] bytes) {
        try {
            var rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(mode, mode == Cipher.ENCRYPT_MODE ? pair.getPublic() : pair.getPrivate());
            return rsa.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha1(byte[] first, byte[] second) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(first);
            return sha1.digest(second);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] drop(int count, byte[] bytes) {
        return Arrays.copyOfRange(bytes, count, bytes.length);
    }

    private static byte[] fixed(BigInteger number, int length) {
        var bytes = number.toByteArray();
        var fixed = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, fixed, length - count, count);
        return fixed;
    }

    private static KeyPair rsaKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
